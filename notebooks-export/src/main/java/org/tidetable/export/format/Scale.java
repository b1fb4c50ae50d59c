package org.tidetable.export.format;

import java.util.ArrayList;
import java.util.List;

/**
 * An axis of numbers with round ticks that holds all of them.
 *
 * @param unit what one step of the shown numbers is worth: 1, a thousand or a million
 */
record Scale(double least, double most, double step, double unit) {

  /** From 0 where the numbers come near it, else from below the least. */
  static Scale holding(double least, double most, int ticks) {
    double from = least < 0.4 * most && least >= 0 ? 0 : least;
    double span = most > from ? most - from : Math.max(1, Math.abs(most));
    double step = round(span / ticks);
    double top = Math.ceil(Math.max(most, from + span) / step - 1e-9) * step;
    double unit = top >= 2e6 ? 1e6 : top >= 1e5 ? 1e3 : 1;
    return new Scale(Math.floor(from / step + 1e-9) * step, top, step, unit);
  }

  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    for (int index = 0; least + index * step <= most + step / 2; index++) {
      ticks.add(least + index * step);
    }
    return ticks;
  }

  /** The unit of the axis, such as "attendances, thousands", and whether 0 is off the axis. */
  String title(String counted) {
    String unitInWords = unit == 1e6 ? ", millions" : unit == 1e3 ? ", thousands" : "";
    return counted + unitInWords + (least == 0 ? "" : " (not from 0)");
  }

  String label(double tick) {
    int decimals = 0;
    double shownStep = step / unit;
    while (decimals < 4 && Math.abs(shownStep - Math.rint(shownStep)) > 1e-6) {
      shownStep *= 10;
      decimals++;
    }
    return Figures.grouped(tick / unit, decimals);
  }

  private static double round(double step) {
    double power = Math.pow(10, Math.floor(Math.log10(step)));
    double times = step / power;
    return power * (times <= 1 ? 1 : times <= 2 ? 2 : times <= 2.5 ? 2.5 : times <= 5 ? 5 : 10);
  }
}
