package org.tidetable.pipeline.stage;

import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.tidetable.pipeline.conf.Configuration;
import org.tidetable.pipeline.run.RunFolder;

/**
 * One run: everything that a stage may use besides its predecessors' folders.
 *
 * @param id names the run by its inputs, configuration, code and seed
 * @param session may still be starting; who asks for it waits
 * @param codeVersion the version of Tidetable and a hash of its code
 * @param asOf the day that was asked for; empty means the last day in the data
 */
public record Run(
    String id,
    Configuration configuration,
    Supplier<SparkSession> session,
    RunFolder folder,
    String codeVersion,
    Optional<LocalDate> asOf) {

  public SparkSession spark() {
    return session.get();
  }

  public long seed() {
    return configuration.written().seed();
  }
}
