package org.tidetable.pipeline.synthetic;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * An invented area.
 *
 * @param decile deprivation of its typical household, 1 = most deprived
 * @param assessedWithinMonth share of waiting care requests that are assessed in a month: the areas
 *     differ, so that some people wait long
 */
public record Area(String code, String name, int decile, double assessedWithinMonth) {
  public static final List<Area> ALL =
      IntStream.rangeClosed(1, 12).mapToObj(Area::numbered).toList();

  private static Area numbered(int number) {
    return new Area(
        String.format(Locale.ROOT, "SYN%02d", number),
        String.format(Locale.ROOT, "Synthetic area A%02d", number),
        1 + number * 7 % 10,
        0.30 + 0.05 * (number * 5 % 12));
  }

  String hospital() {
    return "SYN-HOSPITAL-" + (1 + (number() - 1) / 3);
  }

  String careTeam() {
    return "SYN-TEAM-" + number();
  }

  String school(int pick) {
    return "SYN-SCHOOL-" + number() + (char) ('A' + pick);
  }

  public int number() {
    return Integer.parseInt(code.substring(3));
  }
}
