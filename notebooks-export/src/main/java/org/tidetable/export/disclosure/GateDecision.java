package org.tidetable.export.disclosure;

/**
 * What the gate did with one table.
 *
 * @param policy version of the policy; blank for open numbers
 * @param keyId which key drew; blank for open numbers
 * @param cells cells that hold numbers
 * @param rounded counts that the rounding moved, totals among them; confidential, because none
 *     moved means that what is shown is exact
 * @param suppressed estimates left out
 * @param reason why it was refused; blank otherwise
 */
public record GateDecision(
    String table,
    String source,
    String policy,
    String keyId,
    long cells,
    long rounded,
    long suppressed,
    Verdict verdict,
    String reason) {

  /** How a table left the gate. */
  public enum Verdict {
    /** Published before by somebody else: unchanged. */
    OPEN,
    /** Leaves rounded, totals and ratios worked out again. */
    PROTECTED,
    /** Stands on counts that were protected before. */
    FROM_PROTECTED,
    REFUSED
  }
}
