package org.tidetable.models.forecast;

import static org.tidetable.models.vocabulary.Require.require;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The days that are unlike others and known long in advance: bank holidays by name, and the
 * holidays of schools. Which nation's and whose schools is the caller's choice; either may be
 * empty.
 *
 * @param bankHolidays by date; a day may have two names
 * @param schoolHolidays by first day; the days between them are school terms
 */
public record DemandCalendar(List<BankHoliday> bankHolidays, List<SchoolHoliday> schoolHolidays) {

  /** Every day is like others. */
  public static final DemandCalendar NONE = new DemandCalendar(List.of(), List.of());

  private static final String BANK_HOLIDAY = "bank_holiday";
  private static final String SUBSTITUTE = "substitute";
  private static final String SCHOOL_HOLIDAY = "school_holiday";

  /**
   * A day off.
   *
   * @param name as it is published, "Easter Monday"; the same every year
   * @param substitute whether it stands for a day of that name on a weekend
   */
  public record BankHoliday(LocalDate date, String name, boolean substitute) {
    public BankHoliday {
      require(!name.isBlank(), "the bank holiday of %s needs a name", date);
    }

    /** The name without additions in brackets, in snake_case: {@code new_years_day}. */
    public String code() {
      return DemandCalendar.code(name);
    }
  }

  /**
   * A span of days without school.
   *
   * @param name the same every year, "Autumn half-term"
   * @param last the last day, included
   */
  public record SchoolHoliday(String name, LocalDate first, LocalDate last) {
    public SchoolHoliday {
      require(!name.isBlank(), "the school holiday of %s needs a name", first);
      require(!last.isBefore(first), "a school holiday ends on %s, before %s", last, first);
    }

    /** The name in snake_case. */
    public String code() {
      return DemandCalendar.code(name);
    }
  }

  public DemandCalendar {
    List<BankHoliday> days = new ArrayList<>(bankHolidays);
    days.sort(Comparator.comparing(BankHoliday::date).thenComparing(BankHoliday::name));
    bankHolidays = List.copyOf(days);
    List<SchoolHoliday> spans = new ArrayList<>(schoolHolidays);
    spans.sort(Comparator.comparing(SchoolHoliday::first).thenComparing(SchoolHoliday::name));
    schoolHolidays = List.copyOf(spans);
  }

  /** The bank holidays without their names. */
  public NavigableSet<LocalDate> daysOff() {
    NavigableSet<LocalDate> days = new TreeSet<>();
    bankHolidays.forEach(holiday -> days.add(holiday.date()));
    return days;
  }

  /** The working days in the holidays of schools. */
  public NavigableSet<LocalDate> schoolDaysOff() {
    NavigableSet<LocalDate> days = new TreeSet<>();
    for (SchoolHoliday span : schoolHolidays) {
      for (LocalDate day = span.first(); !day.isAfter(span.last()); day = day.plusDays(1)) {
        if (day.getDayOfWeek().getValue() <= 5) {
          days.add(day);
        }
      }
    }
    return days;
  }

  /** The same bank holidays with those holidays of schools. */
  public DemandCalendar withSchoolHolidays(List<SchoolHoliday> holidays) {
    return new DemandCalendar(bankHolidays, holidays);
  }

  /** What touches the days from the first to the last, both included. */
  public DemandCalendar within(LocalDate first, LocalDate last) {
    return new DemandCalendar(
        bankHolidays.stream()
            .filter(day -> !day.date().isBefore(first) && !day.date().isAfter(last))
            .toList(),
        schoolHolidays.stream()
            .filter(span -> !span.last().isBefore(first) && !span.first().isAfter(last))
            .toList());
  }

  /** All of it as text, one line a day or span, for where only text can go. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (BankHoliday day : bankHolidays) {
      String kind = day.substitute() ? SUBSTITUTE : BANK_HOLIDAY;
      lines.add(kind + "," + day.date() + "," + day.date() + "," + day.name());
    }
    for (SchoolHoliday span : schoolHolidays) {
      lines.add(SCHOOL_HOLIDAY + "," + span.first() + "," + span.last() + "," + span.name());
    }
    return lines;
  }

  /** The calendar that gave those {@link #lines}. */
  public static DemandCalendar ofLines(List<String> lines) {
    List<BankHoliday> days = new ArrayList<>();
    List<SchoolHoliday> spans = new ArrayList<>();
    for (String line : lines) {
      int first = line.indexOf(',');
      require(first > 0 && line.length() > first + 23, "\"%s\" is no line of a calendar", line);
      LocalDate from = LocalDate.parse(line.substring(first + 1, first + 11));
      LocalDate to = LocalDate.parse(line.substring(first + 12, first + 22));
      String name = line.substring(first + 23);
      String kind = line.substring(0, first);
      if (kind.equals(SCHOOL_HOLIDAY)) {
        spans.add(new SchoolHoliday(name, from, to));
      } else {
        require(
            kind.equals(BANK_HOLIDAY) || kind.equals(SUBSTITUTE), "\"%s\" is no kind of day", kind);
        days.add(new BankHoliday(from, name, kind.equals(SUBSTITUTE)));
      }
    }
    return new DemandCalendar(days, spans);
  }

  private static String code(String name) {
    return name.toLowerCase(Locale.ROOT)
        .replaceAll("\\(.*", "")
        .replaceAll("[’']", "")
        .replaceAll("[^a-z0-9]+", "_")
        .replaceAll("^_|_$", "");
  }
}
