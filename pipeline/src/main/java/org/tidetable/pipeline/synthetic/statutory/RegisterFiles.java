package org.tidetable.pipeline.synthetic.statutory;

import java.time.LocalDate;
import java.util.Optional;
import org.tidetable.pipeline.synthetic.Area;
import org.tidetable.pipeline.synthetic.Household;
import org.tidetable.pipeline.synthetic.Pseudonyms;
import org.tidetable.pipeline.synthetic.Streams;

/** The linkage body's register, one row an address, and who has opted out. */
final class RegisterFiles {
  /** Share of people with a national data opt-out. */
  static final double OPTED_OUT = 0.05;

  private RegisterFiles() {}

  static void write(Person person, Pages pages) {
    Household household = person.household();
    String home = new Pseudonyms("F", person.settings().seed()).of(household.number());
    Optional<LocalDate> moved =
        household.move().map(move -> person.settings().from().plusMonths(move.month()));
    boolean ended = person.died() || person.left();
    String reason = ended ? (person.died() ? "died" : "moved") : "";
    LocalDate since = since(person);
    if (moved.isPresent() && moved.get().isAfter(since) && !moved.get().isAfter(person.last())) {
      LocalDate before = moved.get().minusDays(1);
      row(person, pages, home, household.area(), since, before.toString(), "moved");
      since = moved.get();
    }
    String to = ended ? person.last().toString() : "";
    row(person, pages, home, person.areaOn(since), since, to, reason);
    boolean optedOut = person.stream("opt out").nextDouble() < OPTED_OUT;
    if (optedOut) {
      pages.row(Extract.OPT_OUT, "", person.link());
    }
    pages
        .truth()
        .person(
            person.link(),
            person.born(),
            person.resident().male() ? "M" : "F",
            household.ethnicGroup(),
            Numbers.nhsNumber(person.index()),
            Numbers.upn(person.index(), household.area(), person.born()),
            home,
            person.areaOn(person.last()).code(),
            household.decile(),
            person.first(),
            to,
            reason,
            optedOut);
  }

  private static void row(
      Person person,
      Pages pages,
      String home,
      Area area,
      LocalDate from,
      String to,
      String reason) {
    pages.row(
        Extract.REGISTER,
        "",
        person.link(),
        person.born().toString().substring(0, 7),
        person.resident().male() ? "M" : "F",
        person.household().ethnicGroup(),
        area.code(),
        String.valueOf(person.household().decile()),
        home,
        from.toString(),
        to,
        reason);
  }

  /** The first day within the records; for those there before, a day in the ten years before. */
  private static LocalDate since(Person person) {
    boolean there =
        person.household().entersMonth() == 0 && !person.born().isAfter(person.settings().from());
    if (!there) {
      return person.first();
    }
    long number = person.household().number();
    int days = Streams.of(person.settings().seed(), "since", number).nextInt(3650);
    LocalDate came = person.settings().from().minusDays(days);
    return came.isBefore(person.born()) ? person.born() : came;
  }
}
