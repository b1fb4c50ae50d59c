package org.tidetable.features.feature;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tidetable.models.vocabulary.EventKind;
import org.tidetable.models.vocabulary.Sector;

/** All features: made from the kinds of event and the windows, in the order of the columns. */
public final class FeatureCatalogue {
  private static final int DAYS_PER_YEAR = 365;

  /** Windows of what the others in the household and the area had. */
  private static final List<Window> CONTEXT = List.of(Window.DAYS_90, Window.DAYS_365);

  /** Windows of what a sector did as a whole. */
  private static final List<Window> WHOLE = List.of(Window.DAYS_365, Window.ALL);

  private static final List<Feature> ALL = made();

  private FeatureCatalogue() {}

  public static List<Feature> all() {
    return ALL;
  }

  /** Those that a look-back of so many days can fill; {@link Window#ALL} from two years on. */
  public static List<Feature> within(int lookbackDays) {
    int longest = Window.DAYS_730.days();
    return ALL.stream()
        .filter(
            feature ->
                feature.window().isEmpty()
                    || Math.min(feature.window().get().days(), longest) <= lookbackDays)
        .toList();
  }

  /** The feature's group by its name, for reasons in words. */
  public static Map<String, String> groups() {
    Map<String, String> groups = new HashMap<>();
    ALL.forEach(feature -> groups.put(feature.name(), feature.group().label()));
    return groups;
  }

  /** By name 1 for those with which the risk of harm can only rise; no entry for the others. */
  public static Map<String, Integer> rising() {
    Map<String, Integer> rising = new HashMap<>();
    for (Feature feature : ALL) {
      if (feature.direction() == Direction.RISES) {
        rising.put(feature.name(), 1);
      }
    }
    return rising;
  }

  private static List<Feature> made() {
    List<Feature> all = new ArrayList<>();
    for (Trait trait : Trait.values()) {
      all.add(
          new Feature(
              trait.name().toLowerCase(Locale.ROOT),
              trait.unit(),
              trait.description(),
              Measure.ATTRIBUTE,
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              trait.group(),
              Direction.ANY));
    }
    for (EventKind kind : EventKind.values()) {
      own(all, kind);
    }
    for (Sector sector : Sector.values()) {
      whole(all, sector);
    }
    for (EventKind kind : EventKind.values()) {
      around(all, kind);
    }
    Set<String> names = new HashSet<>();
    all.forEach(feature -> require(names.add(feature.name()), "%s stands twice", feature.name()));
    return List.copyOf(all);
  }

  private static void own(List<Feature> all, EventKind kind) {
    Direction direction = direction(kind);
    for (Window window : Window.values()) {
      String when = " " + window.words();
      all.add(
          of(kind, Measure.COUNT, Optional.of(window), "_count" + window.suffix(), direction)
              .with("times", kind.description() + ": how often" + when));
      all.add(
          of(kind, Measure.TOTAL, Optional.of(window), "_total" + window.suffix(), direction)
              .with(kind.unit(), kind.description() + ": sum" + when));
    }
    all.add(
        of(kind, Measure.RECENCY, Optional.empty(), "_recency", direction)
            .with(
                "days short of 731",
                kind.description()
                    + ": how lately the last was; 730 yesterday, 0 not in two years or look-back"));
    all.add(
        of(kind, Measure.TREND, Optional.of(Window.DAYS_365), "_trend", Direction.ANY)
            .with(
                "times a year",
                kind.description() + ": last 90 days against the rest of the year before, a year"));
    if (kind.lasts()) {
      all.add(
          of(kind, Measure.OPEN, Optional.empty(), "_open", Direction.ANY)
              .with("spells", kind.description() + ": begun and not ended"));
    }
  }

  private static void whole(List<Feature> all, Sector sector) {
    ReasonGroup group =
        switch (sector) {
          case HEALTH -> ReasonGroup.HEALTH_CONTACTS;
          case CARE -> ReasonGroup.CARE_CONTACTS;
          case EDUCATION -> ReasonGroup.SCHOOL_CONTACTS;
        };
    for (Window window : WHOLE) {
      String words = " of " + sector.label().toLowerCase(Locale.ROOT) + " " + window.words();
      all.add(
          new Feature(
              sector.code() + "_providers" + window.suffix(),
              "providers",
              "Different providers" + words,
              Measure.PROVIDERS,
              Optional.empty(),
              Optional.of(sector),
              Optional.of(window),
              group,
              Direction.ANY));
      all.add(
          new Feature(
              sector.code() + "_kinds" + window.suffix(),
              "kinds",
              "Different kinds of event" + words,
              Measure.KINDS,
              Optional.empty(),
              Optional.of(sector),
              Optional.of(window),
              group,
              Direction.ANY));
    }
    for (Window window : Window.values()) {
      String back = window == Window.ALL ? "had not begun" : "do not reach back " + window.days();
      all.add(
          new Feature(
              sector.code() + "_not_collected" + window.suffix(),
              "0 or 1",
              "The records of "
                  + sector.label().toLowerCase(Locale.ROOT)
                  + " "
                  + back
                  + (window == Window.ALL ? "" : " days")
                  + ": its events of that window have no value",
              Measure.NOT_COLLECTED,
              Optional.empty(),
              Optional.of(sector),
              Optional.of(window),
              ReasonGroup.NOT_RECORDED,
              Direction.ANY));
    }
  }

  private static void around(List<Feature> all, EventKind kind) {
    for (Window window : CONTEXT) {
      Named household =
          of(
              "household_",
              kind,
              Measure.HOUSEHOLD,
              Optional.of(window),
              window.suffix(),
              ReasonGroup.HOUSEHOLD);
      all.add(
          household.with(
              kind.unit(),
              kind.description() + ": sum over the others in the household " + window.words()));
    }
    Named area =
        of(
            "area_",
            kind,
            Measure.AREA_RATE,
            Optional.of(Window.DAYS_365),
            "_rate_" + DAYS_PER_YEAR + "d",
            ReasonGroup.AREA);
    all.add(
        area.with(
            "% of the rate of all areas",
            kind.description() + ": how usual in the area in the year before; 100 is as in all"));
  }

  /** Emergencies foretell no less harm when there are more of them; of others it is not certain. */
  private static Direction direction(EventKind kind) {
    return kind == EventKind.EMERGENCY_ADMISSION ? Direction.RISES : Direction.ANY;
  }

  private static Named of(
      EventKind kind,
      Measure measure,
      Optional<Window> window,
      String suffix,
      Direction direction) {
    return new Named(kind.code() + suffix, measure, kind, window, ReasonGroup.of(kind), direction);
  }

  private static Named of(
      String prefix,
      EventKind kind,
      Measure measure,
      Optional<Window> window,
      String suffix,
      ReasonGroup group) {
    return new Named(prefix + kind.code() + suffix, measure, kind, window, group, Direction.ANY);
  }

  /** A feature of one kind that still needs its words. */
  private record Named(
      String name,
      Measure measure,
      EventKind kind,
      Optional<Window> window,
      ReasonGroup group,
      Direction direction) {
    Feature with(String unit, String description) {
      return new Feature(
          name,
          unit,
          description,
          measure,
          Optional.of(kind),
          Optional.of(kind.sector()),
          window,
          group,
          direction);
    }
  }
}
