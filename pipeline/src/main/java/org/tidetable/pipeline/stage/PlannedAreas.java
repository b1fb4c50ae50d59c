package org.tidetable.pipeline.stage;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.tidetable.features.frame.Rows;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.pipeline.conf.Configuration;
import org.tidetable.pipeline.conf.Nearest;
import org.tidetable.pipeline.conf.Planning;
import org.tidetable.pipeline.conf.Problems;
import org.tidetable.pipeline.conf.RunConfig;
import org.tidetable.pipeline.landing.RowKind;
import org.tidetable.pipeline.merge.Area;
import org.tidetable.pipeline.merge.Geography;
import org.tidetable.pipeline.merge.LandedRows;

/** Whether the areas that planners name are there, told as early as it can be known. */
public final class PlannedAreas {
  private PlannedAreas() {}

  /**
   * What is not in any file of areas, a line each: before the sources are read, it may still be in
   * one of those.
   */
  public static List<String> notInFiles(Configuration configuration) {
    RunConfig.Areas areas = configuration.written().areas();
    if (areas == null
        || areas.names().isEmpty()
        || areas.names().stream().anyMatch(named -> named.startsWith(Configuration.SYNTHETIC))) {
      return List.of();
    }
    Set<String> known =
        words(Geography.read(areas, named -> configuration.locate(named, Path.of(""))).named());
    List<String> lines = new ArrayList<>();
    for (Planning.Place place : places(configuration.planning())) {
      if (!isKnown(place.area(), known)) {
        Planning.Spot spot = place.spot();
        lines.add(
            String.format(
                Locale.ROOT,
                "%s:%d:%d  \"%s\" is in no file of areas; a run finds whether a source has it. %s",
                spot.file(),
                spot.line(),
                spot.column(),
                place.area(),
                Nearest.suggestion(place.area(), known)));
      }
    }
    return lines;
  }

  /**
   * Checks the areas of demands that are published counts, as soon as these are read.
   *
   * @throws org.tidetable.pipeline.run.UserError with exit code 3 for an area that no row is of
   */
  static void check(Run run) {
    Configuration configuration = run.configuration();
    List<Planning.Place> places = places(configuration.planning());
    RunConfig.Areas written = configuration.written().areas();
    // Codes that others followed are brought up to date later, and the areas of people are there
    // once they are.
    if (places.isEmpty() || (written != null && !written.successors().isEmpty())) {
      return;
    }
    Geography geography =
        Geography.read(
            written == null ? new RunConfig.Areas("", "", "", List.of(), List.of()) : written,
            named -> configuration.locate(named, run.folder().synthetic()));
    Problems problems = new Problems();
    for (Configuration.Demand demand : configuration.demand()) {
      String name = demand.problem().name();
      List<Planning.Place> ofDemand =
          places.stream().filter(place -> place.demand().equals(name)).toList();
      if (ofDemand.isEmpty() || demand.written().source().equals("events")) {
        continue;
      }
      Set<String> known = words(geography.areas(occurring(run, demand.written().source())));
      for (Planning.Place place : ofDemand) {
        if (!isKnown(place.area(), known)) {
          Planning.Spot spot = place.spot();
          problems.add(
              spot.file(),
              spot.line(),
              spot.column(),
              spot.path(),
              "\"%s\" is no area of %s. %s"
                  .formatted(place.area(), name, Nearest.suggestion(place.area(), known)));
        }
      }
    }
    problems.throwIfAny();
  }

  /** The areas that the rows of a source are of. */
  private static List<Area> occurring(Run run, String source) {
    Optional<org.apache.spark.sql.Dataset<Row>> rows =
        new LandedRows(
                run.spark(),
                Ingest.landing(run),
                RowKind.COUNTS,
                Ingest.receipts(run).stream()
                    .filter(receipt -> receipt.source().equals(source))
                    .toList(),
                run.configuration()::linkSource)
            .rows(any -> List.of(lit(any).as(StoreSchema.SOURCE)));
    if (rows.isEmpty()) {
      return List.of();
    }
    List<Area> areas = new ArrayList<>();
    for (Row row :
        Rows.small(
            rows.get()
                .filter(col(StoreSchema.AREA_CODE).isNotNull())
                .groupBy(StoreSchema.AREA_CODE, StoreSchema.AREA_LEVEL)
                .agg(max(StoreSchema.AREA_NAME)))) {
      areas.add(
          new Area(
              row.getString(0), row.isNullAt(2) ? "" : row.getString(2), row.getString(1), ""));
    }
    return areas;
  }

  private static List<Planning.Place> places(Planning planning) {
    List<Planning.Place> places = new ArrayList<>();
    planning.adjustments().forEach(line -> places.add(line.place()));
    planning.leaveOut().forEach(left -> places.add(left.place()));
    return places;
  }

  private static Set<String> words(List<Area> areas) {
    Set<String> words = new TreeSet<>();
    for (Area area : areas) {
      words.add(area.code());
      words.add(area.name());
    }
    return words;
  }

  private static boolean isKnown(String written, Set<String> known) {
    return known.contains(written) || known.stream().anyMatch(written::equalsIgnoreCase);
  }
}
