package org.tidetable.pipeline.synthetic.statutory;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.tidetable.models.vocabulary.EventKind;
import org.tidetable.pipeline.synthetic.statutory.Fact.Known;

/**
 * What a handful of households adds to all files, kept until it is their turn to be written. Errors
 * are planted here, so that no writer of a format knows of them.
 */
final class Pages {
  /** Planted rows number their records from here on, above those of any person. */
  private static final int PLANTED_RECORDS = 5_000;

  private final Set<Plant> plants;
  private final SplittableRandom random;
  private final int population;
  private final Map<String, Chunk> chunks = new LinkedHashMap<>();
  private final Set<String> links = new LinkedHashSet<>();
  private final TruthText truth;

  Pages(Set<Plant> plants, SplittableRandom random, int population, boolean withTruth) {
    this.plants = plants;
    this.random = random;
    this.population = population;
    this.truth = new TruthText(withTruth);
  }

  /** A row that no event is read from, or the first version of one that is written besides. */
  void row(Extract extract, String period, String... cells) {
    chunk(extract, period).row(cells);
  }

  /**
   * A row from which an event is read, beside which an error may be planted.
   *
   * @return when it was known, after planting
   */
  Known event(Extract extract, String period, Person person, LocalDate known, String... cells) {
    Chunk chunk = chunk(extract, period);
    Known when = Known.on(known);
    if (plants.isEmpty()) {
      chunk.row(cells);
      return when;
    }
    double pick = random.nextDouble();
    for (Plant plant : Plant.values()) {
      if (pick >= 0 && pick < plant.share() && plants.contains(plant)) {
        return new Planting(extract, chunk, person, cells).plant(plant, known);
      }
      pick -= plant.share();
    }
    chunk.row(cells);
    return when;
  }

  void fact(Person person, Fact fact) {
    truth.event(person, fact);
  }

  void link(Person person, String source, String identifier) {
    if (links.add(source + identifier)) {
      row(Extract.LINKS, "", person.link(), source, identifier);
    }
  }

  Map<String, Chunk> chunks() {
    return chunks;
  }

  TruthText truth() {
    return truth;
  }

  /** The chunk of one file, also for text that is no table. */
  Chunk chunk(Extract extract, String period) {
    return chunks.computeIfAbsent(extract.file(period), path -> new Chunk(extract));
  }

  /** Plants one error at one row. */
  private final class Planting {
    private final Extract extract;
    private final Extract.Roles roles;
    private final Chunk chunk;
    private final Person person;
    private final String[] cells;

    Planting(Extract extract, Chunk chunk, Person person, String[] cells) {
      this.extract = extract;
      this.roles = extract.roles();
      this.chunk = chunk;
      this.person = person;
      this.cells = cells;
    }

    Known plant(Plant plant, LocalDate known) {
      LocalDate start = start();
      switch (plant) {
        case CORRECTED_DUPLICATE -> {
          long days = ChronoUnit.DAYS.between(start, known);
          if (!roles.known().isEmpty() && days > 0) {
            LocalDate early = known.minusDays(Math.min(days, 1 + random.nextInt(15)));
            String[] wrong = with(roles.known(), extract.date(early));
            wrong[extract.place(roles.mistaken())] = roles.mistake();
            chunk.planted(plant, wrong);
            chunk.row(cells);
            return new Known(early, known);
          }
        }
        case LATE -> {
          if (!roles.known().isEmpty()) {
            LocalDate late = start.plusDays(roles.lateAfterDays() + 1L + random.nextInt(120));
            chunk.planted(plant, with(roles.known(), extract.date(late)));
            return Known.on(late);
          }
        }
        default -> {}
      }
      chunk.row(cells);
      beside(plant, start);
      return Known.on(known);
    }

    private void beside(Plant plant, LocalDate start) {
      switch (plant) {
        case EXACT_DUPLICATE -> chunk.planted(plant, cells);
        case UNLINKED_PERSON -> chunk.planted(plant, fresh(with(roles.person(), stranger())));
        case BAD_DATE -> chunk.planted(plant, fresh(with(roles.start(), badDate())));
        case UNKNOWN_CODE -> {
          if (!roles.code().isEmpty()) {
            chunk.planted(plant, fresh(with(roles.code(), "ZZ9")));
          }
        }
        case SHORT_ROW -> chunk.planted(plant, Arrays.copyOf(fresh(cells), cells.length - 2));
        case LONG_ROW -> {
          String[] longer = Arrays.copyOf(fresh(cells), cells.length + 1);
          longer[cells.length] = "1";
          chunk.planted(plant, longer);
        }
        case MISSING_ID -> chunk.planted(plant, fresh(with(roles.person(), "")));
        case END_BEFORE_START -> {
          if (!roles.end().isEmpty()) {
            String[] backwards = fresh(with(roles.start(), extract.date(start.plusDays(1))));
            backwards[extract.place(roles.end())] = extract.date(start.minusDays(2));
            chunk.planted(plant, backwards);
          }
        }
        case CORRECTED_DUPLICATE, LATE -> {}
      }
    }

    private String[] with(String column, String cell) {
      String[] changed = cells.clone();
      changed[extract.place(column)] = cell;
      return changed;
    }

    /** With a record number of its own, where records have numbers. */
    private String[] fresh(String[] changed) {
      int place = extract.place(roles.record());
      if (place < 0) {
        return changed;
      }
      String[] renumbered = changed.clone();
      renumbered[place] = String.valueOf(Long.parseLong(changed[place]) + PLANTED_RECORDS);
      return renumbered;
    }

    /** An identifier like the others, of somebody who is not in the population. */
    private String stranger() {
      int index = population + person.index();
      return switch (extract) {
        case ECDS, SUS_APC -> Numbers.pseudonym(index);
        case CLD -> Numbers.adult(index, person.household().area());
        case SSDA903_EPISODES, SSDA903_MISSING ->
            Numbers.child(index, person.household().area(), person.household().area());
        case ATTENDANCE, EXCLUSIONS, SEN2_REQUESTS, SEN2_NAMED_PLANS ->
            Numbers.upn(index, person.household().area(), person.born());
        default -> Numbers.patient(index);
      };
    }

    private String badDate() {
      return switch (random.nextInt(3)) {
        case 0 -> roles.slashes() ? "30/02/2023" : "2023-02-30";
        case 1 -> "not known";
        default -> "00000000";
      };
    }

    private LocalDate start() {
      String cell = cells[extract.place(roles.start())];
      return roles.slashes() ? LocalDate.parse(cell, Extract.SLASHES) : LocalDate.parse(cell);
    }
  }

  /** A whole number without a point, other quantities as they are. */
  static String quantity(double quantity) {
    return quantity == Math.rint(quantity)
        ? String.valueOf((long) quantity)
        : String.valueOf(quantity);
  }

  /** An event of one occurrence, with neither area nor provider. */
  static Fact plain(String source, EventKind kind, LocalDate start, Known known, String record) {
    return new Fact(source, kind, start, Optional.empty(), known, 1, "", "", record);
  }
}
