package org.tidetable.pipeline.quality;

/**
 * One finding about the input, published as a row.
 *
 * @param source the mapping's name
 * @param check what was looked at, in words
 * @param result {@code ok}, {@code note} or {@code warning}
 * @param value the number found
 * @param detail what it means, without any person's value
 */
public record QualityCheck(String source, String check, String result, double value, String detail) {

  public static QualityCheck ok(String source, String check, double value, String detail) {
    return new QualityCheck(source, check, "ok", value, detail);
  }

  public static QualityCheck note(String source, String check, double value, String detail) {
    return new QualityCheck(source, check, "note", value, detail);
  }

  public static QualityCheck warning(String source, String check, double value, String detail) {
    return new QualityCheck(source, check, "warning", value, detail);
  }
}
