package org.tidetable.pipeline.stage;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.tidetable.models.evaluation.DemandForecasts;
import org.tidetable.models.evaluation.ForecastAccuracy;
import org.tidetable.models.evaluation.ForecastAccuracy.Division;
import org.tidetable.models.evaluation.ForecastAccuracy.RangeScore;

/** How the accuracy of forecasts lies between the stages. */
final class AccuracyStore {
  static final StructType ACCURACY =
      new StructType()
          .add("series_id", StringType, false)
          .add("part_kind", StringType, false)
          .add("part", StringType, false)
          .add("method", StringType, false)
          .add("series", IntegerType, false)
          .add("periods", IntegerType, false)
          .add("smape", DoubleType)
          .add("mase", DoubleType)
          .add("wape", DoubleType)
          .add("rmsse", DoubleType)
          .add("coverage_50", DoubleType)
          .add("coverage_80", DoubleType)
          .add("coverage_95", DoubleType)
          .add("width_80", DoubleType)
          .add("width_95", DoubleType)
          .add("msis_95", DoubleType)
          .add("wis", DoubleType)
          .add("pinball", DoubleType)
          .add("value_added", DoubleType)
          .add("value_added_lower_95", DoubleType)
          .add("value_added_upper_95", DoubleType)
          .add("beats_naive", StringType, false);

  private static final String ALL = "all";

  private AccuracyStore() {}

  /**
   * The held-out scores: of all series together under an empty id, of their parts, then of each.
   *
   * @param levels the area level of each series
   */
  static List<Row> rows(DemandForecasts made, Map<String, String> levels) {
    List<Row> rows = new ArrayList<>();
    add(made.overall(), ALL, ALL, rows);
    for (ForecastAccuracy.Slice slice : made.overall().slices()) {
      add(slice.accuracy(), slice.by().name().toLowerCase(Locale.ROOT), name(slice), rows);
    }
    Map<String, List<ForecastAccuracy>> byLevel = new TreeMap<>();
    for (ForecastAccuracy one : made.accuracies()) {
      byLevel
          .computeIfAbsent(levels.getOrDefault(one.seriesId(), ""), any -> new ArrayList<>())
          .add(one);
    }
    byLevel.forEach(
        (level, series) ->
            ForecastAccuracy.together(series)
                .ifPresent(together -> add(together, "level", level, rows)));
    made.accuracies().forEach(one -> add(one, ALL, ALL, rows));
    return rows;
  }

  private static String name(ForecastAccuracy.Slice slice) {
    boolean near = slice.by() == Division.HORIZON;
    return switch (slice.third()) {
      case 1 -> near ? "first_third" : "smallest_third";
      case 2 -> "middle_third";
      default -> near ? "last_third" : "largest_third";
    };
  }

  private static void add(ForecastAccuracy accuracy, String kind, String part, List<Row> rows) {
    for (ForecastAccuracy.MethodScore score : accuracy.methods()) {
      boolean chosen = score.method().equals(ForecastAccuracy.CHOSEN);
      // A method that suits none of the series was not tried: it has no scores to show.
      if (chosen || score.series() > 0) {
        rows.add(row(accuracy, score, kind, part, chosen));
      }
    }
  }

  private static Row row(
      ForecastAccuracy accuracy,
      ForecastAccuracy.MethodScore score,
      String kind,
      String part,
      boolean chosen) {
    Optional<ForecastAccuracy.Lead> lead =
        accuracy.leads().stream().filter(one -> one.over().equals(score.method())).findFirst();
    return RowFactory.create(
        accuracy.seriesId(),
        kind,
        part,
        score.method(),
        score.series(),
        accuracy.periods(),
        nullable(score.smape()),
        nullable(score.mase()),
        nullable(score.wape()),
        nullable(score.rmsse()),
        chosen ? range(accuracy, 50, RangeScore::coverage) : null,
        chosen ? range(accuracy, 80, RangeScore::coverage) : null,
        chosen ? range(accuracy, 95, RangeScore::coverage) : null,
        chosen ? range(accuracy, 80, RangeScore::meanWidth) : null,
        chosen ? range(accuracy, 95, RangeScore::meanWidth) : null,
        chosen ? range(accuracy, 95, RangeScore::msis) : null,
        chosen ? nullable(accuracy.wis()) : null,
        chosen ? nullable(accuracy.pinball()) : null,
        chosen ? null : added(score, lead),
        lead.map(ForecastAccuracy.Lead::lower).orElse(null),
        lead.map(ForecastAccuracy.Lead::upper).orElse(null),
        accuracy.beatsNaive().map(yes -> yes ? "yes" : "no").orElse("not known"));
  }

  private static @Nullable Double added(
      ForecastAccuracy.MethodScore score, Optional<ForecastAccuracy.Lead> lead) {
    if (lead.isPresent()) {
      return lead.get().mean();
    }
    return score.mase().isPresent() && score.beside().isPresent()
        ? score.mase().getAsDouble() - score.beside().getAsDouble()
        : null;
  }

  private static @Nullable Double range(
      ForecastAccuracy accuracy, int level, Function<RangeScore, OptionalDouble> score) {
    return accuracy.ranges().stream()
        .filter(range -> range.level() == level)
        .findFirst()
        .map(range -> nullable(score.apply(range)))
        .orElse(null);
  }

  private static @Nullable Double nullable(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
