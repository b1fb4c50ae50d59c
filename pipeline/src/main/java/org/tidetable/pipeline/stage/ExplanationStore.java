package org.tidetable.pipeline.stage;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.time.LocalDateTime;
import java.time.format.TextStyle;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.tidetable.models.evaluation.LeadTest;
import org.tidetable.models.forecast.DemandCalendar;
import org.tidetable.models.forecast.Forecast;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.forecast.explain.CalendarEffects;
import org.tidetable.models.forecast.explain.Explanation;
import org.tidetable.models.problem.DemandProblem;
import org.tidetable.models.vocabulary.Grain;
import org.tidetable.pipeline.conf.Configuration;
import org.tidetable.pipeline.publish.ExplanationTables;

/** Why forecasts are what they are, in numbers and words, as they lie between the stages. */
final class ExplanationStore {
  static final StructType EXPLANATIONS =
      new StructType()
          .add("series_id", StringType, false)
          .add("part", StringType, false)
          .add("size", DoubleType)
          .add("words", StringType, false);

  /** Less than this many per cent is no change. */
  private static final double LEVEL = 0.05;

  private static final double LEAST_SHARE = 0.005;

  private ExplanationStore() {}

  /**
   * The explanation of every forecast that was made.
   *
   * @param known one for each forecast in their order
   */
  static List<Row> rows(List<Series> known, List<Forecast> forecasts, DemandCalendar calendar) {
    List<Row> rows = new ArrayList<>();
    for (int index = 0; index < known.size(); index++) {
      Series one = known.get(index);
      rows.addAll(
          forecasts.get(index).fold(made -> rows(one, made, calendar), not -> List.<Row>of()));
    }
    return rows;
  }

  private static List<Row> rows(Series one, Forecast.Made made, DemandCalendar calendar) {
    Explanation why = Explanation.of(one, made);
    List<Row> rows = new ArrayList<>();
    if (why.change().isPresent()) {
      double change = why.change().getAsDouble();
      rows.add(
          row(
              one.id(),
              "trend",
              change,
              compared(change, "more", "less") + before(one.grain(), why.comparedPeriods())));
    }
    if (!made.why().isBlank()) {
      rows.add(RowFactory.create(one.id(), "methods", null, made.why() + weights(made)));
    }
    if (why.peak() >= 0 && why.peak() != why.trough()) {
      rows.add(season(one, "season_high", why.peak(), why.peakSize(), "highest"));
      rows.add(season(one, "season_low", why.trough(), why.troughSize(), "lowest"));
    }
    rows.addAll(calendar(one, CalendarEffects.of(one, calendar)));
    return rows;
  }

  private static List<Row> calendar(Series one, CalendarEffects effects) {
    List<Row> rows = new ArrayList<>();
    effects.high().ifPresent(month -> rows.add(month(one, "year_high", month, "highest")));
    effects.low().ifPresent(month -> rows.add(month(one, "year_low", month, "lowest")));
    effects
        .bankHolidays()
        .ifPresent(
            size ->
                rows.add(
                    row(
                        one.id(),
                        "bank_holidays",
                        size,
                        "on bank holidays "
                            + compared(size, "more", "fewer")
                            + " on the same weekday around")));
    effects
        .schoolHolidays()
        .ifPresent(
            size ->
                rows.add(
                    row(
                        one.id(),
                        "school_holidays",
                        size,
                        "in school holidays "
                            + compared(size, "more", "fewer")
                            + " during the term before and after")));
    return rows;
  }

  private static Row month(Series one, String part, CalendarEffects.MonthLevel month, String word) {
    return row(
        one.id(),
        part,
        month.size(),
        String.format(
            Locale.ROOT,
            "usually %s in %s, %s the mean of a year",
            word,
            month.month().getDisplayName(TextStyle.FULL, Locale.UK),
            percent(month.size(), "above", "below")));
  }

  /** The shares of methods that can be told from nothing, the largest first; blank for one. */
  private static String weights(Forecast.Made made) {
    List<String> shares =
        made.weights().entrySet().stream()
            .filter(one -> one.getValue() >= LEAST_SHARE)
            .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
            .map(
                one -> String.format(Locale.ROOT, "%s %.0f %%", one.getKey(), 100 * one.getValue()))
            .toList();
    return shares.size() < 2 ? "" : " Weights: " + String.join(", ", shares) + ".";
  }

  private static String before(Grain grain, int periods) {
    if (grain == Grain.YEAR && periods == 1) {
      return " in the year before";
    }
    return " in the same "
        + (periods == 1 ? grain.code() : periods + " " + grain.code() + "s")
        + " a year before";
  }

  private static Row season(Series one, String part, int phase, double size, String word) {
    String whole =
        switch (one.grain()) {
          case HOUR -> "a day";
          case DAY -> "a week";
          case WEEK, MONTH, QUARTER, YEAR -> "a year";
        };
    return row(
        one.id(),
        part,
        size,
        String.format(
            Locale.ROOT,
            "usually %s %s, %s the mean of %s",
            word,
            phase(one, phase),
            Math.abs(size) < LEVEL ? "about" : percent(size, "above", "below"),
            whole));
  }

  /** The phase as a planner says it, in the last season that is known. */
  private static String phase(Series one, int phase) {
    int season = one.grain().season();
    int last = one.length() - 1;
    LocalDateTime period = one.period(last - (last - phase) % season);
    Grain grain = one.grain();
    return switch (grain) {
      case HOUR -> String.format(Locale.ROOT, "at %02d:00", period.getHour());
      case DAY -> "on " + period.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.UK) + "s";
      case WEEK ->
          String.format(
              Locale.ROOT,
              "in the week of %d %s",
              period.getDayOfMonth(),
              period.getMonth().getDisplayName(TextStyle.FULL, Locale.UK));
      case MONTH -> "in " + period.getMonth().getDisplayName(TextStyle.FULL, Locale.UK);
      case QUARTER -> "in quarter " + period.get(IsoFields.QUARTER_OF_YEAR);
      case YEAR -> Integer.toString(period.getYear());
    };
  }

  /**
   * What a declared lead indicator adds; told whether it earned its place or not.
   *
   * @param told whose row it is: of the whole demand
   * @param telling the demand that may tell of it
   * @param above whether some series had the indicator of all their ages, or of the area above
   * @param test empty where too little is known of both
   */
  static Row lead(
      DemandProblem told, Configuration.Demand telling, boolean above, Optional<LeadTest> test) {
    String title = telling.written().title();
    if (test.isEmpty()) {
      return RowFactory.create(
          told.name(),
          ExplanationTables.lead(telling.problem().name()),
          null,
          title
              + " cannot be tested as a lead indicator: fewer than five areas have both for long"
              + " enough");
    }
    String words = words(title, told.grain(), test.get());
    return row(
        told.name(),
        ExplanationTables.lead(telling.problem().name()),
        test.get().gain(),
        above
            ? words + "; areas without a number of their own have that of the area above"
            : words);
  }

  private static String words(String leads, Grain grain, LeadTest test) {
    String interval = String.format(Locale.ROOT, "%.1f to %.1f %%", test.lower(), test.upper());
    return test.earned()
        ? String.format(
            Locale.ROOT,
            "%s of %s comes %d %s before: knowing it takes %.1f %% off the errors (%s)",
            test.more() ? "more" : "less",
            leads,
            test.lag(),
            test.lag() == 1 ? grain.code() : grain.code() + "s",
            test.gain(),
            interval)
        : String.format(
            Locale.ROOT,
            "%s was tried as a lead indicator and did not earn its place: it changes the errors"
                + " by %.1f %% (%.1f to %.1f %%)",
            leads,
            -test.gain(),
            -test.upper(),
            -test.lower());
  }

  private static String compared(double size, String above, String below) {
    return Math.abs(size) < LEVEL ? "about as many as" : percent(size, above, below) + " than";
  }

  private static String percent(double size, String above, String below) {
    return String.format(Locale.ROOT, "%.1f %% %s", Math.abs(size), size > 0 ? above : below);
  }

  private static Row row(String id, String part, double size, String words) {
    return RowFactory.create(id, part, size, words);
  }
}
