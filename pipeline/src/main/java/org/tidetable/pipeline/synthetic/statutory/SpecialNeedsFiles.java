package org.tidetable.pipeline.synthetic.statutory;

import static org.tidetable.models.vocabulary.EventKind.SPECIAL_NEEDS_PLAN;
import static org.tidetable.models.vocabulary.EventKind.SPECIAL_NEEDS_REQUEST;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.tidetable.pipeline.synthetic.statutory.Fact.Known;

/** The person-level SEN2 return: each January on the calendar year before. */
final class SpecialNeedsFiles {
  private static final String SOURCE = "sen2";

  /** Days after the calendar year until the return is in. */
  private static final int KNOWN_AFTER = 60;

  private static final double SHARE_REFUSED = 0.01;
  private static final int OLDEST = 18;

  private SpecialNeedsFiles() {}

  static void write(Person person, Pages pages) {
    Optional<Diary.Entry> planned =
        person.entries().stream()
            .filter(entry -> entry.kind() == SPECIAL_NEEDS_PLAN && !entry.ended())
            .findFirst();
    SplittableRandom random = person.stream("special needs");
    boolean refused = planned.isEmpty() && random.nextDouble() < SHARE_REFUSED;
    Writing writing = new Writing(person, pages, random);
    if (planned.isPresent()) {
      writing.plan(person.weekday(planned.get().month(), random));
    } else if (refused) {
      writing.refusal();
    }
  }

  private static final class Writing {
    private final Person person;
    private final Pages pages;
    private final SplittableRandom random;
    private final String upn;
    private final List<Integer> years;
    private final Set<Integer> mentioned = new LinkedHashSet<>();

    Writing(Person person, Pages pages, SplittableRandom random) {
      this.person = person;
      this.pages = pages;
      this.random = random;
      this.upn = Numbers.upn(person.index(), person.household().area(), person.born());
      this.years = Periods.calendarYears(person.settings());
    }

    void plan(LocalDate issued) {
      String request = Numbers.record(person.index(), 0);
      String assessment = Numbers.record(person.index(), 1);
      String plan = Numbers.record(person.index(), 2);
      LocalDate received = issued.minusDays(125L + random.nextInt(90));
      received = received.isBefore(person.born()) ? person.born() : received;
      request(request, received, received.plusDays(35), "Y");
      if (years.contains(received.getYear())) {
        pages.row(
            Extract.SEN2_ASSESSMENTS,
            census(received),
            upn,
            assessment,
            request,
            "Y",
            issued.minusDays(10).toString(),
            "false",
            "false",
            "false",
            "false",
            "false");
      }
      Optional<LocalDate> ceased =
          person.died() || person.left() ? Optional.of(person.last()) : Optional.empty();
      if (years.contains(issued.getYear())) {
        mentioned.add(issued.getYear());
        Optional<LocalDate> shown =
            ceased.filter(day -> day.getYear() == issued.getYear() && !day.isBefore(issued));
        Known known =
            pages.event(
                Extract.SEN2_NAMED_PLANS,
                census(issued),
                person,
                submitted(issued),
                upn,
                plan,
                assessment,
                issued.toString(),
                "",
                "",
                "false",
                "false",
                "N",
                shown.map(LocalDate::toString).orElse(""),
                shown.isPresent() ? (person.died() ? "5" : "4") : "");
        pages.fact(person, Pages.plain(SOURCE, SPECIAL_NEEDS_PLAN, issued, known, plan));
      }
      for (int year : years) {
        LocalDate day = Periods.januaryCensus(year + 1);
        boolean active = !issued.isAfter(day) && ceased.filter(day::isAfter).isEmpty();
        if (active && person.age(day) <= OLDEST && !person.first().isAfter(day)) {
          active(request, issued, year, day);
        }
      }
      persons();
    }

    void refusal() {
      LocalDate from = person.first();
      int age = person.age(from);
      int days = (int) ChronoUnit.DAYS.between(from, person.last());
      if (age >= 3 && age < 15 && days > 60) {
        LocalDate received = from.plusDays(random.nextInt(days - 50));
        request(Numbers.record(person.index(), 0), received, received.plusDays(40), "N");
        persons();
      }
    }

    private void request(String record, LocalDate received, LocalDate decided, String outcome) {
      if (!years.contains(received.getYear())) {
        return;
      }
      mentioned.add(received.getYear());
      Known known =
          pages.event(
              Extract.SEN2_REQUESTS,
              census(received),
              person,
              submitted(received),
              upn,
              record,
              received.toString(),
              "false",
              decided.toString(),
              outcome,
              "false",
              "false",
              "");
      pages.fact(person, Pages.plain(SOURCE, SPECIAL_NEEDS_REQUEST, received, known, record));
    }

    private void active(String request, LocalDate issued, int year, LocalDate day) {
      mentioned.add(year);
      LocalDate review = issued.plusYears(Math.max(1, ChronoUnit.YEARS.between(issued, day)));
      boolean reviewed = !review.isAfter(day);
      pages.row(
          Extract.SEN2_ACTIVE_PLANS,
          String.valueOf(year + 1),
          upn,
          Numbers.record(person.index(), 10 + year % 100),
          request,
          "",
          reviewed ? review.toString() : "",
          reviewed ? "A" : "",
          reviewed ? review.plusDays(20).toString() : "",
          SchoolFiles.school(person, day),
          "",
          "1",
          issued.toString(),
          "",
          Codes.pick(person.stream("need"), "ASD", "ASD", "SEMH", "SLCN", "MLD", "SLD", "PD"),
          "1");
    }

    /** The person in every return that mentions them. */
    private void persons() {
      for (int year : mentioned) {
        pages.link(person, SOURCE, upn);
        pages.row(
            Extract.SEN2_PERSONS,
            String.valueOf(year + 1),
            upn,
            person.born().toString(),
            person.resident().male() ? "M" : "F",
            Codes.pupilEthnicity(person),
            Numbers.postcode(
                person.household().number(), person.areaOn(Periods.januaryCensus(year + 1))),
            "",
            "");
      }
    }

    private static String census(LocalDate day) {
      return String.valueOf(day.getYear() + 1);
    }

    private static LocalDate submitted(LocalDate day) {
      return LocalDate.of(day.getYear(), 12, 31).plusDays(KNOWN_AFTER);
    }
  }
}
