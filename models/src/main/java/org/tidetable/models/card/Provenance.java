package org.tidetable.models.card;

import java.time.LocalDate;
import java.util.List;

/**
 * What a model was made from; together these decide every byte of it.
 *
 * @param codeVersion of this program
 * @param configHash SHA-256 of the configuration, in hex
 * @param sources what was read
 * @param asOf the last day that the model could know of
 */
public record Provenance(
    String codeVersion, String configHash, List<Source> sources, long seed, LocalDate asOf) {

  /** Stands for a last day that is not known. */
  public static final LocalDate UNDATED = LocalDate.EPOCH;

  /**
   * One file or table.
   *
   * @param name without a folder
   * @param sha256 of its bytes, in hex
   */
  public record Source(String name, long rows, String sha256) {}

  public Provenance {
    sources = List.copyOf(sources);
  }
}
