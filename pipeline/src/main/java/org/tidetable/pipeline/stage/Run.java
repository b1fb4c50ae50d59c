package org.tidetable.pipeline.stage;

import java.time.LocalDate;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.tidetable.pipeline.conf.Configuration;
import org.tidetable.pipeline.run.RunFolder;

/**
 * One run: everything that a stage may use besides its predecessors' folders.
 *
 * @param id names the run by its inputs, configuration, code and seed
 * @param codeVersion the version of Tidetable and a hash of its code
 * @param asOf the day that was asked for; empty means the last day in the data
 */
public record Run(
    String id,
    Configuration configuration,
    SparkSession spark,
    RunFolder folder,
    String codeVersion,
    Optional<LocalDate> asOf) {

  public long seed() {
    return configuration.written().seed();
  }
}
