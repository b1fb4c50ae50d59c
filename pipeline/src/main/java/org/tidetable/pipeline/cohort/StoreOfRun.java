package org.tidetable.pipeline.cohort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.tidetable.export.disclosure.DisclosurePolicy;
import org.tidetable.features.frame.Rows;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.models.cohort.CodeSet;
import org.tidetable.models.cohort.CohortDefinition;
import org.tidetable.models.cohort.CompiledCohort;
import org.tidetable.models.cohort.EventPattern;
import org.tidetable.pipeline.publish.Release;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.RunFolder;
import org.tidetable.pipeline.run.UserError;

/** What a finished run holds of people and events. */
final class StoreOfRun {
  private final RunFolder folder;

  private StoreOfRun(RunFolder folder) {
    this.folder = folder;
  }

  /** The newest run of an output folder, or the run in that folder itself. */
  static StoreOfRun in(Path given) {
    Path run = Release.runIn(given);
    if (Files.isDirectory(run.resolve("store"))) {
      return new StoreOfRun(new RunFolder(run));
    }
    throw UserError.of(
        ExitCode.USAGE,
        "%s holds no finished run. Name the --out folder of a run, or run the configuration first.",
        given);
  }

  RunFolder folder() {
    return folder;
  }

  /** Refuses a policy or key other than those under which the run was published. */
  void requireSameProtection(DisclosurePolicy policy) {
    Path manifest = folder.published().resolve("manifest.json");
    boolean same = false;
    if (Files.isRegularFile(manifest)) {
      for (JsonNode decision : json(manifest).path("gate")) {
        if (!decision.path("key_id").asText("").isEmpty()) {
          same =
              decision.path("key_id").asText().equals(policy.keyId())
                  && decision.path("policy").asText().equals(policy.version());
          break;
        }
      }
    }
    if (!same) {
      throw UserError.of(
          ExitCode.PRIVACY,
          "%s was not published under this disclosure policy and key, so counts of its people may"
              + " not leave under them. Name the configuration of that run with --conf. Nothing was"
              + " written.",
          folder.root().getFileName());
    }
  }

  Dataset<Row> people(SparkSession spark) {
    return folder.read(spark, folder.store().resolve("people"), StoreSchema.PEOPLE);
  }

  /** The events, with every column that the store has. */
  Dataset<Row> events(SparkSession spark) {
    return folder.read(spark, folder.store().resolve("events"));
  }

  /** The days that the data cover, and the areas and sexes that people of theirs have. */
  Observed observed(SparkSession spark) {
    Row days = Rows.small(folder.read(spark, folder.store().resolve("coverage"))).get(0);
    Map<String, String> names = new HashMap<>();
    for (Row area :
        Rows.small(
            spark
                .read()
                .parquet(folder.published().resolve("dim_area.parquet").toString())
                .select(StoreSchema.AREA_CODE, StoreSchema.AREA_NAME))) {
      names.put(area.getString(0), area.isNullAt(1) ? "" : area.getString(1));
    }
    SortedMap<String, String> areas = new TreeMap<>();
    SortedSet<String> sexes = new TreeSet<>();
    for (Row person :
        Rows.small(people(spark).select(StoreSchema.AREA_CODE, StoreSchema.SEX).distinct())) {
      if (!person.isNullAt(0)) {
        areas.put(person.getString(0), names.getOrDefault(person.getString(0), ""));
      }
      if (!person.isNullAt(1)) {
        sexes.add(person.getString(1));
      }
    }
    return new Observed(days.getDate(0).toLocalDate(), days.getDate(1).toLocalDate(), areas, sexes);
  }

  /** Scored people of a risk of the run. */
  Dataset<Row> scored(SparkSession spark, String model) {
    Path place = folder.restricted().resolve("cohorts").resolve(model);
    if (!Files.isDirectory(place)) {
      throw UserError.of(
          ExitCode.CONFIGURATION,
          "the run has no risk \"%s\". Use the name of a risk of its configuration.",
          model);
    }
    Dataset<Row> scored = folder.read(spark, place);
    if (scored.filter(scored.col("probability").isNotNull()).isEmpty()) {
      throw UserError.of(
          ExitCode.CONFIGURATION,
          "the risk \"%s\" gives nobody a probability in this run: it is withdrawn, or too few people"
              + " had the outcome to judge it; the report says which. Choose another risk, or more"
              + " people or years. Nothing was published.",
          model);
    }
    return scored;
  }

  /** Refuses codes of a column that the store does not have. */
  static void requireColumns(CohortDefinition cohort, Dataset<Row> events) {
    for (EventPattern pattern : CompiledCohort.patterns(cohort)) {
      for (CodeSet codes : pattern.codes()) {
        if (!Arrays.asList(events.columns()).contains(codes.column())) {
          throw UserError.of(
              ExitCode.CONFIGURATION,
              "the code set %s asks for the column %s, but the events of this run hold none. Say"
                  + " codes: {file: ..., of: provider_code} for codes of providers.",
              codes.name(),
              codes.column());
        }
      }
    }
  }

  private static JsonNode json(Path file) {
    try {
      return JsonMapper.builder().build().readTree(file.toFile());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
