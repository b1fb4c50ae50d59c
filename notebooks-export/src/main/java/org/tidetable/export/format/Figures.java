package org.tidetable.export.format;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as a planner reads them. */
final class Figures {
  private static final double MILLION = 1e6;

  private Figures() {}

  /** With thousands separators; decimals only where the number is small. */
  static String inTable(double value) {
    double size = Math.abs(value);
    int decimals = size >= 100 || value == Math.rint(value) ? 0 : size >= 10 ? 1 : 2;
    return grouped(value, decimals);
  }

  /** Three figures, with "million" where it is. */
  static String spoken(double value) {
    if (value == 0) {
      return "0";
    }
    double rounded =
        BigDecimal.valueOf(value).round(new MathContext(3, RoundingMode.HALF_EVEN)).doubleValue();
    if (Math.abs(rounded) >= MILLION) {
      double millions = rounded / MILLION;
      int decimals = Math.abs(millions) < 10 ? 2 : Math.abs(millions) < 100 ? 1 : 0;
      return grouped(millions, decimals) + " million";
    }
    return Math.abs(rounded) >= 1000 ? grouped(rounded, 0) : plain(rounded);
  }

  /** A share of 1 as whole per cent; one decimal below 10. */
  static String percent(double share) {
    double value = 100 * Math.abs(share);
    return (value < 9.95 ? plain(Math.rint(value * 10) / 10) : grouped(value, 0)) + "%";
  }

  static String grouped(double value, int decimals) {
    String text = String.format(Locale.ROOT, "%,." + decimals + "f", value);
    return text.matches("-0(\\.0+)?") ? text.substring(1) : text;
  }

  /** Without needless zeros. */
  static String plain(double value) {
    String text = BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    return text.equals("-0") ? "0" : text;
  }
}
