package org.tidetable.pipeline.merge;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;

import java.time.LocalDate;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What one place says of a person while it held.
 *
 * @param order of its source: 0 is the register, then the sources as configured
 * @param known when the source knew it
 * @param to the first day after it; null while it lasts
 */
record Span(
    int order,
    LocalDate known,
    @Nullable LocalDate birthMonth,
    @Nullable String sex,
    @Nullable String ethnicGroup,
    @Nullable String area,
    @Nullable Integer decile,
    @Nullable String household,
    LocalDate from,
    @Nullable LocalDate to,
    @Nullable String endReason) {

  /**
   * Whom to believe first: the register, then what became known later, then the source named first.
   * What follows makes the order total, so that the rows' own order decides nothing.
   */
  static final Comparator<Span> BELIEVED_FIRST =
      comparing((Span span) -> span.order() != 0)
          .thenComparing(Span::known, Comparator.reverseOrder())
          .thenComparingInt(Span::order)
          .thenComparing(Span::from)
          .thenComparing(Span::to, nullsLast(naturalOrder()))
          .thenComparing(Span::area, nullsLast(naturalOrder()))
          .thenComparing(Span::household, nullsLast(naturalOrder()))
          .thenComparing(Span::sex, nullsLast(naturalOrder()))
          .thenComparing(Span::ethnicGroup, nullsLast(naturalOrder()))
          .thenComparing(Span::birthMonth, nullsLast(naturalOrder()))
          .thenComparing(Span::endReason, nullsLast(naturalOrder()))
          .thenComparing(Span::decile, nullsLast(naturalOrder()));

  boolean covers(LocalDate day) {
    return !from.isAfter(day) && (to == null || to.isAfter(day));
  }
}
