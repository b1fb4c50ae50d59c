package org.tidetable.pipeline.synthetic;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.csv.CSVPrinter;

/**
 * Writes what the linkage body holds: who there is, and by which pseudonym each source knows them.
 */
final class Register implements Closeable {
  private final SyntheticSettings settings;
  private final Pseudonyms links;
  private final Pseudonyms households;
  private final CSVPrinter people;
  private final CSVPrinter pseudonyms;

  Register(SyntheticSettings settings, Path folder) throws IOException {
    this.settings = settings;
    this.links = new Pseudonyms("L", settings.seed());
    this.households = new Pseudonyms("F", settings.seed());
    this.people =
        CsvFiles.open(
            folder.resolve("people.csv"),
            "link_id",
            "birth_month",
            "sex",
            "ethnic_group",
            "area_code",
            "deprivation_decile",
            "household_id",
            "from",
            "to",
            "end_reason");
    this.pseudonyms = CsvFiles.open(folder.resolve("links.csv"), "link_id", "source", "pseudonym");
  }

  String link(int residentIndex) {
    return links.of(residentIndex);
  }

  void write(LifeCourse life) throws IOException {
    Household household = life.household();
    for (Resident resident : household.residents()) {
      int died = life.diedMonth().getOrDefault(resident.index(), LifeCourse.STAYED);
      int ended = Math.min(died, life.leftMonth());
      people.printRecord(
          link(resident.index()),
          settings.from().plusMonths(resident.bornMonth()).toString().substring(0, 7),
          resident.male() ? "M" : "F",
          household.ethnicGroup(),
          household.area().code(),
          household.decile(),
          households.of(household.number()),
          since(household, resident),
          ended == LifeCourse.STAYED ? "" : settings.from().plusMonths(ended + 1L).minusDays(1),
          ended == LifeCourse.STAYED ? "" : reason(died));
      writeLinks(life, resident);
    }
  }

  @Override
  public void close() throws IOException {
    people.close();
    pseudonyms.close();
  }

  private static String reason(int died) {
    return died == LifeCourse.STAYED ? "moved" : "died";
  }

  /** Birth, moving in, or for the others a day in the ten years before the records begin. */
  private LocalDate since(Household household, Resident resident) {
    LocalDate born = settings.from().plusMonths(resident.bornMonth());
    int daysBefore = Streams.of(settings.seed(), "since", household.number()).nextInt(3650);
    LocalDate came =
        household.entersMonth() > 0
            ? settings.from().plusMonths(household.entersMonth())
            : settings.from().minusDays(daysBefore);
    return born.isAfter(came) ? born : came;
  }

  private void writeLinks(LifeCourse life, Resident resident) throws IOException {
    Set<SourceLayout> known = EnumSet.noneOf(SourceLayout.class);
    for (Occurrence happened : life.occurrences()) {
      if (happened.resident().equals(resident)) {
        known.add(SourceLayout.of(happened.kind().sector()));
      }
    }
    for (SourceLayout source : known) {
      String pseudonym = source.pseudonyms(settings.seed()).of(resident.index());
      pseudonyms.printRecord(
          link(resident.index()), source.name().toLowerCase(Locale.ROOT), pseudonym);
    }
  }
}
