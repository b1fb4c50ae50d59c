package org.tidetable.models.evaluation;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import org.tidetable.models.vocabulary.Grain;

/** Years that planners count in. A period belongs to the year in which it begins. */
public enum YearKind {
  FINANCIAL(4),
  ACADEMIC(9);

  private final int firstMonth;

  YearKind(int firstMonth) {
    this.firstMonth = firstMonth;
  }

  /** The years that periods of that length fit into: a quarter from July is in two school years. */
  static List<YearKind> of(Grain grain) {
    return switch (grain) {
      case HOUR, DAY, WEEK, MONTH -> List.of(FINANCIAL, ACADEMIC);
      case QUARTER -> List.of(FINANCIAL);
      case YEAR -> List.of();
    };
  }

  /** The code in tables: lower case. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The calendar year in which the year of that moment begins. */
  int yearOf(LocalDateTime moment) {
    return moment.getMonthValue() >= firstMonth ? moment.getYear() : moment.getYear() - 1;
  }

  /** As planners write it, such as 2025/26. */
  public String label(int year) {
    return String.format(Locale.ROOT, "%d/%02d", year, (year + 1) % 100);
  }
}
