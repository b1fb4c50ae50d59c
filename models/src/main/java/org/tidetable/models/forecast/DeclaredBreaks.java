package org.tidetable.models.forecast;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

/**
 * Spans of days that were unlike others and are not expected to come again, for example a pandemic.
 * Errors made of their values say nothing of errors to come, so they are left out of ranges.
 */
public record DeclaredBreaks(List<Span> spans) {
  /** No break. */
  public static final DeclaredBreaks NONE = new DeclaredBreaks(List.of());

  public DeclaredBreaks {
    spans = List.copyOf(spans);
  }

  /**
   * One break.
   *
   * @param first the first day
   * @param last the last day, inclusive
   */
  public record Span(LocalDate first, LocalDate last) {}

  /** Whether the period that begins at a moment lies in a break. */
  public boolean hold(LocalDateTime period) {
    LocalDate day = period.toLocalDate();
    return spans.stream()
        .anyMatch(span -> !day.isBefore(span.first()) && !day.isAfter(span.last()));
  }
}
