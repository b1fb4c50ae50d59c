package org.tidetable.pipeline.landing;

import java.io.Serializable;
import org.tidetable.pipeline.source.SourceFile;

/**
 * A file that is to be read, as a task gets it.
 *
 * @param key names the copy
 * @param root the landing folder
 * @param sha256 of the file, and its time when that was made
 * @param objections the name of the file in the landing folder with the hashes of pseudonyms whose
 *     people object; empty for none
 * @param lateAfter days from start to known above which a row is late
 */
record ToLand(
    SourceFile file,
    RowKind kind,
    String key,
    String root,
    String sha256,
    long modified,
    String objections,
    int lateAfter)
    implements Serializable {}
