package org.tidetable.pipeline.cohort;

import java.nio.file.Path;
import java.util.Optional;
import org.tidetable.pipeline.conf.Configuration;

/**
 * What {@code cohort} was asked.
 *
 * @param old an earlier version to compare with
 * @param run the output folder of a run, or the run's own folder
 * @param configuration that of the run: its disclosure policy protects the counts
 * @param out where protected counts and texts go
 */
public record CohortRequest(
    Path file,
    Optional<Path> old,
    Path run,
    Configuration configuration,
    Path out,
    String master) {}
