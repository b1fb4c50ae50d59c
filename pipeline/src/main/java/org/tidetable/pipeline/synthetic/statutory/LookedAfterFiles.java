package org.tidetable.pipeline.synthetic.statutory;

import static org.tidetable.models.vocabulary.EventKind.LOOKED_AFTER_START;
import static org.tidetable.models.vocabulary.EventKind.MISSING_FROM_CARE;
import static org.tidetable.models.vocabulary.EventKind.PLACEMENT_CHANGE;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.tidetable.pipeline.synthetic.Area;
import org.tidetable.pipeline.synthetic.Draw;
import org.tidetable.pipeline.synthetic.statutory.Fact.Known;

/** The SSDA903 returns on looked-after children, one folder a year to 31 March. */
final class LookedAfterFiles {
  private static final String SOURCE = "ssda903";

  /** The return of a year closes at the end of June. */
  private static final int KNOWN_AFTER = 91;

  private LookedAfterFiles() {}

  static void write(Person person, Pages pages) {
    if (person.entries().stream().noneMatch(entry -> entry.kind() == LOOKED_AFTER_START)) {
      return;
    }
    SplittableRandom random = person.stream("looked after");
    List<LookedAfterSpell> spells = new ArrayList<>();
    for (Person.Spell spell : person.spells(LOOKED_AFTER_START, 18, random)) {
      spells.add(LookedAfterSpell.of(person, spell, random));
    }
    for (LocalDate yearEnd : Periods.yearEnds(person.settings())) {
      List<LookedAfterSpell> within =
          spells.stream().filter(spell -> spell.open(yearEnd.minusYears(1), yearEnd)).toList();
      if (!within.isEmpty()) {
        new Return(person, pages, yearEnd).write(within);
      }
      careLeaver(person, pages, spells, yearEnd);
    }
    for (LookedAfterSpell spell : spells) {
      facts(person, pages, spell);
    }
  }

  /** The truth, by what the last folder in which a row stands says of it. */
  private static void facts(Person person, Pages pages, LookedAfterSpell spell) {
    List<LocalDate> years = Periods.yearEnds(person.settings());
    LocalDate lastYear = years.get(years.size() - 1);
    for (LookedAfterSpell.Episode episode : spell.episodes()) {
      if (!episode.open(years.get(0).minusYears(1), lastYear)) {
        continue;
      }
      Optional<LocalDate> end = episode.end().filter(day -> !day.isAfter(lastYear));
      if (!episode.reason().equals("L")) {
        pages.fact(
            person,
            new Fact(
                SOURCE,
                episode.reason().equals("S") ? LOOKED_AFTER_START : PLACEMENT_CHANGE,
                episode.start(),
                end,
                known(episode.start(), end, years.get(0)),
                1,
                "",
                "",
                child(person, spell) + "|" + Extract.SSDA903_EPISODES.date(episode.start())));
      }
    }
    for (LookedAfterSpell.Absence absence : spell.absences()) {
      if (absence.missing() && !absence.start().isAfter(lastYear)) {
        Optional<LocalDate> end = Optional.of(absence.end()).filter(day -> !day.isAfter(lastYear));
        pages.fact(
            person,
            new Fact(
                SOURCE,
                MISSING_FROM_CARE,
                absence.start(),
                end,
                known(absence.start(), end, years.get(0)),
                1,
                "",
                "",
                child(person, spell) + "|" + Extract.SSDA903_MISSING.date(absence.start())));
      }
    }
  }

  /** A record that began and ended before the first year's end never stood open in a file. */
  private static Known known(LocalDate start, Optional<LocalDate> end, LocalDate firstYear) {
    LocalDate last = submitted(end.orElse(start));
    boolean neverOpen = end.filter(day -> !day.isAfter(firstYear)).isPresent();
    return new Known(neverOpen ? last : submitted(start), last);
  }

  private static LocalDate submitted(LocalDate day) {
    return Periods.yearEnd(day).plusDays(KNOWN_AFTER);
  }

  private static String child(Person person, LookedAfterSpell spell) {
    return child(person, person.areaOn(spell.start()));
  }

  static String child(Person person, Area area) {
    return Numbers.child(person.index(), person.household().area(), area);
  }

  /** Young people who were looked after at 16 or later, in the year of their 19th birthday. */
  private static void careLeaver(
      Person person, Pages pages, List<LookedAfterSpell> spells, LocalDate yearEnd) {
    LocalDate birthday = person.born().plusYears(19);
    boolean thisYear = birthday.isAfter(yearEnd.minusYears(1)) && !birthday.isAfter(yearEnd);
    for (LookedAfterSpell spell : spells) {
      boolean leaver = spell.end().filter(end -> person.age(end) >= 16).isPresent();
      if (thisYear && leaver && person.present(birthday)) {
        SplittableRandom random = person.stream("care leaver");
        pages.row(
            Extract.SSDA903_OC3,
            Periods.year(yearEnd),
            child(person, spell),
            Extract.SSDA903_EPISODES.date(person.born()),
            Codes.pick(random, "YES", "YES", "YES", "NO", "REFU", "NREQ"),
            Codes.pick(random, "F1", "F2", "F4", "F5", "G4", "G5", "0"),
            Codes.pick(random, "B1", "C1", "D1", "U1", "V1", "Y1", "0"));
        return;
      }
    }
  }

  /** One child's rows in the return of one year. */
  private record Return(Person person, Pages pages, LocalDate yearEnd) {
    void write(List<LookedAfterSpell> spells) {
      String child = child(person, spells.get(0));
      header(child);
      for (LookedAfterSpell spell : spells) {
        if (!child(person, spell).equals(child)) {
          header(child(person, spell));
          child = child(person, spell);
        }
        pages.link(person, SOURCE, child);
        for (LookedAfterSpell.Episode episode : spell.episodes()) {
          if (episode.open(yearEnd.minusYears(1), yearEnd)) {
            episode(spell, episode);
          }
        }
        for (LookedAfterSpell.Absence absence : spell.absences()) {
          if (inYear(absence.start()) || inYear(absence.end())) {
            absence(child, absence);
          }
        }
        reviews(child, spell);
        outcomes(child, spell);
        adoption(child, spell);
      }
    }

    private boolean inYear(LocalDate day) {
      return day.isAfter(yearEnd.minusYears(1)) && !day.isAfter(yearEnd);
    }

    private String year() {
      return Periods.year(yearEnd);
    }

    private String date(LocalDate day) {
      return Extract.SSDA903_EPISODES.date(day);
    }

    private String born() {
      return date(person.born());
    }

    private void header(String child) {
      SplittableRandom random = person.stream("header");
      boolean male = person.resident().male();
      boolean unaccompanied = random.nextDouble() < 0.06 && person.age(yearEnd) >= 14;
      String upn =
          person.age(yearEnd) < 5
              ? "UN1"
              : Numbers.upn(person.index(), person.household().area(), person.born());
      pages.row(
          Extract.SSDA903_HEADER,
          year(),
          child,
          male ? "1" : "2",
          born(),
          Codes.pupilEthnicity(person),
          upn,
          "",
          "");
      pages.row(Extract.SSDA903_PREVIOUS_PERMANENCE, year(), child, born(), "Z1", "", "");
      if (unaccompanied) {
        pages.row(
            Extract.SSDA903_UASC,
            year(),
            child,
            male ? "1" : "2",
            born(),
            date(person.born().plusYears(18)));
      }
    }

    private void episode(LookedAfterSpell spell, LookedAfterSpell.Episode episode) {
      Optional<LocalDate> end = episode.end().filter(day -> !day.isAfter(yearEnd));
      Area area = person.areaOn(spell.start());
      long home = person.household().number();
      pages.event(
          Extract.SSDA903_EPISODES,
          year(),
          person,
          submitted(end.orElse(episode.start())),
          child(person, spell),
          date(episode.start()),
          episode.reason(),
          episode.legalStatus(),
          spell.need(),
          episode.placement(),
          episode.provider(),
          end.map(this::date).orElse(""),
          end.isPresent() ? episode.endReason() : "",
          end.isPresent() && episode.endReason().equals("X1") ? episode.changeReason() : "",
          Numbers.postcode(home, area),
          Numbers.postcode(home + 12L * episode.number() + 12, area),
          episode.ofstedNumber());
    }

    private void absence(String child, LookedAfterSpell.Absence absence) {
      Optional<LocalDate> end = Optional.of(absence.end()).filter(day -> !day.isAfter(yearEnd));
      pages.event(
          Extract.SSDA903_MISSING,
          year(),
          person,
          submitted(end.orElse(absence.start())),
          child,
          born(),
          absence.missing() ? "M" : "A",
          date(absence.start()),
          end.map(this::date).orElse(""));
    }

    private void reviews(String child, LookedAfterSpell spell) {
      for (LocalDate review = spell.start().plusDays(28);
          !review.isAfter(yearEnd);
          review = review.plusMonths(6)) {
        if (inYear(review) && spell.end().filter(review::isAfter).isEmpty()) {
          pages.row(Extract.SSDA903_REVIEWS, year(), child, born(), date(review), "PN1");
        }
      }
    }

    /** For those looked after for a year or more on 31 March. */
    private void outcomes(String child, LookedAfterSpell spell) {
      boolean stillThere = spell.end().filter(end -> !end.isAfter(yearEnd)).isEmpty();
      if (!stillThere || spell.start().isAfter(yearEnd.minusYears(1))) {
        return;
      }
      SplittableRandom random = person.stream("outcomes " + year());
      int age = person.age(yearEnd);
      boolean scored = age >= 4 && age <= 16 && random.nextDouble() < 0.8;
      pages.row(
          Extract.SSDA903_OC2,
          year(),
          child,
          born(),
          scored ? String.valueOf(random.nextInt(33)) : "",
          scored || age < 4 || age > 16 ? "" : "SDQ" + (1 + random.nextInt(5)),
          age >= 10 && random.nextDouble() < 0.03 ? "1" : "0",
          age < 5 && random.nextDouble() < 0.85 ? "1" : age < 5 ? "0" : "",
          random.nextDouble() < 0.82 ? "1" : "0",
          random.nextDouble() < 0.79 ? "1" : "0",
          random.nextDouble() < 0.89 ? "1" : "0",
          age >= 10 && random.nextDouble() < 0.03 ? "1" : "0",
          "0",
          "0");
    }

    private void adoption(String child, LookedAfterSpell spell) {
      if (spell.adopted() && spell.end().filter(this::inYear).isPresent()) {
        LocalDate end = spell.end().orElseThrow();
        LocalDate match = end.minusDays(Draw.choice(person.stream("match"), 0.5, 0.5) * 30L + 60L);
        LocalDate placed = match.isBefore(spell.start()) ? spell.start() : match;
        pages.row(Extract.SSDA903_PLACED_FOR_ADOPTION, year(), child, born(), date(placed), "", "");
        pages.row(
            Extract.SSDA903_AD1,
            year(),
            child,
            born(),
            date(placed),
            date(placed),
            "0",
            "2",
            "MF",
            "L11");
      }
    }
  }
}
