package org.tidetable.pipeline.file;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Values of workbooks as text. */
final class CellText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private static final MathContext SHOWN = new MathContext(15, RoundingMode.HALF_EVEN);

  /** Digits on either side of the point that a double can have. */
  private static final int MOST_DIGITS = 350;

  private CellText() {}

  /**
   * A number as digits: 15 of them, as spreadsheet programs show it (they store 3.4 as
   * 3.4000000000000004), no exponent, no zeros at its end behind the point. What is no number, or
   * none that a workbook can hold, is left as it is.
   */
  static String number(String written) {
    try {
      BigDecimal number = new BigDecimal(written.strip()).round(SHOWN);
      if (number.signum() == 0) {
        return "0";
      }
      long digits = number.precision() - (long) number.scale();
      boolean plain = Math.abs((long) number.scale()) <= MOST_DIGITS && digits <= MOST_DIGITS;
      return plain ? number.stripTrailingZeros().toPlainString() : written;
    } catch (NumberFormatException noNumber) {
      return written;
    }
  }

  /** A moment as ISO 8601; only the date at midnight. */
  static String moment(LocalDateTime moment) {
    return moment.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? moment.toLocalDate().toString()
        : moment.toLocalDate() + "T" + time(moment.toLocalTime());
  }

  /** A time of day as ISO 8601, with its seconds. */
  static String time(LocalTime time) {
    return TIME.format(time);
  }

  /** A moment as written in ISO 8601, without a midnight. */
  static String withoutMidnight(String moment) {
    return moment.endsWith("T00:00:00") ? moment.substring(0, moment.indexOf('T')) : moment;
  }
}
