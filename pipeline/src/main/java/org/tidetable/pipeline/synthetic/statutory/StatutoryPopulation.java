package org.tidetable.pipeline.synthetic.statutory;

import static org.tidetable.models.vocabulary.Require.require;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tidetable.pipeline.synthetic.Area;
import org.tidetable.pipeline.synthetic.Household;
import org.tidetable.pipeline.synthetic.LifeCourse;
import org.tidetable.pipeline.synthetic.Pseudonyms;
import org.tidetable.pipeline.synthetic.Resident;
import org.tidetable.pipeline.synthetic.Streams;
import org.tidetable.pipeline.synthetic.SyntheticSettings;
import org.tidetable.pipeline.synthetic.TrueRisk;

/**
 * Invents people and writes what the national collections would hold of them, each in its own
 * format. The same settings give the same bytes, on any number of threads; memory does not grow
 * with the people.
 */
public final class StatutoryPopulation {
  /** Households whose pages are made together, by one thread. */
  private static final int HOUSEHOLDS_TOGETHER = 64;

  /** Of those, so many before they are written: more would only need more memory. */
  private static final int BATCH = 16;

  private final SyntheticSettings settings;
  private final Set<Plant> plants;
  private final boolean withTruth;
  private final List<Integer> indexMonths;
  private final Pseudonyms links;

  private StatutoryPopulation(SyntheticSettings settings, Set<Plant> plants, boolean withTruth) {
    require(
        settings.people() <= Numbers.MOST / 2,
        "people must be at most %s in the statutory formats, was %s",
        Numbers.MOST / 2,
        settings.people());
    this.settings = settings;
    this.plants = Set.copyOf(plants);
    this.withTruth = withTruth;
    this.indexMonths = withTruth ? List.of(settings.months() - 12, settings.months()) : List.of();
    this.links = new Pseudonyms("L", settings.seed());
  }

  /**
   * Writes the population to a folder, which is made if need be; files there are replaced.
   *
   * @param plants the errors to plant
   * @param truthFile where the true risks go; beside it the true events and people and what was
   *     planted. It must not be within {@code folder}.
   * @throws IllegalArgumentException if there are more people than numbers for them
   */
  public static StatutorySummary write(
      SyntheticSettings settings, Set<Plant> plants, Path folder, Optional<Path> truthFile)
      throws IOException {
    var population = new StatutoryPopulation(settings, plants, truthFile.isPresent());
    require(
        truthFile
            .filter(
                file ->
                    file.toAbsolutePath()
                        .normalize()
                        .startsWith(folder.toAbsolutePath().normalize()))
            .isEmpty(),
        "the truth must not lie in the folder of the records");
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("README.txt"), StatutoryNotes.aboutTheRecords(settings));
    population.writeLookups(folder);
    try (OutputFiles files = new OutputFiles(folder)) {
      population.openAll(files);
      if (truthFile.isEmpty()) {
        return population.write(files, Optional.empty());
      }
      try (TruthFiles truth = new TruthFiles(settings, truthFile.get())) {
        StatutorySummary summary = population.write(files, Optional.of(truth));
        truth.summary(summary);
        return summary;
      }
    }
  }

  private StatutorySummary write(OutputFiles files, Optional<TruthFiles> truth) throws IOException {
    int people = 0;
    long household = 0;
    long block = 0;
    long events = 0;
    while (people < settings.people()) {
      List<Block> blocks = new ArrayList<>();
      while (blocks.size() < BATCH && people < settings.people()) {
        List<Household> households = new ArrayList<>();
        while (households.size() < HOUSEHOLDS_TOGETHER && people < settings.people()) {
          int room = settings.people() - people;
          Household drawn = Household.draw(household++, people, room, settings);
          households.add(drawn);
          people += drawn.residents().size();
        }
        blocks.add(new Block(block++, households));
      }
      for (Told told : blocks.parallelStream().map(this::tell).toList()) {
        events += told.pages().truth().facts();
        for (Map.Entry<String, Chunk> chunk : told.pages().chunks().entrySet()) {
          CharSequence planted = files.add(chunk.getKey(), chunk.getValue());
          if (truth.isPresent()) {
            truth.get().planted(planted);
          }
        }
        if (truth.isPresent()) {
          truth.get().add(told.events(), told.people());
          for (TrueRisk risk : told.risks()) {
            truth.get().risk(links.of(risk.residentIndex()), risk);
          }
        }
      }
    }
    return new StatutorySummary(people, events, files.rows(), files.planted());
  }

  private record Block(long number, List<Household> households) {}

  private record Told(Pages pages, byte[] events, byte[] people, List<TrueRisk> risks) {}

  private Told tell(Block block) {
    var random = Streams.of(settings.seed(), "planted", block.number());
    Pages pages = new Pages(plants, random, settings.people(), withTruth);
    List<TrueRisk> risks = new ArrayList<>();
    for (Household household : block.households()) {
      Diary diary = new Diary(household);
      LifeCourse life = LifeCourse.live(household, settings, indexMonths, diary);
      for (Resident resident : household.residents()) {
        Person person = Person.of(life, resident, settings, diary, links.of(resident.index()));
        if (!person.first().isAfter(person.last())) {
          write(person, pages);
        }
      }
      risks.addAll(TrueRisk.of(life, settings));
    }
    TruthText truth = pages.truth();
    return new Told(pages, truth.eventBytes(), truth.peopleBytes(), risks);
  }

  private static void write(Person person, Pages pages) {
    RegisterFiles.write(person, pages);
    HospitalFiles.write(person, pages);
    AdultCareFiles.write(person, pages);
    LookedAfterFiles.write(person, pages);
    ChildrenInNeedFile.write(person, pages);
    SchoolFiles.write(person, pages);
    SpecialNeedsFiles.write(person, pages);
    PracticeFiles.write(person, pages);
  }

  /** So that a file is there even if nobody is in it. */
  private void openAll(OutputFiles files) {
    for (Extract extract : Extract.values()) {
      for (String period : periods(extract)) {
        files.open(extract, period);
      }
    }
  }

  private List<String> periods(Extract extract) {
    return switch (extract) {
      case ECDS, SUS_APC -> months();
      case CLD, OMOP_VISIT_OCCURRENCE, OMOP_DRUG_EXPOSURE ->
          Periods.quarterStarts(settings).stream().map(Periods::quarter).toList();
      case SSDA903_HEADER,
          SSDA903_EPISODES,
          SSDA903_REVIEWS,
          SSDA903_UASC,
          SSDA903_OC2,
          SSDA903_OC3,
          SSDA903_MISSING,
          SSDA903_PREVIOUS_PERMANENCE,
          SSDA903_AD1,
          SSDA903_PLACED_FOR_ADOPTION,
          CIN ->
          Periods.yearEnds(settings).stream().map(Periods::year).toList();
      case CENSUS -> Periods.censusDays(settings).stream().map(Periods::term).toList();
      case ATTENDANCE, EXCLUSIONS ->
          months().stream().map(StatutoryPopulation::term).distinct().toList();
      case SEN2_PERSONS, SEN2_REQUESTS, SEN2_ASSESSMENTS, SEN2_NAMED_PLANS, SEN2_ACTIVE_PLANS ->
          Periods.calendarYears(settings).stream().map(year -> String.valueOf(year + 1)).toList();
      case OMOP_PERSON,
          OMOP_OBSERVATION_PERIOD,
          OMOP_CONDITION_OCCURRENCE,
          OMOP_DEATH,
          REGISTER,
          LINKS,
          OPT_OUT ->
          List.of("");
    };
  }

  private List<String> months() {
    List<String> months = new ArrayList<>();
    for (int month = 0; month < settings.months(); month++) {
      months.add(Periods.month(settings.from().plusMonths(month)));
    }
    return months;
  }

  private static String term(String month) {
    return Periods.term(LocalDate.parse(month + "-01"));
  }

  private void writeLookups(Path folder) throws IOException {
    Files.writeString(
        folder.resolve("trust_successors.csv"),
        "old_code,new_code,date\n%s,%s,%s\n"
            .formatted(Places.MERGED_TRUST, Places.SUCCESSOR, Places.mergerDay(settings)));
    StringBuilder areas = new StringBuilder("area_code,area_name,typical_decile\n");
    for (Area area : Area.ALL) {
      areas.append("%s,%s,%d\n".formatted(area.code(), area.name(), area.decile()));
    }
    Files.writeString(folder.resolve("areas.csv"), areas);
  }
}
