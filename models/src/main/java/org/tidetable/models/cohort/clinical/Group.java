package org.tidetable.models.cohort.clinical;

import java.io.Serializable;
import java.util.List;
import java.util.Set;

/**
 * Conditions around an event, of which enough must hold. Without any it holds.
 *
 * @param count how many, for {@code AT_LEAST} and {@code AT_MOST}
 */
public record Group(
    Type type, int count, List<Correlated> criteria, List<Demographic> people, List<Group> groups)
    implements Serializable {
  /** Nothing is asked. */
  public static final Group NOTHING = new Group(Type.ALL, 0, List.of(), List.of(), List.of());

  /** How many must hold. */
  public enum Type {
    ALL,
    ANY,
    AT_LEAST,
    AT_MOST
  }

  /** How a number of records is compared. */
  public enum Occurrence {
    EXACTLY,
    AT_MOST,
    AT_LEAST
  }

  /**
   * One end of a window.
   *
   * @param open as far as the observation goes
   * @param days from the index day, below 0 before it
   */
  public record Edge(boolean open, int days) implements Serializable {
    /** As far as the observation goes. */
    public static final Edge OPEN = new Edge(true, 0);
  }

  /**
   * Days around an event, both included.
   *
   * @param fromIndexEnd counted from the event's last day, else from its first
   * @param ofEnd asked of the record's last day, else of its first
   */
  public record Span(Edge from, Edge to, boolean fromIndexEnd, boolean ofEnd)
      implements Serializable {
    /** Any day. */
    public static final Span ANY = new Span(Edge.OPEN, Edge.OPEN, false, false);
  }

  /**
   * So many records in the windows around an event.
   *
   * @param distinct count their concepts
   * @param sameVisit only those of the event's visit
   * @param anyTime also outside the observation that the event lies in
   */
  public record Correlated(
      Criterion criterion,
      Span starts,
      Span ends,
      Occurrence occurrence,
      int count,
      boolean distinct,
      boolean sameVisit,
      boolean anyTime)
      implements Serializable {}

  /** What is asked of the person on the day of the event. */
  public record Demographic(Range age, Set<Long> genders, Range start, Range end)
      implements Serializable {
    public Demographic {
      genders = Set.copyOf(genders);
    }
  }

  public Group {
    criteria = List.copyOf(criteria);
    people = List.copyOf(people);
    groups = List.copyOf(groups);
  }
}
