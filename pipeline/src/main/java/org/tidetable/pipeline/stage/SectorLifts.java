package org.tidetable.pipeline.stage;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.tidetable.features.feature.Feature;
import org.tidetable.features.feature.FeatureCatalogue;
import org.tidetable.models.evaluation.risk.RiskLessons;
import org.tidetable.models.evaluation.risk.RiskScores.Measure;
import org.tidetable.models.evaluation.risk.RiskValidation;
import org.tidetable.models.vocabulary.Sector;
import org.tidetable.pipeline.publish.SectorGainTables;

/** What the records of each sector add to those of all others, on the people tested. */
final class SectorLifts {
  static final StructType LIFTS =
      new StructType()
          .add("sector", StringType, false)
          .add("people", IntegerType, false)
          .add("auroc", DoubleType)
          .add("auroc_lower", DoubleType)
          .add("auroc_upper", DoubleType)
          .add("gain", DoubleType)
          .add("lower", DoubleType)
          .add("upper", DoubleType);

  private SectorLifts() {}

  /**
   * The lifts.
   *
   * @param columns that tell the people of the risk apart; a sector that has none adds nothing
   */
  static List<Row> of(
      RiskValidation validation, RiskValidation.Report report, List<String> columns) {
    Map<String, List<String>> parts = parts(columns);
    if (parts.isEmpty()) {
      return List.of();
    }
    List<Row> rows = new ArrayList<>();
    for (RiskLessons.Lift lift : RiskLessons.of(validation, report).added(parts)) {
      Measure gain = lift.netBenefit();
      rows.add(
          RowFactory.create(
              lift.part(),
              report.rows().length,
              RiskAudit.number(lift.auroc().value()),
              RiskAudit.number(lift.auroc().lower()),
              RiskAudit.number(lift.auroc().upper()),
              RiskAudit.perThousand(gain.value()),
              RiskAudit.perThousand(gain.lower()),
              RiskAudit.perThousand(gain.upper())));
    }
    return rows;
  }

  /** By sector its columns, and those of all sectors but health where these are several. */
  static Map<String, List<String>> parts(List<String> columns) {
    Set<String> there = new HashSet<>(columns);
    Map<String, List<String>> parts = new LinkedHashMap<>();
    for (Feature feature : FeatureCatalogue.all()) {
      feature
          .sector()
          .filter(sector -> there.contains(feature.name()))
          .ifPresent(
              sector ->
                  parts
                      .computeIfAbsent(sector.code(), any -> new ArrayList<>())
                      .add(feature.name()));
    }
    List<String> others = new ArrayList<>();
    parts.forEach(
        (sector, names) -> {
          if (!sector.equals(Sector.HEALTH.code())) {
            others.addAll(names);
          }
        });
    long many = parts.keySet().stream().filter(s -> !s.equals(Sector.HEALTH.code())).count();
    if (many > 1) {
      parts.put(SectorGainTables.OTHERS, others);
    }
    return parts;
  }
}
