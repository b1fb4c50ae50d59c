package org.tidetable.pipeline.synthetic.statutory;

import java.time.LocalDate;
import java.util.Optional;
import org.tidetable.models.vocabulary.EventKind;

/**
 * An event of the truth, as a right reading of the files has it.
 *
 * @param area empty where the file does not say it; the provider likewise
 */
record Fact(
    String source,
    EventKind kind,
    LocalDate start,
    Optional<LocalDate> end,
    Known known,
    double quantity,
    String area,
    String provider,
    String record) {

  /**
   * When a record reached its source.
   *
   * @param first its first version
   * @param last the record as it finally stands
   */
  record Known(LocalDate first, LocalDate last) {
    static Known on(LocalDate day) {
      return new Known(day, day);
    }
  }
}
