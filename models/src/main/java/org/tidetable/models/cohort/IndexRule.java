package org.tidetable.models.cohort;

import static org.tidetable.models.vocabulary.Require.require;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

/** On which dates people are looked at. */
public sealed interface IndexRule extends Serializable {

  /** In words. */
  String inWords();

  /** Everybody on fixed dates, ascending. */
  record Snapshots(List<LocalDate> dates) implements IndexRule {
    private static final int FEW = 4;

    public Snapshots {
      require(!dates.isEmpty(), "there must be at least one index date");
      dates = dates.stream().distinct().sorted().toList();
    }

    @Override
    public String inWords() {
      return dates.size() <= FEW
          ? "on " + dates.stream().map(LocalDate::toString).collect(Collectors.joining(", "))
          : "on "
              + dates.size()
              + " dates from "
              + dates.get(0)
              + " to "
              + dates.get(dates.size() - 1);
    }
  }

  /** Which of the events of a person makes an index date. */
  enum Which {
    FIRST,
    LAST,
    EVERY
  }

  /**
   * The day of an event.
   *
   * @param from the first day that counts
   * @param to the first day after the last
   */
  record AtEvent(EventPattern events, Which which, LocalDate from, LocalDate to)
      implements IndexRule {
    public AtEvent {
      require(from.isBefore(to), "the period must begin before it ends: %s, %s", from, to);
      require(
          events.reach() == EventPattern.Reach.OWN,
          "an index date is an event of the person, not of the household");
    }

    @Override
    public String inWords() {
      String which =
          switch (this.which) {
            case FIRST -> "on the day of the first of ";
            case LAST -> "on the day of the last of ";
            case EVERY -> "on every day of ";
          };
      return which + events.inWords() + " from " + from + " to " + to.minusDays(1);
    }
  }
}
