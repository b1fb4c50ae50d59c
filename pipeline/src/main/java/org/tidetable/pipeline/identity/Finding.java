package org.tidetable.pipeline.identity;

/**
 * What a column is refused for.
 *
 * @param count cells, or different values where only those were looked at
 * @param line where the first of them stands; 0 where that was not kept
 */
record Finding(Kind kind, long count, long line) {}
