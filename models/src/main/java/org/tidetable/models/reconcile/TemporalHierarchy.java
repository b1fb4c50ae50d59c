package org.tidetable.models.reconcile;

import static org.tidetable.models.vocabulary.Require.require;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tidetable.models.vocabulary.Grain;

/**
 * Short periods and the longer ones that they make up, for one series: its forecasts by month, by
 * quarter and by year agree when this hierarchy is reconciled.
 *
 * <p>Only whole longer periods within the horizon are nodes. Days make weeks, months, quarters and
 * years; months make quarters and years; quarters make years. Weeks make up none of these: a month
 * begins within a week. Days may have totals by week and by month at once, which cross.
 *
 * <p>Source: Athanasopoulos, Hyndman, Kourentzes and Petropoulos (2017), Forecasting with temporal
 * hierarchies.
 */
public final class TemporalHierarchy {
  private final Hierarchy hierarchy;
  private final List<Grain> grains;
  private final List<LocalDateTime> starts;

  private TemporalHierarchy(Hierarchy hierarchy, List<Grain> grains, List<LocalDateTime> starts) {
    this.hierarchy = hierarchy;
    this.grains = grains;
    this.starts = starts;
  }

  /** Whether periods of one grain are whole numbers of those of the other, shorter one. */
  public static boolean nests(Grain shorter, Grain longer) {
    return switch (shorter) {
      case HOUR -> longer != Grain.HOUR;
      case DAY -> longer != Grain.HOUR && longer != Grain.DAY;
      case MONTH -> longer == Grain.QUARTER || longer == Grain.YEAR;
      case QUARTER -> longer == Grain.YEAR;
      case WEEK, YEAR -> false;
    };
  }

  /**
   * The hierarchy of the next periods.
   *
   * @param grain of the bottom
   * @param start the first moment of the first period ahead
   * @param horizon periods ahead
   * @param longer the first moment of some period of each longer grain, such as a year from April
   */
  public static TemporalHierarchy of(
      Grain grain, LocalDateTime start, int horizon, List<Anchor> longer) {
    List<String> names = new ArrayList<>();
    List<Grain> grains = new ArrayList<>();
    List<int[]> groups = new ArrayList<>();
    List<LocalDateTime> starts = new ArrayList<>();
    for (Anchor anchor : longer) {
      require(
          nests(grain, anchor.grain), "%ss are not made of %ss", anchor.grain.code(), grain.code());
      int[] group = new int[horizon];
      Arrays.fill(group, Hierarchy.NONE);
      int found = 0;
      LocalDateTime end = grain.plus(start, horizon);
      for (LocalDateTime from = anchor.firstFrom(start);
          !anchor.grain.plus(from, 1).isAfter(end);
          from = anchor.grain.plus(from, 1)) {
        int first = (int) grain.between(start, from);
        int last = (int) grain.between(start, anchor.grain.plus(from, 1));
        Arrays.fill(group, first, last, found++);
        starts.add(from);
      }
      if (found > 0) {
        names.add(anchor.grain.code());
        grains.add(anchor.grain);
        groups.add(group);
      }
    }
    for (int step = 0; step < horizon; step++) {
      starts.add(grain.plus(start, step));
    }
    names.add(grain.code());
    grains.add(grain);
    return new TemporalHierarchy(
        Hierarchy.of(horizon, names, groups), List.copyOf(grains), List.copyOf(starts));
  }

  /**
   * Where the periods of a longer grain begin.
   *
   * @param start the first moment of one of them, no matter which
   */
  public record Anchor(Grain grain, LocalDateTime start) {
    public Anchor {
      require(start.equals(start.truncatedTo(ChronoUnit.DAYS)), "longer periods begin at midnight");
    }

    /** The first period that begins at or after a moment. */
    LocalDateTime firstFrom(LocalDateTime moment) {
      LocalDateTime found = grain.plus(start, grain.between(start, moment));
      while (found.isBefore(moment)) {
        found = grain.plus(found, 1);
      }
      while (!grain.plus(found, -1).isBefore(moment)) {
        found = grain.plus(found, -1);
      }
      return found;
    }
  }

  public Hierarchy hierarchy() {
    return hierarchy;
  }

  /** The grain of each level, the shortest last. */
  public List<Grain> grains() {
    return grains;
  }

  /** The first moment of the period of a node. */
  public LocalDateTime start(int node) {
    return starts.get(node);
  }
}
