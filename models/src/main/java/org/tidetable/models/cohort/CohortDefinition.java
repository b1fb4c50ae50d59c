package org.tidetable.models.cohort;

import static org.tidetable.models.vocabulary.Require.require;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A cohort: whom it looks at, when, and what must hold of them, in order.
 *
 * @param version raised by its owner with every change
 * @param population what must hold first: age, area, residence; each is a step
 * @param include what must hold
 * @param exclude what must not hold
 * @param keepUnseen whether a person stays in where a step cannot be seen
 * @param lagDays how far a source may lie behind the end of a window and still count as covering it
 * @param take the highest risks of those who remain
 */
public record CohortDefinition(
    String name,
    int version,
    String title,
    IndexRule index,
    List<Rule> population,
    List<Rule> include,
    List<Rule> exclude,
    boolean keepUnseen,
    int lagDays,
    Take take)
    implements Serializable {

  /** The lag that is allowed unless a cohort says otherwise: a quarter's return and a month. */
  public static final int USUAL_LAG_DAYS = 120;

  /**
   * The highest risks only.
   *
   * @param model the risk's name in the run; blank takes everybody
   * @param top how many
   * @param perArea of each area, else of all
   */
  public record Take(String model, int top, boolean perArea) implements Serializable {
    /** Everybody. */
    public static final Take EVERYBODY = new Take("", 0, false);

    public Take {
      require(model.isBlank() || top >= 1, "top must be 1 or more, but was %s", top);
    }

    /** Whether some are left out. */
    public boolean some() {
      return !model.isBlank();
    }

    /** In words. */
    public String inWords() {
      return String.format(
          java.util.Locale.ROOT,
          "is among the %d with the highest risk of %s%s",
          top,
          model.replace('_', ' '),
          perArea ? " in the area" : "");
    }
  }

  public CohortDefinition {
    population = List.copyOf(population);
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
    Objects.requireNonNull(take);
    require(!name.isBlank(), "a cohort needs a name");
    require(version >= 1, "version must be 1 or more, but was %s", version);
    require(lagDays >= 0, "lag_days must be 0 or more, but was %s", lagDays);
  }

  /** What must hold, step by step; what is excluded is turned round. */
  public List<Rule> steps() {
    return Stream.of(
            population.stream(),
            include.stream(),
            exclude.stream().map(rule -> (Rule) new Rule.Not(rule)))
        .flatMap(steps -> steps)
        .toList();
  }
}
