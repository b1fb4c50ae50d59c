package org.tidetable.pipeline.synthetic.statutory;

import java.util.Map;

/**
 * How much was written.
 *
 * @param events of the truth
 * @param rows by kind of file, planted ones included
 * @param planted by kind of file and kind of error
 */
public record StatutorySummary(
    int people, long events, Map<String, Long> rows, Map<String, Map<String, Long>> planted) {}
