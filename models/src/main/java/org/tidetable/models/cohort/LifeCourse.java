package org.tidetable.models.cohort;

import static org.tidetable.models.vocabulary.EventKind.ABSENCE_SESSION;
import static org.tidetable.models.vocabulary.EventKind.CARE_ASSESSMENT;
import static org.tidetable.models.vocabulary.EventKind.CARE_REQUEST;
import static org.tidetable.models.vocabulary.EventKind.CHILD_ASSESSMENT;
import static org.tidetable.models.vocabulary.EventKind.CHILD_IN_NEED;
import static org.tidetable.models.vocabulary.EventKind.CHILD_LOOKED_AFTER;
import static org.tidetable.models.vocabulary.EventKind.CHILD_PROTECTION_PLAN;
import static org.tidetable.models.vocabulary.EventKind.CHILD_REFERRAL;
import static org.tidetable.models.vocabulary.EventKind.DIAGNOSIS;
import static org.tidetable.models.vocabulary.EventKind.EMERGENCY_ADMISSION;
import static org.tidetable.models.vocabulary.EventKind.EMERGENCY_ATTENDANCE;
import static org.tidetable.models.vocabulary.EventKind.GP_APPOINTMENT;
import static org.tidetable.models.vocabulary.EventKind.HOME_CARE;
import static org.tidetable.models.vocabulary.EventKind.LONG_TERM_CARE_START;
import static org.tidetable.models.vocabulary.EventKind.LOOKED_AFTER_START;
import static org.tidetable.models.vocabulary.EventKind.OUTPATIENT_APPOINTMENT;
import static org.tidetable.models.vocabulary.EventKind.PLACEMENT_CHANGE;
import static org.tidetable.models.vocabulary.EventKind.PLANNED_ADMISSION;
import static org.tidetable.models.vocabulary.EventKind.PRESCRIPTION;
import static org.tidetable.models.vocabulary.EventKind.PROTECTION_ENQUIRY;
import static org.tidetable.models.vocabulary.EventKind.REABLEMENT;
import static org.tidetable.models.vocabulary.EventKind.SPECIAL_NEEDS_PLAN;
import static org.tidetable.models.vocabulary.EventKind.SUSPENSION;

import java.util.EnumSet;
import java.util.List;
import org.tidetable.models.vocabulary.EventKind;

/**
 * Groups of people by what the records of each sector show, by rules that anyone can check. A
 * person is in the first group of a sector whose rule holds; what cannot be observed does not hold.
 */
public final class LifeCourse {
  /** A group and who is in it. */
  public record Segment(String name, Rule rule) {}

  /** The groups of a sector, in the order in which they are tried; the last takes the rest. */
  public record Scheme(String sector, List<Segment> segments) {
    public Scheme {
      segments = List.copyOf(segments);
    }
  }

  private static final int YEAR = 365;
  private static final int GROWN_UP = 18;
  private static final int OLD = 75;
  private static final int SCHOOL_AGE = 5;
  private static final int LAST_SCHOOL_AGE = 15;

  /** Sessions of a year that are a tenth of the possible ones. */
  private static final int PERSISTENT = 38;

  private static final Rule ANYBODY = new Rule.Age(0, 200);
  private static final Rule CHILD = new Rule.Age(0, GROWN_UP - 1);
  private static final Rule OFTEN_ABSENT =
      new Rule.Amount(
          EventPattern.of(ABSENCE_SESSION),
          new Window(-YEAR, 0),
          Rule.Measure.SUM,
          Comparison.AT_LEAST,
          PERSISTENT);

  /** A hospital saw the person in the last year. */
  private static final Rule HEALTH =
      lately(
          1, EMERGENCY_ADMISSION, EMERGENCY_ATTENDANCE, PLANNED_ADMISSION, OUTPATIENT_APPOINTMENT);

  /**
   * Adult or children's social care had to do with the person in the last year, or what began
   * before goes on.
   */
  private static final Rule CARE =
      any(
          ongoing(
              LONG_TERM_CARE_START,
              HOME_CARE,
              LOOKED_AFTER_START,
              PLACEMENT_CHANGE,
              CHILD_PROTECTION_PLAN),
          lately(
              1,
              LONG_TERM_CARE_START,
              HOME_CARE,
              REABLEMENT,
              CARE_REQUEST,
              CARE_ASSESSMENT,
              LOOKED_AFTER_START,
              CHILD_LOOKED_AFTER,
              PLACEMENT_CHANGE,
              CHILD_PROTECTION_PLAN,
              CHILD_IN_NEED,
              CHILD_ASSESSMENT,
              PROTECTION_ENQUIRY,
              CHILD_REFERRAL));

  /** School had more to do than teach: every pupil would say nothing. */
  private static final Rule EDUCATION =
      all(
          new Rule.Age(SCHOOL_AGE, LAST_SCHOOL_AGE),
          any(
              ongoing(SPECIAL_NEEDS_PLAN),
              lately(1, SPECIAL_NEEDS_PLAN, SUSPENSION),
              OFTEN_ABSENT));

  private LifeCourse() {}

  /** The groups of health, adult care, children's care and education, and across them. */
  public static final List<Scheme> SCHEMES =
      List.of(
          new Scheme(
              "health",
              List.of(
                  new Segment(
                      "frail",
                      all(
                          new Rule.Age(OLD, 200),
                          ever(1, DIAGNOSIS),
                          lately(2, EMERGENCY_ADMISSION))),
                  new Segment(
                      "conditions, unstable",
                      all(ever(1, DIAGNOSIS), lately(1, EMERGENCY_ADMISSION))),
                  new Segment("acutely ill", lately(1, EMERGENCY_ADMISSION)),
                  new Segment("several conditions", ever(2, DIAGNOSIS)),
                  new Segment("one condition", ever(1, DIAGNOSIS)),
                  new Segment(
                      "planned hospital care",
                      lately(1, PLANNED_ADMISSION, OUTPATIENT_APPOINTMENT)),
                  new Segment(
                      "light use", lately(1, EMERGENCY_ATTENDANCE, GP_APPOINTMENT, PRESCRIPTION)),
                  new Segment("no recorded use", ANYBODY))),
          new Scheme(
              "adult care",
              List.of(
                  new Segment("under 18", CHILD),
                  new Segment("long-term care", ongoingOrLately(LONG_TERM_CARE_START)),
                  new Segment("home care", ongoingOrLately(HOME_CARE)),
                  new Segment("short-term care", lately(1, REABLEMENT)),
                  new Segment("asked or assessed", lately(1, CARE_REQUEST, CARE_ASSESSMENT)),
                  new Segment("none", ANYBODY))),
          new Scheme(
              "children's care",
              List.of(
                  new Segment("18 or over", new Rule.Age(GROWN_UP, 200)),
                  new Segment(
                      "looked after",
                      any(
                          ongoing(LOOKED_AFTER_START, PLACEMENT_CHANGE),
                          lately(1, LOOKED_AFTER_START, CHILD_LOOKED_AFTER, PLACEMENT_CHANGE))),
                  new Segment("protection plan", ongoingOrLately(CHILD_PROTECTION_PLAN)),
                  new Segment(
                      "in need", lately(1, CHILD_IN_NEED, CHILD_ASSESSMENT, PROTECTION_ENQUIRY)),
                  new Segment("referred", lately(1, CHILD_REFERRAL)),
                  new Segment("none", ANYBODY))),
          new Scheme(
              "education",
              List.of(
                  new Segment(
                      "not of school age", new Rule.Not(new Rule.Age(SCHOOL_AGE, LAST_SCHOOL_AGE))),
                  new Segment("special needs plan", ongoingOrLately(SPECIAL_NEEDS_PLAN)),
                  new Segment("suspended", lately(1, SUSPENSION)),
                  new Segment("persistently absent", OFTEN_ABSENT),
                  new Segment("in school", ANYBODY))),
          new Scheme(
              "across sectors",
              List.of(
                  new Segment("health, care and education", all(HEALTH, CARE, EDUCATION)),
                  new Segment("health and care", all(HEALTH, CARE)),
                  new Segment("health and education", all(HEALTH, EDUCATION)),
                  new Segment("care and education", all(CARE, EDUCATION)),
                  new Segment("health only", HEALTH),
                  new Segment("care only", CARE),
                  new Segment("education only", EDUCATION),
                  new Segment("none of them", ANYBODY))));

  private static Rule all(Rule... rules) {
    return new Rule.Some(rules.length, List.of(rules));
  }

  private static Rule any(Rule... rules) {
    return new Rule.Some(1, List.of(rules));
  }

  private static Rule ongoingOrLately(EventKind kind) {
    return any(ongoing(kind), lately(1, kind));
  }

  private static Rule ongoing(EventKind... kinds) {
    return new Rule.Ongoing(
        new EventPattern(EnumSet.copyOf(List.of(kinds)), List.of(), EventPattern.Reach.OWN));
  }

  private static Rule ever(int least, EventKind... kinds) {
    return amount(Window.BEFORE, least, kinds);
  }

  private static Rule lately(int least, EventKind... kinds) {
    return amount(new Window(-YEAR, 0), least, kinds);
  }

  private static Rule amount(Window window, int least, EventKind... kinds) {
    EventPattern events =
        new EventPattern(EnumSet.copyOf(List.of(kinds)), List.of(), EventPattern.Reach.OWN);
    return new Rule.Amount(events, window, Rule.Measure.COUNT, Comparison.AT_LEAST, least);
  }
}
