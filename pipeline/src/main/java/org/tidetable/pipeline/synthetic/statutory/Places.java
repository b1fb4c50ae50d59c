package org.tidetable.pipeline.synthetic.statutory;

import java.time.LocalDate;
import org.tidetable.pipeline.synthetic.Area;
import org.tidetable.pipeline.synthetic.SyntheticSettings;

/** Hospitals and schools by area. Their codes belong to nothing real. */
final class Places {
  static final String MERGED_TRUST = "ZT4";
  static final String SUCCESSOR = "ZT3";

  private static final int PRIMARY_SCHOOLS = 8;
  private static final int SECONDARY_SCHOOLS = 2;
  private static final int FIRST_URN = 900_000;

  private Places() {}

  /** The hospital trust of an area on a day: four at first, three after the merger. */
  static String trust(Area area, LocalDate day, SyntheticSettings settings) {
    String code = "ZT" + (1 + (area.number() - 1) / 3);
    return code.equals(MERGED_TRUST) && !day.isBefore(mergerDay(settings)) ? SUCCESSOR : code;
  }

  /** The first of the month in the middle of the records. */
  static LocalDate mergerDay(SyntheticSettings settings) {
    return settings.from().plusMonths(settings.months() / 2);
  }

  /** A school's number: of the primary schools of an area to year 6, else of the secondary ones. */
  static String school(Area area, int yearGroup, int pick) {
    int within = yearGroup <= 6 ? pick % PRIMARY_SCHOOLS : 50 + pick % SECONDARY_SCHOOLS;
    return String.valueOf(FIRST_URN + 100 * area.number() + within);
  }
}
