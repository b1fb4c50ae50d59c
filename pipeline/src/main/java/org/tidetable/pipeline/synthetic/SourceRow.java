package org.tidetable.pipeline.synthetic;

/** One row of a source as text, before its columns are put in that source's order. */
record SourceRow(
    String pseudonym,
    String code,
    String start,
    String end,
    String known,
    String quantity,
    Area area,
    String provider,
    String record) {

  SourceRow withPseudonym(String other, String otherRecord) {
    return new SourceRow(other, code, start, end, known, quantity, area, provider, otherRecord);
  }

  SourceRow withStart(String other, String otherRecord) {
    return new SourceRow(pseudonym, code, other, end, known, quantity, area, provider, otherRecord);
  }

  SourceRow withCode(String other, String otherRecord) {
    return new SourceRow(
        pseudonym, other, start, end, known, quantity, area, provider, otherRecord);
  }

  /** As it was first recorded, when a correction follows. */
  SourceRow mistaken() {
    String wrong = quantity.isEmpty() ? "" : quantity + "9";
    return new SourceRow(pseudonym, code, start, end, known, wrong, area, "SYN-UNKNOWN", record);
  }

  SourceRow knownOn(String other) {
    return new SourceRow(pseudonym, code, start, end, other, quantity, area, provider, record);
  }
}
