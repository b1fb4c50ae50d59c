package org.tidetable.models.cohort;

import static org.tidetable.models.vocabulary.Require.require;

import java.io.Serializable;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Codes with a version and a source, of which an event must have one.
 *
 * @param column the column of the events that holds the code, such as {@code provider_code}
 * @param hash the first digits of the SHA-256 of its codes
 */
public record CodeSet(
    String name, String version, String source, String column, SortedSet<String> codes, String hash)
    implements Serializable {
  public CodeSet {
    require(!codes.isEmpty(), "the code set %s is empty", name);
    codes = Collections.unmodifiableSortedSet(new TreeSet<>(codes));
  }
}
