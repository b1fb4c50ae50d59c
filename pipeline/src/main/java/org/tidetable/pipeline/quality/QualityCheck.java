package org.tidetable.pipeline.quality;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * One finding about the input.
 *
 * @param source the mapping's name
 * @param check what was looked at
 * @param result {@code ok}, {@code note} or {@code warning}
 * @param value a number of rows, or a share from 0 to 1
 * @param basis 0 for a number of rows; for a share how many it is a share of
 * @param detail what it means, in words without numbers
 */
public record QualityCheck(
    String source, String check, String result, double value, long basis, String detail) {

  /** A number of rows that is as it should be. */
  public static QualityCheck ok(String source, String check, long rows, String detail) {
    return new QualityCheck(source, check, "ok", rows, 0, detail);
  }

  /** A number of rows that a reader should know of. */
  public static QualityCheck note(String source, String check, long rows, String detail) {
    return new QualityCheck(source, check, rows == 0 ? "ok" : "note", rows, 0, detail);
  }

  /** A share that is a warning below a limit. */
  public static QualityCheck share(
      String source, String check, double share, long of, double limit, String detail) {
    return new QualityCheck(source, check, share >= limit ? "ok" : "warning", share, of, detail);
  }

  /** Whether the value is a share, and not a number of rows. */
  @JsonIgnore
  public boolean isShare() {
    return basis > 0;
  }
}
