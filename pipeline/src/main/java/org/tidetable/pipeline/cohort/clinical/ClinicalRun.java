package org.tidetable.pipeline.cohort.clinical;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.tidetable.features.cohort.ClinicalPass;
import org.tidetable.models.cohort.clinical.ClinicalCohort;
import org.tidetable.pipeline.run.RunFolder;
import org.tidetable.pipeline.run.Sessions;

/**
 * Finds the members of an OHDSI definition in OMOP tables. They are written for their owner's eyes
 * only; no count of them is told, as no run says under which policy it might be.
 */
public final class ClinicalRun {
  private ClinicalRun() {}

  /**
   * Writes the members as Parquet below {@code out/restricted}.
   *
   * @param omop the folder of the tables
   */
  public static void of(Path file, Path omop, Path out, String master, PrintStream told) {
    Optional<Path> ancestors = Optional.of(omop.resolve("concept_ancestor.csv"));
    ClinicalCohort cohort = CirceReader.read(file, ancestors);
    RunFolder folder = new RunFolder(out.toAbsolutePath().normalize());
    SparkSession spark = Sessions.start(master, folder.scratch());
    try {
      Dataset<Row> members =
          ClinicalPass.memberships(new OmopTables(spark, omop).records(), cohort)
              .orderBy("person_id", "start_date")
              .coalesce(1);
      String name = String.valueOf(file.getFileName()).replaceAll("\\.json$", "");
      Path place = folder.restricted().resolve(name);
      folder.write(members, place);
      told.println("Members: " + place + " (for your eyes only).");
    } finally {
      spark.stop();
      RunFolder.delete(folder.root().resolve("scratch"));
    }
  }
}
