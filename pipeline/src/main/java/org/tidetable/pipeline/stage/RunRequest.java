package org.tidetable.pipeline.stage;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.tidetable.pipeline.conf.Configuration;

/**
 * What a user asks of a run.
 *
 * @param from the first stage; empty for the first of all
 * @param to the last stage; empty for the last of all
 * @param master the Spark master; empty for the usual one
 * @param strict whether warnings end with exit code 6
 * @param json whether the outcome is printed as JSON
 */
public record RunRequest(
    Configuration configuration,
    Path out,
    Optional<LocalDate> asOf,
    String from,
    String to,
    String master,
    boolean strict,
    boolean json,
    boolean quiet) {}
