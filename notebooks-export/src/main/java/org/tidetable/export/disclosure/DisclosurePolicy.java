package org.tidetable.export.disclosure;

import static org.tidetable.export.table.Require.require;

import java.util.Locale;

/**
 * The rule that published numbers keep, owned by the data controller.
 *
 * @param version name of the rule, shown in manifests
 * @param base published counts are its multiples; 2 or more
 * @param minimumBasis least persons behind an estimate that may be shown
 * @param populationVersion changes only when the underlying records do, so that reruns draw alike
 * @param keyId must be {@link DisclosureKey#id()} of the key in use
 */
public record DisclosurePolicy(
    String version,
    Mode mode,
    int base,
    long minimumBasis,
    String populationVersion,
    String keyId) {

  /** Which leaf counts are rounded. */
  public enum Mode {
    /** All. */
    LEAF_ROUNDING,
    /** Only 1 to base - 1; larger counts are open to subtraction between releases. */
    SMALL_ONLY
  }

  public DisclosurePolicy {
    require(base >= 2, "base must be 2 or more, but was %s", base);
    require(minimumBasis >= 1, "minimum_basis must be 1 or more, but was %s", minimumBasis);
    require(!version.isBlank(), "a disclosure policy needs a version");
    require(!populationVersion.isBlank(), "a disclosure policy needs a population version");
  }

  /** Leaf rounding with base 8, and estimates from 10 persons. */
  public static DisclosurePolicy standard(String populationVersion, String keyId) {
    return new DisclosurePolicy(
        "leaf-rounding-8", Mode.LEAF_ROUNDING, 8, 10, populationVersion, keyId);
  }

  /** What a reader must know of the counts, in one sentence. */
  public String inWords() {
    String sentence =
        switch (mode) {
          case LEAF_ROUNDING ->
              "Counts of people are rounded up or down to a multiple of %1$d before they are"
                  + " added: 0 means 0 to %2$d, and %1$d means 1 to %3$d.";
          case SMALL_ONLY ->
              "Counts of people from 1 to %2$d are shown as 0 or %1$d before they are added.";
        };
    return String.format(Locale.ROOT, sentence, base, base - 1, 2 * base - 1);
  }
}
