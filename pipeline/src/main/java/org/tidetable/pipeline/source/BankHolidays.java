package org.tidetable.pipeline.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.tidetable.models.forecast.DemandCalendar;
import org.tidetable.models.forecast.DemandCalendar.BankHoliday;
import org.tidetable.models.forecast.calendar.UkHolidays;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.UserError;

/**
 * Bank holidays of a nation, from the file that GOV.UK publishes; years that it does not hold are
 * computed from the law.
 */
public final class BankHolidays {
  /** The calendars of the command line and of configurations. */
  public static final List<String> CALENDARS = List.of("gb-eng", "gb-wls", "gb-sct", "gb-nir");

  private static final String SUBSTITUTE = "Substitute";
  private static final int YEARS_BEFORE = 8;
  private static final int YEARS_AFTER = 15;

  private BankHolidays() {}

  /** The calendar of a nation, without schools; {@code file} is JSON, plain or gzip-compressed. */
  public static DemandCalendar read(Path file, String calendar) {
    try (InputStream plain = Files.newInputStream(file);
        InputStream text = file.toString().endsWith(".gz") ? new GZIPInputStream(plain) : plain) {
      return read(text, calendar);
    } catch (IOException | DateTimeException failure) {
      throw UserError.of(
          ExitCode.INPUT, "%s  is not the bank holidays file of GOV.UK. Download it again.", file);
    }
  }

  /** The same from an open stream of JSON. */
  public static DemandCalendar read(InputStream json, String calendar) throws IOException {
    JsonNode events = new JsonMapper().readTree(json).path(division(calendar)).path("events");
    if (!events.isArray()) {
      throw new IOException("no division " + division(calendar));
    }
    List<BankHoliday> days = new ArrayList<>();
    for (JsonNode event : events) {
      LocalDate date = LocalDate.parse(event.path("date").asText());
      boolean substitute = event.path("notes").asText().startsWith(SUBSTITUTE);
      days.add(new BankHoliday(date, event.path("title").asText(), substitute));
    }
    if (days.isEmpty()) {
      throw new IOException("no bank holiday");
    }
    return new DemandCalendar(withOtherYears(days, nation(calendar)), List.of());
  }

  private static List<BankHoliday> withOtherYears(List<BankHoliday> known, UkHolidays nation) {
    List<BankHoliday> days = new ArrayList<>(known);
    IntSummaryStatistics years =
        known.stream().mapToInt(day -> day.date().getYear()).summaryStatistics();
    for (int year = years.getMin() - YEARS_BEFORE; year <= years.getMax() + YEARS_AFTER; year++) {
      if (year < years.getMin() || year > years.getMax()) {
        days.addAll(nation.of(year));
      }
      days.addAll(nation.fixed(year));
    }
    // A fixed day that is a weekday stands in both lists.
    return days.stream().distinct().toList();
  }

  private static UkHolidays nation(String calendar) {
    return switch (calendar) {
      case "gb-sct" -> UkHolidays.SCOTLAND;
      case "gb-nir" -> UkHolidays.NORTHERN_IRELAND;
      default -> UkHolidays.ENGLAND_AND_WALES;
    };
  }

  private static String division(String calendar) {
    return switch (calendar) {
      case "gb-eng", "gb-wls" -> "england-and-wales";
      case "gb-sct" -> "scotland";
      case "gb-nir" -> "northern-ireland";
      default ->
          throw UserError.of(
              ExitCode.USAGE,
              "there is no calendar \"%s\". Use one of %s.",
              calendar,
              String.join(", ", CALENDARS));
    };
  }
}
