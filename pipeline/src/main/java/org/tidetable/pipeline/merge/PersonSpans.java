package org.tidetable.pipeline.merge;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tidetable.features.store.StoreSchema;

/**
 * One person's spans made one history: on every day the believed span that covers it tells the
 * address; sex, birth month and ethnic group are the first that is known at all. Days that no span
 * covers are a gap; for people in the register so are those of which only spans without an address
 * tell. A death ends everything, also where an address was never closed.
 *
 * @param spans without overlap, in their order
 * @param conflict whether two spans disagreed about the address on a day
 */
record PersonSpans(List<Span> spans, boolean conflict) {

  static PersonSpans of(List<Span> told) {
    List<Span> believed = new ArrayList<>(told);
    believed.sort(Span.BELIEVED_FIRST);
    Optional<LocalDate> died =
        believed.stream()
            .filter(span -> StoreSchema.DIED.equals(span.endReason()) && span.to() != null)
            .findFirst()
            .map(Span::to);
    TreeSet<LocalDate> edges = new TreeSet<>();
    for (Span span : believed) {
      edges.add(span.from());
      if (span.to() != null) {
        edges.add(span.to());
      }
    }
    died.ifPresent(edges::add);
    boolean registered = believed.stream().anyMatch(PersonSpans::isRegister);
    boolean conflict = false;
    List<Span> history = new ArrayList<>();
    for (LocalDate edge : edges) {
      if (died.isPresent() && !edge.isBefore(died.get())) {
        break;
      }
      List<Span> covering = believed.stream().filter(span -> span.covers(edge)).toList();
      if (covering.stream().anyMatch(span -> !registered || tellsOfDays(span))) {
        Span lead = covering.get(0);
        conflict |=
            covering.stream()
                .anyMatch(
                    other ->
                        other.area() != null
                            && lead.area() != null
                            && !other.area().equals(lead.area()));
        append(history, piece(believed, covering, edge, edges.higher(edge), died));
      }
    }
    return new PersonSpans(history, conflict);
  }

  private static boolean isRegister(Span span) {
    return span.order() == 0;
  }

  /**
   * A source that names no address does not say that somebody was there when the register does not.
   */
  private static boolean tellsOfDays(Span span) {
    return isRegister(span) || span.area() != null;
  }

  private static Span piece(
      List<Span> believed,
      List<Span> covering,
      LocalDate from,
      @Nullable LocalDate to,
      Optional<LocalDate> died) {
    Span lead =
        covering.stream().filter(span -> span.area() != null).findFirst().orElse(covering.get(0));
    String reason =
        died.isPresent() && died.get().equals(to)
            ? StoreSchema.DIED
            : covering.stream()
                .filter(span -> Objects.equals(span.to(), to) && span.endReason() != null)
                .findFirst()
                .map(Span::endReason)
                .orElse(null);
    return new Span(
        lead.order(),
        lead.known(),
        first(believed, Span::birthMonth),
        first(believed, Span::sex),
        first(believed, Span::ethnicGroup),
        lead.area(),
        lead.decile(),
        first(covering, Span::household),
        from,
        to,
        to == null ? null : reason);
  }

  /** Two pieces that say the same and touch are one; only the last one's end has a reason. */
  private static void append(List<Span> history, Span next) {
    if (!history.isEmpty()) {
      Span last = history.get(history.size() - 1);
      boolean same =
          next.from().equals(last.to())
              && Objects.equals(last.area(), next.area())
              && Objects.equals(last.decile(), next.decile())
              && Objects.equals(last.household(), next.household());
      if (same) {
        history.remove(history.size() - 1);
        history.add(
            new Span(
                last.order(),
                last.known(),
                last.birthMonth(),
                last.sex(),
                last.ethnicGroup(),
                last.area(),
                last.decile(),
                last.household(),
                last.from(),
                next.to(),
                next.endReason()));
        return;
      }
    }
    history.add(next);
  }

  private static <T> @Nullable T first(List<Span> spans, Function<Span, @Nullable T> told) {
    for (Span span : spans) {
      T value = told.apply(span);
      if (value != null) {
        return value;
      }
    }
    return null;
  }
}
