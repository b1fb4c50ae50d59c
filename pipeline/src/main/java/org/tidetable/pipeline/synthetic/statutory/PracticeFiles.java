package org.tidetable.pipeline.synthetic.statutory;

import java.time.LocalDate;
import java.util.Optional;
import java.util.SplittableRandom;
import org.tidetable.models.vocabulary.EventKind;
import org.tidetable.pipeline.synthetic.Everyday;
import org.tidetable.pipeline.synthetic.Illness;
import org.tidetable.pipeline.synthetic.Month;
import org.tidetable.pipeline.synthetic.Streams;
import org.tidetable.pipeline.synthetic.statutory.Fact.Known;

/** The extract of general practices in the tables of the OMOP common data model 5.4. */
final class PracticeFiles {
  private static final String SOURCE = "omop";
  private static final String OFFICE_VISIT = "581477";
  private static final String OUTPATIENT_VISIT = "9202";
  private static final String FROM_HEALTH_RECORD = "32817";

  /** Days from an entry to the extract that holds it. */
  private static final int KNOWN_AFTER = 7;

  private PracticeFiles() {}

  static void write(Person person, Pages pages) {
    Writing writing = new Writing(person, pages);
    writing.person();
    writing.visits();
    writing.illnesses();
  }

  private static final class Writing {
    private final Person person;
    private final Pages pages;
    private final String patient;
    private int visits;
    private int drugs;

    Writing(Person person, Pages pages) {
      this.person = person;
      this.pages = pages;
      this.patient = Numbers.patient(person.index());
    }

    void person() {
      LocalDate born = person.born();
      boolean male = person.resident().male();
      pages.link(person, SOURCE, patient);
      pages.row(
          Extract.OMOP_PERSON,
          "",
          patient,
          male ? "8507" : "8532",
          String.valueOf(born.getYear()),
          String.valueOf(born.getMonthValue()),
          String.valueOf(born.getDayOfMonth()),
          "",
          "0",
          "0",
          "",
          "",
          "",
          "",
          male ? "M" : "F",
          "0",
          Codes.nhsEthnicCategory(person),
          "0",
          "",
          "0");
      pages.row(
          Extract.OMOP_OBSERVATION_PERIOD,
          "",
          Numbers.record(person.index(), 0),
          patient,
          person.first().toString(),
          person.last().toString(),
          FROM_HEALTH_RECORD);
      if (person.died()) {
        String day = person.last().toString();
        pages.row(Extract.OMOP_DEATH, "", patient, day, "", FROM_HEALTH_RECORD, "0", "", "0");
      }
    }

    void visits() {
      SplittableRandom hospital = person.stream("outpatients");
      for (Diary.Entry entry : person.recorded(EventKind.OUTPATIENT_APPOINTMENT)) {
        LocalDate day = person.weekday(entry.month(), hospital);
        visit(EventKind.OUTPATIENT_APPOINTMENT, OUTPATIENT_VISIT, day);
      }
      int entered = Math.max(person.household().entersMonth(), person.resident().bornMonth());
      for (int number = Math.max(0, entered); number < person.settings().months(); number++) {
        Month month = Month.of(person.settings(), number);
        if (month.firstDay().isAfter(person.last())) {
          break;
        }
        long stream = person.index() * 1200L + number;
        SplittableRandom random = Streams.of(person.settings().seed(), "practice", stream);
        int appointments = Everyday.appointments(person.resident(), month, random);
        for (int visit = 0; visit < appointments; visit++) {
          visit(EventKind.GP_APPOINTMENT, OFFICE_VISIT, person.weekday(number, random));
        }
      }
    }

    private void visit(EventKind kind, String concept, LocalDate day) {
      String record = Numbers.record(person.index(), visits++);
      String date = day.toString();
      Known known =
          pages.event(
              Extract.OMOP_VISIT_OCCURRENCE,
              Periods.quarter(day),
              person,
              day.plusDays(KNOWN_AFTER),
              record,
              patient,
              concept,
              date,
              "",
              date,
              "",
              FROM_HEALTH_RECORD,
              "",
              "",
              "",
              "0",
              "0",
              "",
              "0",
              "",
              "");
      pages.fact(person, new Fact(SOURCE, kind, day, Optional.of(day), known, 1, "", "", record));
    }

    void illnesses() {
      int conditions = 0;
      for (Illness illness :
          Illness.of(person.resident(), person.household().deprivation(), person.settings())) {
        LocalDate onset = illness.onset();
        if (!onset.isAfter(person.last())) {
          String record = Numbers.record(person.index(), conditions++);
          Known known =
              pages.event(
                  Extract.OMOP_CONDITION_OCCURRENCE,
                  "",
                  person,
                  onset.plusDays(KNOWN_AFTER),
                  record,
                  patient,
                  String.valueOf(illness.condition().concept()),
                  onset.toString(),
                  "",
                  "",
                  "",
                  FROM_HEALTH_RECORD,
                  "0",
                  "",
                  "",
                  "",
                  "",
                  "",
                  "0",
                  "");
          pages.fact(person, Pages.plain(SOURCE, EventKind.DIAGNOSIS, onset, known, record));
          illness
              .prescriptions(person.first(), person.last())
              .forEach(day -> prescription(illness, day));
        }
      }
    }

    private void prescription(Illness illness, LocalDate day) {
      String record = Numbers.record(person.index(), drugs++);
      LocalDate end = day.plusDays(Illness.DAYS_PRESCRIBED - 1L);
      Known known =
          pages.event(
              Extract.OMOP_DRUG_EXPOSURE,
              Periods.quarter(day),
              person,
              day.plusDays(KNOWN_AFTER),
              record,
              patient,
              String.valueOf(illness.condition().drug()),
              day.toString(),
              "",
              end.toString(),
              "",
              "",
              "32838",
              "",
              "",
              String.valueOf(Illness.DAYS_PRESCRIBED),
              String.valueOf(Illness.DAYS_PRESCRIBED),
              "",
              "0",
              "",
              "",
              "",
              "",
              "",
              "0",
              "",
              "");
      pages.fact(
          person,
          new Fact(
              SOURCE, EventKind.PRESCRIPTION, day, Optional.of(end), known, 1, "", "", record));
    }
  }
}
