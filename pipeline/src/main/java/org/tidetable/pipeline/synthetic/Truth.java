package org.tidetable.pipeline.synthetic;

import static org.tidetable.models.vocabulary.Require.require;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.tidetable.models.vocabulary.EventKind;

/**
 * What an invented population's rates depend on: for some kinds of event and groups of people a
 * monthly base rate, and effects that are added to its logarithm. A method that works finds them
 * again. Ethnic group has no effect.
 */
// Places in arrays that live no longer than the program; never stored.
@SuppressWarnings("EnumOrdinal")
public final class Truth {
  /** For whom a rate holds. */
  public enum People {
    OLDER,
    ADULTS,
    CHILDREN
  }

  /** An effect of one signal, or of several multiplied. */
  record Term(Signal[] of, double effect) {}

  private record Rate(double base, Term[] terms) {}

  private static final Supplier<Truth> STANDARD = Once.of(() -> bundled("standard.yaml"));
  private static final Supplier<Truth> ENGLAND = Once.of(() -> bundled("england.yaml"));

  private final Map<EventKind, Rate[]> rates = new EnumMap<>(EventKind.class);

  private Truth(TruthFile file) {
    for (TruthFile.Entry entry : file.rates()) {
      List<Term> terms = new ArrayList<>();
      entry.effects().forEach(effect -> terms.add(term(List.of(effect.of()), effect.logRate())));
      entry.interactions().forEach(effect -> terms.add(term(effect.of(), effect.logRate())));
      Rate[] byPeople =
          rates.computeIfAbsent(entry.kind(), kind -> new Rate[People.values().length]);
      byPeople[entry.people().ordinal()] =
          new Rate(entry.monthlyRate(), terms.toArray(Term[]::new));
    }
  }

  private static Term term(List<Signal> of, double effect) {
    return new Term(of.toArray(Signal[]::new), effect);
  }

  /** The truth of a file that has been checked. */
  static Truth of(TruthFile file) {
    return new Truth(file);
  }

  /** The truth of the plain files: effects that cross sectors and depend on each other. */
  public static Truth standard() {
    return STANDARD.get();
  }

  /** The truth behind the statutory files: near the rates of England. */
  public static Truth england() {
    return ENGLAND.get();
  }

  /** The truth of a file; throws with every problem, its line and what to do. */
  public static Truth read(Path file) {
    return TruthFile.read(file);
  }

  private static Truth bundled(String name) {
    try (InputStream in = Truth.class.getResourceAsStream("/conf/truth/" + name)) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return TruthFile.read(name, text);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The rate of a month, 0 or more. */
  double rate(EventKind kind, People people, Situation it) {
    Rate[] byPeople = rates.get(kind);
    require(byPeople != null, "the truth has no rate of %s", kind);
    Rate rate = Objects.requireNonNull(byPeople)[people.ordinal()];
    double logarithm = 0;
    for (Term term : rate.terms()) {
      double product = term.effect();
      for (Signal signal : term.of()) {
        product *= product == 0 ? 0 : signal.of(it);
      }
      logarithm += product;
    }
    return rate.base() * StrictMath.exp(logarithm);
  }
}
