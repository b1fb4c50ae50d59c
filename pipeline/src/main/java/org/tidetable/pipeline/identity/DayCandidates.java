package org.tidetable.pipeline.identity;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Days on which somebody who lives may have been born, in the usual spellings; a part is a year.
 */
record DayCandidates() implements Candidates {
  private static final int FIRST_YEAR = 1900;
  private static final int LAST_YEAR = 2030;
  private static final List<DateTimeFormatter> SPELLINGS =
      Stream.of(
              "yyyy-MM-dd",
              "dd/MM/yyyy",
              "d/M/yyyy",
              "yyyyMMdd",
              "ddMMyyyy",
              "dd-MM-yyyy",
              "dd.MM.yyyy",
              "yyyy/MM/dd",
              "MM/dd/yyyy",
              "dd/MM/yy",
              "ddMMyy",
              "dd-MMM-yyyy",
              "dd MMM yyyy",
              "d MMMM yyyy",
              "yyyy-MM-dd'T00:00:00'",
              "yyyy-MM-dd' 00:00:00'",
              "dd/MM/yyyy' 00:00'",
              "dd/MM/yyyy' 00:00:00'")
          .map(pattern -> DateTimeFormatter.ofPattern(pattern, Locale.UK))
          .toList();

  @Override
  public int parts() {
    return LAST_YEAR - FIRST_YEAR + 1;
  }

  @Override
  public void spell(int part, Trial trial) {
    int year = FIRST_YEAR + part;
    for (LocalDate day = LocalDate.of(year, 1, 1); day.getYear() == year; day = day.plusDays(1)) {
      for (DateTimeFormatter spelling : SPELLINGS) {
        byte[] text = spelling.format(day).getBytes(StandardCharsets.UTF_8);
        trial.attempt(text, text.length);
      }
    }
  }
}
