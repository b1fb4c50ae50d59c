package org.tidetable.pipeline.cli;

import static org.tidetable.pipeline.run.ExitCode.USAGE;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tidetable.models.evaluation.risk.NetBenefit;
import org.tidetable.models.evaluation.risk.RiskValidation;
import org.tidetable.models.risk.RiskTable;
import org.tidetable.pipeline.run.UserError;
import org.tidetable.pipeline.worth.AuditGroups;
import org.tidetable.pipeline.worth.PointScores;

/**
 * How {@code risk} is to say what its risks are worth.
 *
 * @param audit columns in whose groups risks must come true, beside the usual ones
 * @param area columns that the area-only rival knows; empty takes the usual ones
 * @param caseloads lengths of lists
 * @param cost of seeing one person; 0 where none was declared
 * @param thresholds of risk at which somebody would act; empty takes the usual ones
 * @param parts of the data whose worth is wanted: columns by name
 * @param pointScores files of scores to compare
 * @param update whether outcomes in the scored table may correct the model
 */
record WorthRequest(
    List<String> audit,
    List<String> area,
    List<Integer> caseloads,
    double cost,
    List<Double> thresholds,
    Map<String, List<String>> parts,
    List<Path> pointScores,
    boolean update) {

  /** Understands the options, or refuses them with exit code 2. */
  static WorthRequest of(
      List<String> audit,
      List<String> area,
      List<Integer> caseloads,
      double cost,
      String thresholds,
      List<String> parts,
      List<Path> pointScores,
      boolean update) {
    if (caseloads.stream().anyMatch(each -> each < 1)) {
      throw UserError.of(USAGE, "--caseload must be 1 or more.");
    }
    if (!(cost >= 0) || Double.isInfinite(cost)) {
      throw UserError.of(USAGE, "--cost must be 0 or more.");
    }
    return new WorthRequest(
        audit.stream().flatMap(each -> listed(each).stream()).toList(),
        area.stream().flatMap(each -> listed(each).stream()).toList(),
        caseloads,
        cost,
        range(thresholds),
        named("--part", parts, "education=absence,exclusions"),
        pointScores,
        update);
  }

  /** What an option names: columns by a name or words, or a refusal with exit code 2. */
  static Map<String, List<String>> named(String option, List<String> given, String example) {
    Map<String, List<String>> named = new LinkedHashMap<>();
    for (String each : given) {
      int sign = each.indexOf('=');
      if (sign < 1
          || each.substring(0, sign).isBlank()
          || listed(each.substring(sign + 1)).isEmpty()) {
        throw UserError.of(USAGE, "%s needs NAME=A,B, for example %s %s.", option, option, example);
      }
      String name = each.substring(0, sign).strip();
      if (named.put(name, listed(each.substring(sign + 1))) != null) {
        throw UserError.of(
            USAGE, "%s names \"%s\" twice. Give all its columns at once.", option, name);
      }
    }
    return named;
  }

  private static List<Double> range(String text) {
    if (text.isEmpty()) {
      return List.of();
    }
    String[] ends = text.split("-", -1);
    try {
      double low = Double.parseDouble(ends[0]);
      double high = Double.parseDouble(ends[ends.length - 1]);
      if (ends.length == 2 && low > 0 && low < high && high < 1) {
        return NetBenefit.between(low, high);
      }
    } catch (NumberFormatException notNumbers) {
      // Refused below, like two numbers that are no range.
    }
    throw UserError.of(
        USAGE, "--thresholds needs two risks between 0 and 1, for example --thresholds 0.05-0.3.");
  }

  private static List<String> listed(String texts) {
    return Arrays.stream(texts.split(",", -1))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .toList();
  }

  /** Refuses columns that are not there. */
  void check(PeopleTable people) {
    audit.forEach(name -> people.column(name, "--audit"));
    area.forEach(name -> people.column(name, "--area"));
    parts.values().forEach(names -> names.forEach(name -> people.column(name, "--part")));
  }

  /** The same with each column of a part that repeats another by the one that stands for it. */
  WorthRequest standing(RiskTable table) {
    Map<String, List<String>> standing = new LinkedHashMap<>();
    parts.forEach(
        (name, columns) ->
            standing.put(name, columns.stream().map(table::standsFor).distinct().toList()));
    return new WorthRequest(
        audit, area, caseloads, cost, thresholds, standing, pointScores, update);
  }

  /** Rivals of the methods, on the rows that count. */
  RiskValidation.Rivals rivals(
      PeopleTable people, RiskTable table, RiskTable.Roles roles, List<String> ageAndSex) {
    Map<String, List<String>> features = new LinkedHashMap<>();
    List<String> places = new ArrayList<>(area);
    if (places.isEmpty()) {
      places.addAll(AuditGroups.places(people.table(), roles.outcomeColumn()));
    }
    places.removeAll(roles.drop());
    if (!ageAndSex.isEmpty()) {
      features.put("age_sex", ageAndSex.stream().map(table::standsFor).distinct().toList());
    }
    if (!places.isEmpty()) {
      features.put("area", places.stream().map(table::standsFor).distinct().toList());
    }
    return new RiskValidation.Rivals(
        new double[0],
        features,
        Map.of(),
        PointScores.of(pointScores, people.name(), people.table(), table.tableRows()),
        thresholds);
  }

  /** The groups of those rows of a table that has the columns. */
  Map<String, String[]> groups(PeopleTable people, RiskTable.Roles roles, int[] rows) {
    List<String> columns = new ArrayList<>(audit);
    AuditGroups.usual(people.table(), roles.outcomeColumn()).stream()
        .filter(name -> !columns.contains(name))
        .forEach(columns::add);
    columns.removeIf(name -> !people.table().header().contains(name));
    return AuditGroups.of(people.table(), columns, rows);
  }

  /** The cost of seeing one person, where it was declared. */
  Optional<Double> costPerPerson() {
    return cost > 0 ? Optional.of(cost) : Optional.empty();
  }
}
