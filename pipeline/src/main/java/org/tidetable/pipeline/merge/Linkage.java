package org.tidetable.pipeline.merge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.months_between;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.tidetable.features.store.StoreSchema.AREA_CODE;
import static org.tidetable.features.store.StoreSchema.BIRTH_MONTH;
import static org.tidetable.features.store.StoreSchema.ETHNIC_GROUP;
import static org.tidetable.features.store.StoreSchema.KNOWN_DATE;
import static org.tidetable.features.store.StoreSchema.PERSON_ID;
import static org.tidetable.features.store.StoreSchema.SEX;
import static org.tidetable.features.store.StoreSchema.SOURCE;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.tidetable.features.frame.Rows;
import org.tidetable.pipeline.quality.QualityCheck;
import org.tidetable.pipeline.run.RunFolder;

/**
 * How many pseudonyms lead to a person, by source and by group. Groups are those that the source
 * itself tells of, for linked and unlinked pseudonyms alike: a group known of the linked only would
 * seem linked whole.
 */
public final class Linkage {
  private static final double LEAST_LINK_RATE = 0.9;
  private static final double FAR_BELOW = 0.1;
  private static final long SMALLEST_GROUP = 10;
  private static final int CHILD_MONTHS = 18 * 12;
  private static final int OLD_MONTHS = 65 * 12;
  private static final String DIMENSION = "dimension";
  private static final String GROUP = "group";
  private static final String LINKED = "linked";

  private Linkage() {}

  /**
   * Pseudonyms of one group of one source.
   *
   * @param dimension all, area, sex, ethnic_group or age_band
   * @param linked those that lead to a person
   */
  public record Rate(String source, String dimension, String group, long pseudonyms, long linked) {
    double share() {
      return pseudonyms == 0 ? 0 : (double) linked / pseudonyms;
    }
  }

  /** The rates of all sources and groups, in their order; those of whole sources come first. */
  public static List<Rate> rates(
      LandedRows events, LandedRows people, Dataset<Row> links, Path scratch) {
    Optional<Dataset<Row>> ofEvents =
        events
            .rows(source -> List.of(lit(source).as(SOURCE), events.linkKey(source)))
            .map(rows -> rows.select(SOURCE, PersonKeys.LINK_KEY, AREA_CODE).distinct())
            .map(rows -> groups(rows, map(lit("area"), col(AREA_CODE))));
    Column months = months_between(col(KNOWN_DATE), col(BIRTH_MONTH));
    Column ageBand =
        when(months.lt(CHILD_MONTHS), "0-17")
            .when(months.lt(OLD_MONTHS), "18-64")
            .when(months.isNotNull(), "65plus");
    Optional<Dataset<Row>> ofPeople =
        people
            .rows(source -> List.of(lit(source).as(SOURCE), people.linkKey(source)))
            .map(
                rows ->
                    groups(
                        rows,
                        map(
                            lit("area"),
                            col(AREA_CODE),
                            lit("sex"),
                            col(SEX),
                            lit("ethnic_group"),
                            col(ETHNIC_GROUP),
                            lit("age_band"),
                            ageBand)));
    Optional<Dataset<Row>> all =
        ofEvents.map(rows -> ofPeople.map(rows::union).orElse(rows)).or(() -> ofPeople);
    if (all.isEmpty()) {
      return List.of();
    }
    Path place = scratch.resolve("pseudonyms");
    RunFolder.delete(place);
    all.get()
        .distinct()
        .join(
            links.select(col("key"), col(PERSON_ID)),
            col(PersonKeys.LINK_KEY).equalTo(col("key")),
            "left")
        .select(
            col(SOURCE),
            col(PersonKeys.LINK_KEY),
            col(DIMENSION),
            col(GROUP),
            when(col(PERSON_ID).isNotNull(), 1L).otherwise(0L).as(LINKED))
        .write()
        .parquet(place.toString());
    Dataset<Row> pseudonyms = links.sparkSession().read().parquet(place.toString());
    List<Rate> rates = new ArrayList<>();
    Dataset<Row> whole =
        pseudonyms
            .groupBy(SOURCE, PersonKeys.LINK_KEY)
            .agg(max(LINKED).as(LINKED))
            .select(col(SOURCE), lit("all").as(DIMENSION), lit("all").as(GROUP), col(LINKED));
    add(rates, whole);
    add(rates, pseudonyms.select(SOURCE, DIMENSION, GROUP, LINKED));
    return rates;
  }

  private static Dataset<Row> groups(Dataset<Row> rows, Column groups) {
    return rows.select(
            col(SOURCE),
            col(PersonKeys.LINK_KEY),
            explode(groups).as(new String[] {DIMENSION, GROUP}))
        .na()
        .fill("not known", new String[] {GROUP});
  }

  private static void add(List<Rate> rates, Dataset<Row> rows) {
    for (Row row :
        Rows.small(
            rows.groupBy(SOURCE, DIMENSION, GROUP)
                .agg(count(lit(1)).cast(DataTypes.LongType), sum(LINKED))
                .orderBy(SOURCE, DIMENSION, GROUP))) {
      rates.add(
          new Rate(
              row.getString(0),
              row.getString(1),
              row.getString(2),
              row.getLong(3),
              row.getLong(4)));
    }
  }

  /** The findings to publish: the rate of each source, and groups far below it. */
  public static List<QualityCheck> checks(List<Rate> rates) {
    TreeMap<String, Rate> whole = new TreeMap<>();
    List<QualityCheck> checks = new ArrayList<>();
    for (Rate rate : rates) {
      if (rate.dimension().equals("all")) {
        whole.put(rate.source(), rate);
        checks.add(
            QualityCheck.share(
                rate.source(),
                "link_rate",
                rate.share(),
                rate.pseudonyms(),
                LEAST_LINK_RATE,
                "Share of pseudonyms that lead to a person; cohorts may be biased below 90 %"));
      }
    }
    for (Rate rate : rates) {
      Rate all = whole.getOrDefault(rate.source(), rate);
      if (rate.pseudonyms() >= SMALLEST_GROUP && rate.share() <= all.share() - FAR_BELOW) {
        checks.add(
            QualityCheck.share(
                rate.source(),
                "link_rate: " + rate.dimension() + " " + rate.group(),
                rate.share(),
                rate.pseudonyms(),
                1,
                "Share in a group far below that of its source: risks and cohorts miss its people"));
      }
    }
    return checks;
  }

  /**
   * Writes all rates to {@code linkage.csv}, with exact numbers: the folder is its owner's only.
   */
  public static void write(List<Rate> rates, Path folder) {
    try (BufferedWriter text = Files.newBufferedWriter(folder.resolve("linkage.csv"), UTF_8);
        CSVPrinter out =
            new CSVPrinter(text, CSVFormat.RFC4180.builder().setRecordSeparator('\n').get())) {
      out.printRecord("source", DIMENSION, GROUP, "pseudonyms", LINKED);
      for (Rate rate : rates) {
        out.printRecord(
            rate.source(), rate.dimension(), rate.group(), rate.pseudonyms(), rate.linked());
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    RunFolder.close(folder);
  }
}
