package org.tidetable.pipeline.cohort.clinical;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** A drawn population in OMOP tables: half a year to two years of each person. */
record ToyOmop(List<Person> people, List<Period> periods, List<Entry> entries) {
  private static final LocalDate START = LocalDate.of(2020, 1, 1);
  private static final long[] CONDITIONS = {1, 2, 3, 11, 12, 13};
  private static final long[] DRUGS = {50, 51, 52};
  private static final long[] VISITS = {9201, 9202, 9203};

  record Person(long id, int birthYear, long gender) {}

  record Period(long person, LocalDate start, LocalDate end) {}

  /** A record of a table; without an end its table says nothing of it. */
  record Entry(
      String table,
      long row,
      long person,
      long concept,
      LocalDate start,
      LocalDate end,
      int supply,
      long visit) {}

  static ToyOmop drawn(int people, long seed) {
    Random random = new Random(seed);
    ToyOmop toy = new ToyOmop(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (long id = 1; id <= people; id++) {
      long gender = random.nextBoolean() ? 8532 : 8507;
      toy.people.add(new Person(id, 1930 + random.nextInt(80), gender));
      LocalDate from = START.plusDays(random.nextInt(100));
      for (int p = 0; p <= random.nextInt(2); p++) {
        LocalDate to = from.plusDays(180 + random.nextInt(300));
        toy.periods.add(new Period(id, from, to));
        from = to.plusDays(20);
      }
      for (int e = 0; e < 14; e++) {
        toy.add(random, id);
      }
      if (random.nextInt(5) == 0) {
        LocalDate died = START.plusDays(200 + random.nextInt(500));
        toy.entries.add(new Entry("death", 0, id, 0, died, died.plusDays(1), 0, 0));
      }
    }
    return toy;
  }

  private void add(Random random, long person) {
    long row = entries.size() + 1L;
    LocalDate start = START.plusDays(random.nextInt(800));
    int days = random.nextInt(20);
    long visit = 1 + random.nextInt(3) + 3 * person;
    switch (random.nextInt(3)) {
      case 0 ->
          entries.add(
              new Entry(
                  "condition_occurrence",
                  row,
                  person,
                  CONDITIONS[random.nextInt(CONDITIONS.length)],
                  start,
                  random.nextBoolean() ? start.plusDays(days) : start.plusDays(1),
                  0,
                  visit));
      case 1 ->
          entries.add(
              new Entry(
                  "drug_exposure",
                  row,
                  person,
                  DRUGS[random.nextInt(DRUGS.length)],
                  start,
                  start.plusDays(5 + days),
                  5 + days,
                  visit));
      default ->
          entries.add(
              new Entry(
                  "visit_occurrence",
                  row,
                  person,
                  VISITS[random.nextInt(VISITS.length)],
                  start,
                  start.plusDays(days),
                  0,
                  row));
    }
  }

  /** Writes the tables; drugs have their supply and no end. */
  void write(Path folder) throws IOException {
    write(
        folder,
        "person",
        "person_id,gender_concept_id,year_of_birth",
        people.stream().map(p -> p.id + "," + p.gender + "," + p.birthYear));
    write(
        folder,
        "observation_period",
        "observation_period_id,person_id,observation_period_start_date,observation_period_end_date",
        periods.stream().map(p -> "1," + p.person + "," + p.start + "," + p.end));
    write(
        folder,
        "condition_occurrence",
        "condition_occurrence_id,person_id,condition_concept_id,condition_start_date,"
            + "condition_end_date,visit_occurrence_id",
        of("condition_occurrence")
            .map(
                e ->
                    String.join(
                        ",",
                        "" + e.row,
                        "" + e.person,
                        "" + e.concept,
                        "" + e.start,
                        e.end.equals(e.start.plusDays(1)) ? "" : "" + e.end,
                        "" + e.visit)));
    write(
        folder,
        "drug_exposure",
        "drug_exposure_id,person_id,drug_concept_id,drug_exposure_start_date,days_supply,"
            + "visit_occurrence_id",
        of("drug_exposure")
            .map(
                e ->
                    String.join(
                        ",",
                        "" + e.row,
                        "" + e.person,
                        "" + e.concept,
                        "" + e.start,
                        "" + e.supply,
                        "" + e.visit)));
    write(
        folder,
        "visit_occurrence",
        "visit_occurrence_id,person_id,visit_concept_id,visit_start_date,visit_end_date",
        of("visit_occurrence")
            .map(e -> e.row + "," + e.person + "," + e.concept + "," + e.start + "," + e.end));
    write(folder, "death", "person_id,death_date", of("death").map(e -> e.person + "," + e.start));
    write(
        folder,
        "concept_ancestor",
        "ancestor_concept_id,descendant_concept_id",
        Stream.of("1,1", "1,11", "1,12", "2,2", "3,3"));
  }

  private Stream<Entry> of(String table) {
    return entries.stream().filter(entry -> entry.table.equals(table));
  }

  private static void write(Path folder, String name, String heading, Stream<String> rows)
      throws IOException {
    List<String> lines = new ArrayList<>(List.of(heading));
    rows.forEach(lines::add);
    Files.write(folder.resolve(name + ".csv"), lines);
  }
}
