package org.tidetable.models.leak;

/**
 * One leak.
 *
 * @param feature the column's name; what concerns the rows themselves has a name in words
 * @param figure what was measured, in words and numbers; never a value of a row
 * @param remedy what to do, in a sentence
 */
public record Finding(LeakKind kind, String feature, String figure, String remedy) {

  /** The finding as a sentence or two. */
  public String sentence() {
    return "\"" + feature + "\" " + figure + ": " + kind.words() + ". " + remedy;
  }

  static Finding of(LeakKind kind, String feature, String figure) {
    String out = "Leave it out with --drop " + feature + ", or correct the table.";
    return new Finding(
        kind,
        feature,
        figure,
        kind.acceptable()
            ? out + " If it was known in time, say why: --accept \"" + feature + "=REASON\"."
            : out);
  }
}
