package org.tidetable.pipeline.worth;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.tidetable.models.risk.TextTable;
import org.tidetable.models.vocabulary.AgeBand;

/** The groups in which risks must come true, read from the columns of a table. */
public final class AuditGroups {
  /** Columns that are looked at without being asked for. */
  private static final Set<String> USUAL =
      Set.of(
          "age",
          "age_years",
          "age_band",
          "age_group",
          "sex",
          "gender",
          "ethnicity",
          "ethnic_group",
          "race",
          "imd_decile",
          "imd_band",
          "deprivation_decile",
          "deprivation_tenth",
          "looked_after",
          "disability",
          "area",
          "area_code",
          "region");

  private static final Set<String> AGE_SEX =
      Set.of("age", "age_years", "age_band", "age_group", "sex", "gender");

  private static final Set<String> PLACES =
      Set.of(
          "area",
          "area_code",
          "region",
          "ward",
          "lsoa",
          "msoa",
          "local_authority",
          "imd_band",
          "imd_decile",
          "deprivation_decile",
          "deprivation_tenth");

  private static final int MANY = 20;
  private static final int FIFTHS = 5;
  private static final String UNKNOWN = "unknown";

  private AuditGroups() {}

  /** The columns of a table that say who people are; the outcome is none of them. */
  public static List<String> usual(TextTable table, String outcome) {
    return named(table, outcome, USUAL);
  }

  /**
   * By name, what the only rival that knows those columns knows: {@code age_sex}, {@code area},
   * {@code age_sex_area}, or {@code traits} where others are among them.
   */
  public static String rival(List<String> columns) {
    boolean ages = false;
    boolean places = false;
    boolean others = false;
    for (String column : columns) {
      String name = column.toLowerCase(Locale.ROOT);
      ages |= AGE_SEX.contains(name);
      places |= PLACES.contains(name);
      others |= !AGE_SEX.contains(name) && !PLACES.contains(name);
    }
    return others ? "traits" : !places ? "age_sex" : ages ? "age_sex_area" : "area";
  }

  /** The columns of a table that say where people live. */
  public static List<String> places(TextTable table, String outcome) {
    return named(table, outcome, PLACES);
  }

  private static List<String> named(TextTable table, String outcome, Set<String> names) {
    return table.header().stream()
        .filter(name -> names.contains(name.toLowerCase(Locale.ROOT)))
        .filter(name -> !name.equals(outcome))
        .toList();
  }

  /**
   * For each column the group of each row. Ages become bands, and other columns of more than twenty
   * different numbers fifths; what is missing is a group too.
   */
  public static Map<String, String[]> of(TextTable table, List<String> columns, int[] rows) {
    Map<String, String[]> groups = new TreeMap<>();
    for (String column : columns) {
      groups.put(column, groups(table, column, rows));
    }
    return groups;
  }

  private static String[] groups(TextTable table, String column, int[] rows) {
    int place = table.column(column);
    String[] texts = new String[rows.length];
    for (int i = 0; i < rows.length; i++) {
      texts[i] = table.text(rows[i], place).orElse(UNKNOWN);
    }
    Set<String> distinct = new HashSet<>(Arrays.asList(texts));
    distinct.remove(UNKNOWN);
    boolean numbers =
        distinct.size() > MANY && distinct.stream().allMatch(each -> number(each).isPresent());
    if (numbers && column.toLowerCase(Locale.ROOT).startsWith("age")) {
      return Arrays.stream(texts)
          .map(
              text ->
                  number(text)
                      .filter(age -> age >= 0 && age < 200)
                      .map(age -> AgeBand.of(age.intValue()).label())
                      .orElse(UNKNOWN))
          .toArray(String[]::new);
    }
    return numbers ? fifths(texts) : texts;
  }

  private static String[] fifths(String[] texts) {
    double[] sorted =
        Arrays.stream(texts)
            .flatMap(text -> number(text).stream())
            .mapToDouble(Double::doubleValue)
            .sorted()
            .toArray();
    double[] ends = new double[FIFTHS - 1];
    for (int i = 0; i < ends.length; i++) {
      ends[i] = sorted[(int) ((long) sorted.length * (i + 1) / FIFTHS)];
    }
    return Arrays.stream(texts)
        .map(
            text ->
                number(text)
                    .map(
                        value ->
                            "fifth "
                                + (1 + Arrays.stream(ends).filter(end -> value >= end).count()))
                    .orElse(UNKNOWN))
        .toArray(String[]::new);
  }

  private static Optional<Double> number(String text) {
    return text.matches("[+-]?\\d{1,15}(\\.\\d+)?")
        ? Optional.of(Double.valueOf(text))
        : Optional.empty();
  }
}
