package org.tidetable.pipeline.synthetic.statutory;

import static org.tidetable.models.vocabulary.EventKind.EMERGENCY_ADMISSION;
import static org.tidetable.models.vocabulary.EventKind.EMERGENCY_ATTENDANCE;
import static org.tidetable.models.vocabulary.EventKind.PLANNED_ADMISSION;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.tidetable.models.vocabulary.EventKind;
import org.tidetable.pipeline.synthetic.Area;
import org.tidetable.pipeline.synthetic.Draw;
import org.tidetable.pipeline.synthetic.statutory.Fact.Known;

/** The Emergency Care Data Set and admitted patient care, month by month as submitted. */
final class HospitalFiles {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final String FALL = "161898004";
  private static final String[] COMPLAINTS = {
    "29857009", "21522001", "267036007", "25064002", "271795006", "386661006", "125605004"
  };
  private static final String[] ACUITY = {
    "1064891000000107",
    "1064911000000105",
    "1064901000000103",
    "1077241000000103",
    "1077251000000100"
  };
  private static final String[] DIAGNOSES = {
    "J189", "I500", "N390", "S720", "R074", "J440", "K529", "A419", "R104", "I639"
  };
  private static final String[] PLANNED_DIAGNOSES = {"H269", "K409", "M171", "C509", "Z514"};
  private static final String[] FUNCTIONS = {"300", "301", "320", "340", "430", "100", "110"};

  private HospitalFiles() {}

  static void write(Person person, Pages pages) {
    SplittableRandom random = person.stream("hospital");
    Writing writing = new Writing(person, pages, random);
    person.recorded(EMERGENCY_ATTENDANCE).forEach(writing::attendance);
    person.recorded(EMERGENCY_ADMISSION).forEach(writing::admission);
    person.recorded(PLANNED_ADMISSION).forEach(writing::admission);
  }

  private static final class Writing {
    private final Person person;
    private final Pages pages;
    private final SplittableRandom random;
    private final String pseudonym;
    private int attendances;
    private int episodes;

    Writing(Person person, Pages pages, SplittableRandom random) {
      this.person = person;
      this.pages = pages;
      this.random = random;
      this.pseudonym = Numbers.pseudonym(person.index());
    }

    void attendance(Diary.Entry entry) {
      LocalDate day = person.day(entry.month(), random);
      Area area = person.areaOn(day);
      LocalDateTime arrival = day.atTime(Draw.choice(random, 0.2, 0.5, 0.3) * 8, 0);
      arrival = arrival.plusMinutes(random.nextInt(480));
      String record = Numbers.record(person.index(), attendances++);
      boolean fall = entry.code().equals("AE_FALL");
      boolean mistyped = random.nextDouble() < 0.01;
      boolean admitted = random.nextDouble() < 0.18;
      LocalDate known = day.plusDays(2L + Math.min(random.nextInt(25), random.nextInt(25)));
      String provider = Places.trust(area, day, person.settings());
      String[] row = {
        record,
        record,
        pseudonym,
        String.valueOf(person.age(day)),
        mistyped ? "9" : person.resident().male() ? "1" : "2",
        Codes.nhsEthnicCategory(person),
        Numbers.lsoa(person.household().number(), area),
        area.code(),
        Numbers.practice(person.household().number(), area),
        provider,
        provider + "01",
        List.of("01", "02", "03", "04").get(Draw.choice(random, 0.63, 0.01, 0.33, 0.03)),
        "1",
        random.nextDouble() < 0.3 ? "1048031000000100" : "1048061000000105",
        day.toString(),
        TIME.format(arrival),
        TIME.format(arrival.plusMinutes(40L + random.nextInt(500))),
        random.nextDouble() < 0.03 ? "" : ACUITY[Draw.choice(random, 0.01, 0.12, 0.4, 0.4, 0.07)],
        fall ? FALL : COMPLAINTS[random.nextInt(COMPLAINTS.length)],
        random.nextDouble() < 0.05 ? "1066301000000103" : "182992009",
        admitted ? "306706006" : "306689006",
        "1",
        "False",
        "0",
        known.toString()
      };
      Known when;
      if (random.nextDouble() < 0.01) {
        LocalDate finished = known.plusDays(1L + random.nextInt(40));
        finished = finished.isAfter(day.plusDays(60)) ? day.plusDays(60) : finished;
        String[] first = row.clone();
        first[16] = "";
        first[19] = "";
        first[20] = "";
        first[21] = "0";
        row[24] = finished.toString();
        pages.row(Extract.ECDS, Periods.month(known), first);
        pages.row(Extract.ECDS, Periods.month(finished), row);
        when = Known.on(known);
      } else {
        when = pages.event(Extract.ECDS, Periods.month(known), person, known, row);
      }
      pages.link(person, "ecds", pseudonym);
      pages.fact(
          person,
          new Fact(
              "ecds",
              EMERGENCY_ATTENDANCE,
              day,
              Optional.empty(),
              when,
              1,
              area.code(),
              provider,
              record));
    }

    void admission(Diary.Entry entry) {
      boolean emergency = entry.kind() == EMERGENCY_ADMISSION;
      LocalDate start = person.day(entry.month(), random);
      double mean = emergency ? 5 : 1.2;
      int nights = Math.min(60, (int) (-mean * StrictMath.log(1 - random.nextDouble())));
      LocalDate end = start.plusDays(nights);
      boolean dies = person.died() && !end.isBefore(person.last());
      end = dies ? person.last() : end;
      Stay stay =
          new Stay(
              entry.kind(),
              start,
              end,
              person.areaOn(start),
              emergency
                  ? List.of("21", "22", "23", "28", "2A", "2B")
                      .get(Draw.choice(random, 0.7, 0.12, 0.02, 0.04, 0.1, 0.02))
                  : List.of("11", "12", "13").get(random.nextInt(3)),
              dies ? "4" : "1",
              Numbers.record(person.index(), episodes));
      LocalDate known = end.plusDays(1L + random.nextInt(10));
      boolean sentEarly = nights >= 2 && random.nextDouble() < 0.02;
      if (sentEarly) {
        LocalDate early = start.plusDays(1);
        pages.row(
            Extract.SUS_APC,
            Periods.month(early),
            cells(
                stay, 1, stay.start(), Optional.empty(), true, early, new Clinical(random, stay)));
      }
      episodes(stay, known, sentEarly ? Optional.of(start.plusDays(1)) : Optional.empty());
    }

    private void episodes(Stay stay, LocalDate known, Optional<LocalDate> early) {
      List<LocalDate> starts = new ArrayList<>(List.of(stay.start()));
      int days = (int) ChronoUnit.DAYS.between(stay.start(), stay.end());
      int more = days < 1 ? 0 : Draw.choice(random, 0.75, 0.18, 0.05, 0.02);
      for (int episode = 0; episode < more; episode++) {
        starts.add(stay.start().plusDays(random.nextInt(days + 1)));
      }
      starts.sort(LocalDate::compareTo);
      for (int episode = 1; episode <= starts.size(); episode++) {
        boolean last = episode == starts.size();
        LocalDate end = last ? stay.end() : starts.get(episode);
        LocalDate start = starts.get(episode - 1);
        String period = Periods.month(known);
        String[] row =
            cells(stay, episode, start, Optional.of(end), last, known, new Clinical(random, stay));
        if (episode > 1) {
          pages.row(Extract.SUS_APC, period, row);
        } else {
          Known when = new Known(early.orElse(known), known);
          if (early.isPresent()) {
            pages.row(Extract.SUS_APC, period, row);
          } else {
            when = pages.event(Extract.SUS_APC, period, person, known, row);
          }
          fact(stay, when);
        }
      }
      episodes += starts.size();
    }

    private void fact(Stay stay, Known when) {
      pages.link(person, "sus_apc", pseudonym);
      pages.fact(
          person,
          new Fact(
              "sus_apc",
              stay.kind(),
              stay.start(),
              Optional.of(stay.end()),
              when,
              1,
              stay.area().code(),
              Places.trust(stay.area(), stay.start(), person.settings()),
              stay.spell()));
    }

    private String[] cells(
        Stay stay,
        int episode,
        LocalDate start,
        Optional<LocalDate> end,
        boolean last,
        LocalDate known,
        Clinical clinical) {
      String provider = Places.trust(stay.area(), stay.start(), person.settings());
      boolean finished = end.isPresent();
      int year = Periods.yearEnd(finished ? stay.end() : known).getYear();
      return new String[] {
        String.valueOf(Long.parseLong(stay.spell()) + episode - 1),
        stay.spell(),
        "S" + stay.spell(),
        pseudonym,
        String.valueOf(person.age(stay.start())),
        person.resident().male() ? "1" : "2",
        Codes.nhsEthnicCategory(person),
        Numbers.lsoa(person.household().number(), stay.area()),
        stay.area().code(),
        Numbers.practice(person.household().number(), stay.area()),
        provider,
        provider + "01",
        stay.start().equals(stay.end()) && stay.kind() == PLANNED_ADMISSION ? "2" : "1",
        stay.method(),
        "19",
        stay.start().toString(),
        finished ? stay.end().toString() : "",
        finished ? stay.discharge() : "",
        finished ? (stay.discharge().equals("4") ? "79" : "19") : "",
        String.valueOf(episode),
        finished && last ? "1" : "2",
        start.toString(),
        end.map(LocalDate::toString).orElse(""),
        clinical.function(),
        clinical.function(),
        clinical.diagnosis(),
        "||" + clinical.diagnosis() + clinical.second(),
        clinical.procedure(),
        clinical.group(),
        (year - 1) + "/" + year % 100,
        Periods.month(finished ? stay.end() : known).replace("-", ""),
        "0",
        known.toString()
      };
    }
  }

  private record Stay(
      EventKind kind,
      LocalDate start,
      LocalDate end,
      Area area,
      String method,
      String discharge,
      String spell) {}

  /** What was wrong and what was done: drawn without any bearing on the person. */
  private record Clinical(
      String diagnosis, String second, String procedure, String function, String group) {
    Clinical(SplittableRandom random, Stay stay) {
      this(
          diagnosis(random, stay.kind()),
          random.nextDouble() < 0.5 ? ",I10X" : "",
          stay.kind() == PLANNED_ADMISSION ? "||C712" : "",
          FUNCTIONS[random.nextInt(FUNCTIONS.length)],
          random.nextDouble() < 0.02 ? "" : "DZ11K");
    }

    private static String diagnosis(SplittableRandom random, EventKind kind) {
      String[] among = kind == PLANNED_ADMISSION ? PLANNED_DIAGNOSES : DIAGNOSES;
      return among[random.nextInt(among.length)];
    }
  }
}
