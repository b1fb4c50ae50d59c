package org.tidetable.pipeline.synthetic;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVPrinter;

/**
 * Invents people in twelve invented areas and writes what health, care and schools would record
 * about them, with faults planted in known numbers.
 *
 * <p>{@code write} makes {@code health_events.csv}, {@code care_events.csv}, {@code
 * school_events.csv}, the register {@code people.csv} with {@code links.csv}, and {@code
 * areas.csv}. Rows go on being recorded after the last day: the extract is drawn later. With a
 * truth file it writes, beside that file, {@code planted.json}.
 */
public final class SyntheticPopulation {
  /** Households that are lived through at the same time; more would only need more memory. */
  private static final int BATCH = 512;

  private final SyntheticSettings settings;
  private final List<Integer> indexMonths;

  private SyntheticPopulation(SyntheticSettings settings, boolean withTruth) {
    this.settings = settings;
    this.indexMonths = withTruth ? List.of(settings.months() - 12, settings.months()) : List.of();
  }

  /**
   * Writes the population to a folder, which is made if need be; files there are replaced.
   *
   * @param truthFile where the true risks go, as {@code link_id,index_date,outcome,probability}:
   *     for the twelve months from a year before the day after {@code to}, and from that day. It
   *     must not be in {@code folder}, so that no pipeline reads it.
   * @return how many rows and planted faults there are
   */
  public static SyntheticSummary write(
      SyntheticSettings settings, Path folder, Optional<Path> truthFile) throws IOException {
    Files.createDirectories(folder);
    var population = new SyntheticPopulation(settings, truthFile.isPresent());
    Files.writeString(folder.resolve("README.txt"), Notes.aboutTheRecords(settings));
    writeAreas(folder);
    if (truthFile.isEmpty()) {
      return population.writeRecords(folder, Optional.empty());
    }
    Path truthFolder = requireNonNull(truthFile.get().toAbsolutePath().normalize().getParent());
    if (folder.toAbsolutePath().normalize().equals(truthFolder)) {
      throw new IllegalArgumentException("the truth must not lie in the folder of the records");
    }
    Files.createDirectories(truthFolder);
    Files.writeString(truthFolder.resolve("README.txt"), Notes.aboutTheTruth(settings));
    try (CSVPrinter truth =
        CsvFiles.open(truthFile.get(), "link_id", "index_date", "outcome", "probability")) {
      SyntheticSummary summary = population.writeRecords(folder, Optional.of(truth));
      summary.write(truthFolder.resolve("planted.json"), settings);
      return summary;
    }
  }

  private SyntheticSummary writeRecords(Path folder, Optional<CSVPrinter> truth)
      throws IOException {
    try (Register register = new Register(settings, folder);
        SourceFile health = new SourceFile(SourceLayout.HEALTH, settings, folder);
        SourceFile care = new SourceFile(SourceLayout.CARE, settings, folder);
        SourceFile education = new SourceFile(SourceLayout.EDUCATION, settings, folder)) {
      int people = 0;
      long household = 0;
      while (people < settings.people()) {
        List<Household> batch = new ArrayList<>();
        while (batch.size() < BATCH && people < settings.people()) {
          int room = settings.people() - people;
          batch.add(Household.draw(household++, people, room, settings));
          people += batch.get(batch.size() - 1).residents().size();
        }
        for (Told told : batch.parallelStream().map(this::tell).toList()) {
          register.write(told.life());
          for (Occurrence happened : told.life().occurrences()) {
            SourceFile source =
                switch (happened.kind().sector()) {
                  case HEALTH -> health;
                  case CARE -> care;
                  case EDUCATION -> education;
                };
            source.write(happened, told.life().household().area());
          }
          if (truth.isPresent()) {
            writeTruth(truth.get(), register, told.risks());
          }
        }
      }
      Map<SourceLayout, SourceFile> files = new LinkedHashMap<>();
      files.put(SourceLayout.HEALTH, health);
      files.put(SourceLayout.CARE, care);
      files.put(SourceLayout.EDUCATION, education);
      return SyntheticSummary.of(people, files);
    }
  }

  private record Told(LifeCourse life, List<TrueRisk> risks) {}

  private Told tell(Household household) {
    LifeCourse life = LifeCourse.live(household, settings, indexMonths);
    return new Told(life, TrueRisk.of(life, settings));
  }

  private void writeTruth(CSVPrinter truth, Register register, List<TrueRisk> risks)
      throws IOException {
    for (TrueRisk risk : risks) {
      LocalDate indexDate = settings.from().plusMonths(risk.indexMonth());
      double rounded = Math.round(risk.probability() * 1e6) / 1e6;
      truth.printRecord(register.link(risk.residentIndex()), indexDate, risk.outcome(), rounded);
    }
  }

  private static void writeAreas(Path folder) throws IOException {
    try (CSVPrinter areas =
        CsvFiles.open(folder.resolve("areas.csv"), "area_code", "area_name", "typical_decile")) {
      for (Area area : Area.ALL) {
        areas.printRecord(area.code(), area.name(), area.decile());
      }
    }
  }
}
