package org.tidetable.models.leak;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Texts read as numbers, and numbers or texts read as days. */
final class NumberReading {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,2})?");
  private static final Pattern DATE_NAME =
      Pattern.compile("(?i).*(date|day|time|stamp|month|when|year|week|period|epoch|_on|_at|dt).*");
  private static final Pattern BIRTH = Pattern.compile("(?i).*(birth|born|dob|age).*");
  private static final double EARLIEST = LocalDate.of(1990, 1, 1).toEpochDay();
  private static final double LATEST = LocalDate.of(2060, 1, 1).toEpochDay();
  private static final List<DateTimeFormatter> FORMATS =
      List.of(
          strict("uuuu-MM-dd"), strict("dd/MM/uuuu"), strict("uuuu/MM/dd"), strict("dd.MM.uuuu"));

  private NumberReading() {}

  private static DateTimeFormatter strict(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /** A column whose texts are all numbers has numbers; another keeps its texts. */
  static SuspectColumn read(String name, int[] levels, List<String> texts) {
    double[] numbers = new double[texts.size()];
    for (int level = 0; level < numbers.length; level++) {
      if (!NUMBER.matcher(texts.get(level)).matches()) {
        return new SuspectColumn(name, levels, new double[0], List.copyOf(texts));
      }
      // Adding 0 turns a negative zero into a plain one.
      numbers[level] = Double.parseDouble(texts.get(level)) + 0.0;
    }
    return new SuspectColumn(name, levels, numbers, List.copyOf(texts));
  }

  /** The days since 1970 of a column of recent dates, by level; empty when it holds no dates. */
  static double[] days(SuspectColumn column) {
    int levels = column.distinct();
    double[] days = new double[levels];
    if (levels < 3 || BIRTH.matcher(column.name()).matches()) {
      return new double[0];
    }
    double[] scale = column.numeric() ? scale(column) : new double[] {Double.NaN, Double.NaN};
    for (int level = 0; level < levels; level++) {
      OptionalDouble day =
          column.numeric() && !Double.isNaN(scale[0])
              ? OptionalDouble.of(column.numbers()[level] * scale[0] + scale[1])
              : column.texts().isEmpty() ? OptionalDouble.empty() : day(column.texts().get(level));
      if (day.isEmpty() || day.getAsDouble() < EARLIEST || day.getAsDouble() > LATEST) {
        return new double[0];
      }
      days[level] = day.getAsDouble();
    }
    return days;
  }

  /** A date as days since 1970, a number as itself, and anything else as no number. */
  static double dayOrNumber(String text) {
    OptionalDouble day = day(text);
    if (day.isPresent()) {
      return day.getAsDouble();
    }
    return NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
  }

  /** One text as days since 1970. */
  static OptionalDouble day(String text) {
    String date =
        text.length() > 10 && "T ".indexOf(text.charAt(10)) >= 0 ? text.substring(0, 10) : text;
    if (date.matches("\\d{4}-\\d{2}")) {
      date = date + "-01";
    } else if (date.matches("(19|20)\\d{6}")) {
      date = date.substring(0, 4) + "-" + date.substring(4, 6) + "-" + date.substring(6);
    }
    for (DateTimeFormatter format : FORMATS) {
      try {
        return OptionalDouble.of((double) LocalDate.parse(date, format).toEpochDay());
      } catch (DateTimeException another) {
        // The next format may fit.
      }
    }
    return OptionalDouble.empty();
  }

  /** Factor and shift that turn a column of times into days since 1970, or not a number. */
  private static double[] scale(SuspectColumn column) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double number : column.numbers()) {
      least = Math.min(least, number);
      most = Math.max(most, number);
    }
    double[] none = {Double.NaN, Double.NaN};
    if (least >= EARLIEST * 86_400_000 && most <= LATEST * 86_400_000) {
      return new double[] {1 / 86_400_000.0, 0};
    }
    if (least >= EARLIEST * 86_400 && most <= LATEST * 86_400 && least > 3e8) {
      return new double[] {1 / 86_400.0, 0};
    }
    if (!DATE_NAME.matcher(column.name()).matches()) {
      return none;
    }
    if (least >= 1990 && most <= 2060) {
      return new double[] {365.25, -1970 * 365.25};
    }
    // A spreadsheet counts its days from the end of 1899.
    if (least >= 25_569 + EARLIEST && most <= 25_569 + LATEST) {
      return new double[] {1, -25_569};
    }
    return least >= EARLIEST && most <= LATEST ? new double[] {1, 0} : none;
  }
}
