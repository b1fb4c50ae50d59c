package org.tidetable.pipeline.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.UserError;

/** Bank holidays of a nation, from the file that GOV.UK publishes. */
public final class BankHolidays {
  /** The calendars of the command line and of configurations. */
  public static final List<String> CALENDARS = List.of("gb-eng", "gb-wls", "gb-sct", "gb-nir");

  private BankHolidays() {}

  /** The days off in a nation; {@code file} is JSON, plain or gzip-compressed. */
  public static Set<LocalDate> read(Path file, String calendar) {
    try (InputStream plain = Files.newInputStream(file);
        InputStream text = file.toString().endsWith(".gz") ? new GZIPInputStream(plain) : plain) {
      return read(text, calendar);
    } catch (IOException | DateTimeException failure) {
      throw UserError.of(
          ExitCode.INPUT, "%s  is not the bank holidays file of GOV.UK. Download it again.", file);
    }
  }

  /** The same from an open stream of JSON. */
  public static Set<LocalDate> read(InputStream json, String calendar) throws IOException {
    JsonNode events = new JsonMapper().readTree(json).path(division(calendar)).path("events");
    if (!events.isArray()) {
      throw new IOException("no division " + division(calendar));
    }
    Set<LocalDate> days = new TreeSet<>();
    events.forEach(event -> days.add(LocalDate.parse(event.path("date").asText())));
    return days;
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
