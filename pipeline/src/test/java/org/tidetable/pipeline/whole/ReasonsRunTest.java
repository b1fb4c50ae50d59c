package org.tidetable.pipeline.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVRecord;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tidetable.features.feature.ReasonGroup;
import org.tidetable.features.frame.Rows;
import org.tidetable.pipeline.run.RunFolder;

/**
 * Whoever is on a list has reasons there; what leaves are shares of lists that are long enough. The
 * small run has too few outcomes to list anybody, so two of its risks are called usable here, and
 * the stages behind the judgement run once more.
 */
@ExtendWith(SmallRun.Once.class)
class ReasonsRunTest {
  private static final String SHOWN = "emergency_admission_65_plus";
  private static final int BASE = 8;

  private static final String SHORT = "persistent_absence_5_to_15";

  /** The run as it would be, had enough people with the outcome been tested. */
  private static SmallRun listing(SmallRun run) throws IOException {
    Path home = run.home().resolve("listing");
    SmallRun copy = new SmallRun(home, run.synthesized(), run.ended());
    if (Files.exists(home)) {
      return copy;
    }
    Path runs = home.resolve("out/runs").resolve(run.folder().getFileName());
    for (Path file : SmallRun.files(run.folder())) {
      Path place = runs.resolve(run.folder().relativize(file).toString());
      Files.createDirectories(place.getParent());
      Files.copy(file, place);
    }
    copy.withSpark(
        spark -> {
          for (String risk : List.of(SHOWN, SHORT)) {
            Path place = runs.resolve("restricted/validation").resolve(risk).resolve("use");
            StructType schema = spark.read().parquet(place.toString()).schema();
            List<Row> usable = List.of(RowFactory.create("usable", "this test says so"));
            new RunFolder(runs).write(spark.createDataFrame(usable, schema), place);
          }
          return true;
        });
    Typed again =
        Typed.run(
            "run",
            run.configuration(),
            "--out",
            copy.out(),
            "--from",
            "cohorts",
            "--master",
            "local[2]");
    assertThat(again.code()).as(again.err()).isZero();
    return copy;
  }

  private static List<Row> list(SmallRun run, String risk) {
    return run.withSpark(
        spark ->
            Rows.small(
                spark
                    .read()
                    .parquet(run.folder().resolve("restricted/cohorts/" + risk).toString())));
  }

  @Test
  void whoever_is_listed_has_three_reasons_with_their_direction_and_nobody_else_has(SmallRun small)
      throws IOException {
    SmallRun run = listing(small);
    int people = 0;
    List<String> words = Arrays.stream(ReasonGroup.values()).map(ReasonGroup::label).toList();
    for (String risk : SmallRun.RISKS) {
      for (Row row : list(run, risk)) {
        double before = Double.MAX_VALUE;
        for (int number = 1; number <= 3; number++) {
          String reason = row.getAs("reason_" + number);
          Double effect = row.getAs("effect_" + number);
          String direction = row.getAs("direction_" + number);
          if (!row.<Boolean>getAs("listed")) {
            assertThat(reason).isNull();
            assertThat(effect).isNull();
            assertThat(direction).isNull();
            continue;
          }
          people++;
          assertThat(words).contains(reason);
          assertThat(direction).isEqualTo(effect > 0 ? "raises" : "lowers");
          assertThat(Math.abs(effect)).isLessThanOrEqualTo(before);
          before = Math.abs(effect);
        }
      }
    }
    // Twelve areas, three reasons each.
    assertThat(people).isEqualTo(12 * 3 * (12 + 6));
  }

  @Test
  void published_shares_are_those_of_the_list_but_for_the_rounding(SmallRun small)
      throws IOException {
    SmallRun run = listing(small);
    List<Row> listed =
        list(run, SHOWN).stream().filter(row -> row.<Boolean>getAs("listed")).toList();
    Map<String, Integer> exact = new TreeMap<>();
    for (Row row : listed) {
      for (int number = 1; number <= 3; number++) {
        exact.merge(row.getAs("reason_" + number), 1, Integer::sum);
      }
    }
    Map<String, CSVRecord> shown =
        run.table("fact_cohort_reason").stream()
            .filter(row -> row.get("problem").equals(SHOWN))
            .collect(Collectors.toMap(row -> row.get("words"), row -> row));
    assertThat(shown).hasSizeGreaterThan(3);
    // Of a reason two counts are rounded, and so is the list; each by less than the base.
    double away = 100.0 * 3 * BASE / listed.size();
    shown.forEach(
        (words, row) -> {
          double share = Double.parseDouble(row.get("among_first_percent"));
          double raises = Double.parseDouble(row.get("raises_percent"));
          assertThat(share).isCloseTo(100.0 * exact.get(words) / listed.size(), within(away));
          assertThat(share).isEqualTo(Math.rint(share)).isBetween(0.0, 100.0);
          assertThat(raises).isBetween(0.0, share);
          assertThat(row.get("status")).isEmpty();
        });
    exact.keySet().removeAll(shown.keySet());
    assertThat(exact.values()).allSatisfy(people -> assertThat(people).isLessThan(2 * BASE));
  }

  @Test
  void where_few_or_none_are_listed_the_table_says_so_and_shows_no_share(SmallRun small)
      throws IOException {
    SmallRun run = listing(small);
    Map<String, String> why =
        Map.of(
            "long_term_care_65_plus",
            "no list is made: fewer than 200 people with the outcome were tested",
            SHORT,
            "too few people are listed for shares");
    why.forEach(
        (risk, status) ->
            assertThat(run.table("fact_cohort_reason"))
                .filteredOn(row -> row.get("problem").equals(risk))
                .singleElement()
                .satisfies(
                    row -> {
                      assertThat(row.get("reason_group")).isEqualTo("none");
                      assertThat(row.get("among_first_percent")).isEmpty();
                      assertThat(row.get("raises_percent")).isEmpty();
                      assertThat(row.get("status")).isEqualTo(status);
                    }));
  }

  @Test
  void the_report_the_card_and_the_papers_say_why_and_for_whom(SmallRun small) throws IOException {
    SmallRun run = listing(small);
    assertThat(Files.readString(run.current().resolve("report.html")))
        .contains("Why people are on the list");
    assertThat(Files.readString(run.current().resolve("model-cards/" + SHOWN + ".md")))
        .contains("## For whom it came true")
        .contains("- Not assessed, as fewer than 200 of each had the outcome: ");
    assertThat(Files.readString(run.current().resolve("model-papers/" + SHOWN + "/tripod-ai.md")))
        .contains("By what came true in each group, the risk is ");
  }
}
