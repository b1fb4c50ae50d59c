package org.tidetable.pipeline.synthetic.statutory;

import static org.tidetable.models.vocabulary.EventKind.CARE_ASSESSMENT;
import static org.tidetable.models.vocabulary.EventKind.CARE_REQUEST;
import static org.tidetable.models.vocabulary.EventKind.CARE_REVIEW;
import static org.tidetable.models.vocabulary.EventKind.HOME_CARE;
import static org.tidetable.models.vocabulary.EventKind.LONG_TERM_CARE_START;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.tidetable.pipeline.synthetic.Everyday;
import org.tidetable.pipeline.synthetic.Month;
import org.tidetable.pipeline.synthetic.statutory.Fact.Known;

/**
 * Client Level Data of adult social care: quarterly submissions that each tell of the events active
 * in the quarter and in the one before it.
 */
final class AdultCareFiles {
  private static final String SOURCE = "cld";

  /** Councils submit within the month after the quarter. */
  private static final int KNOWN_AFTER = 31;

  private AdultCareFiles() {}

  static void write(Person person, Pages pages) {
    if (person.entries().stream().noneMatch(AdultCareFiles::isOfAdultCare)) {
      return;
    }
    SplittableRandom random = person.stream("adult care");
    List<CareLine> lines = lines(person, random);
    for (int number = 0; number < lines.size(); number++) {
      String record = Numbers.record(person.index(), number);
      submit(person, pages, lines.get(number), record, random.nextDouble() < 0.02);
    }
  }

  private static boolean isOfAdultCare(Diary.Entry entry) {
    return switch (entry.kind()) {
      case CARE_REQUEST, CARE_ASSESSMENT, HOME_CARE, LONG_TERM_CARE_START -> true;
      default -> false;
    };
  }

  private static List<CareLine> lines(Person person, SplittableRandom random) {
    List<CareLine> lines = new ArrayList<>();
    for (Diary.Entry entry : person.recorded(CARE_REQUEST)) {
      LocalDate day = person.weekday(entry.month(), random);
      boolean fromHospital = random.nextDouble() < 0.35;
      boolean reablement = random.nextDouble() < 0.18;
      lines.add(CareLine.request(day, within(person, day, random.nextInt(10)), fromHospital));
      if (reablement) {
        LocalDate start = within(person, day, 3 + random.nextInt(12));
        LocalDate end = within(person, start, 20 + random.nextInt(23));
        lines.add(CareLine.reablement(start, Optional.of(end)));
      }
    }
    for (Diary.Entry entry : person.recorded(CARE_ASSESSMENT)) {
      LocalDate day = person.weekday(entry.month(), random);
      lines.add(CareLine.assessment(day, within(person, day, 5 + random.nextInt(25))));
    }
    int months = 0;
    for (Diary.Entry entry : person.recorded(HOME_CARE)) {
      months++;
      if (months % 12 == 0) {
        LocalDate day = person.weekday(entry.month(), random);
        lines.add(CareLine.review(day, within(person, day, random.nextInt(15))));
      }
      Month month = Month.of(person.settings(), entry.month());
      double hours = Everyday.hoursAWeek(entry.quantity());
      for (LocalDate monday : Everyday.mondays(month)) {
        LocalDate sunday = monday.plusDays(6);
        if (person.present(monday) && person.present(sunday)) {
          lines.add(CareLine.homeCare(monday, sunday, hours));
        }
      }
    }
    for (Diary.Entry entry : person.recorded(LONG_TERM_CARE_START)) {
      LocalDate day = person.weekday(entry.month(), random);
      Optional<LocalDate> end =
          person.died() || person.left() ? Optional.of(person.last()) : Optional.empty();
      lines.add(CareLine.longTerm(day, end, random.nextDouble() < 0.28));
      LocalDate review = day.plusYears(1);
      while (!review.isAfter(person.last())) {
        lines.add(CareLine.review(review, review));
        review = review.plusYears(1);
      }
    }
    return lines;
  }

  private static LocalDate within(Person person, LocalDate day, int daysLater) {
    LocalDate later = day.plusDays(daysLater);
    return later.isAfter(person.last()) ? person.last() : later;
  }

  /** A line in each quarterly file in which it is active or was in the quarter before. */
  private static void submit(
      Person person, Pages pages, CareLine line, String record, boolean late) {
    LocalDate lastQuarter = Periods.quarterStart(person.settings().to());
    LocalDate first = Periods.quarterStart(line.start()).plusMonths(late ? 3 : 0);
    LocalDate until =
        line.end().map(end -> Periods.quarterStart(end).plusMonths(3)).orElse(lastQuarter);
    until = until.isAfter(lastQuarter) ? lastQuarter : until;
    Optional<LocalDate> shownEnd = Optional.empty();
    LocalDate knownFirst = submitted(first);
    LocalDate known = knownFirst;
    boolean shown = false;
    for (LocalDate quarter = first; !quarter.isAfter(until); quarter = quarter.plusMonths(3)) {
      LocalDate periodEnd = Periods.quarterEnd(quarter);
      Optional<LocalDate> end = line.end().filter(day -> !day.isAfter(periodEnd));
      if (end.isPresent() && shownEnd.isEmpty()) {
        known = submitted(quarter);
        shownEnd = end;
      }
      pages.event(
          Extract.CLD,
          Periods.quarter(quarter),
          person,
          submitted(quarter),
          cells(person, line, record, quarter, end));
      shown = true;
    }
    if (shown) {
      pages.link(person, SOURCE, Numbers.adult(person.index(), person.areaOn(line.start())));
      pages.fact(
          person,
          new Fact(
              SOURCE,
              line.kind(),
              line.start(),
              shownEnd,
              new Known(knownFirst, known),
              line.hours().orElse(1.0),
              person.areaOn(line.start()).code(),
              "",
              record));
    }
  }

  private static LocalDate submitted(LocalDate quarter) {
    return Periods.quarterEnd(quarter).plusDays(KNOWN_AFTER);
  }

  private static String[] cells(
      Person person, CareLine line, String record, LocalDate quarter, Optional<LocalDate> end) {
    LocalDate periodEnd = Periods.quarterEnd(quarter);
    var area = person.areaOn(line.start());
    long household = person.household().number();
    SplittableRandom constant = person.stream("care record");
    boolean untraced = constant.nextDouble() < 0.06;
    boolean carer = constant.nextDouble() < 0.4;
    boolean deathShown = person.died() && !person.last().isAfter(periodEnd);
    boolean old = person.age(line.start()) >= 65;
    return new String[] {
      area.code(),
      Extract.CLD.date(quarter),
      Extract.CLD.date(periodEnd),
      Numbers.adult(person.index(), area),
      untraced ? "" : Numbers.nhsNumber(person.index()),
      Numbers.practice(household, area),
      person.resident().male() ? "Male" : "Female",
      Codes.clientEthnicity(person),
      Extract.CLD.date(person.born()),
      deathShown ? Extract.CLD.date(person.last()) : "",
      "Service User",
      old ? "Physical Support: Personal Care Support" : "Learning Disability Support",
      Numbers.postcode(household, area),
      line.residential() ? "Registered care home" : "Owner occupier or shared ownership scheme",
      old ? "Retired" : "Not in paid employment (not actively seeking work / retired)",
      carer ? "Yes" : "No",
      line.eventType(),
      record,
      Extract.CLD.date(line.start()),
      end.map(Extract.CLD::date).orElse(""),
      end.isPresent() ? line.outcome() : "",
      line.route(),
      line.assessmentType(),
      line.assessmentType().isEmpty() ? "" : "Yes",
      line.serviceType(),
      line.serviceComponent(),
      line.serviceType().isEmpty() ? "" : "CASSR Managed Personal Budget",
      line.unitCost(),
      line.unitCost().isEmpty() ? "" : line.hours().isPresent() ? "Per hour" : "Per week",
      line.hours().map(Pages::quantity).orElse(""),
      line.kind() == CARE_REVIEW ? "Planned" : ""
    };
  }
}
