package org.tidetable.pipeline.cli;

import static org.tidetable.pipeline.run.ExitCode.INPUT;
import static org.tidetable.pipeline.run.ExitCode.USAGE;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tidetable.models.risk.RiskTable;
import org.tidetable.models.risk.TextTable;
import org.tidetable.pipeline.run.UserError;

/** What the options of {@code risk} say, understood but not yet held against a table. */
record RiskRequest(RiskTable.Roles roles, int folds) {
  /** Fewer persons with the outcome, or without it, cannot be validated. */
  static final int FEWEST = 30;

  private static final int MOST_FOLDS = 20;

  /** Understands the options, or refuses them with exit code 2. */
  static RiskRequest of(
      String outcome,
      Optional<String> person,
      Optional<String> time,
      List<String> drop,
      List<String> exclude,
      int folds) {
    if (folds < 2 || folds > MOST_FOLDS) {
      throw UserError.of(USAGE, "--folds must be 2 to %d, but was %d.", MOST_FOLDS, folds);
    }
    String[] named = parted("--outcome", outcome, "'readmitted=yes'");
    Map<String, Set<String>> excluded = new TreeMap<>();
    for (String each : exclude) {
      String[] parts = parted("--exclude", each, "'discharged_to=11,19'");
      excluded.computeIfAbsent(parts[0], name -> new LinkedHashSet<>()).addAll(listed(parts[1]));
    }
    Set<String> dropped =
        drop.stream().flatMap(each -> listed(each).stream()).collect(Collectors.toSet());
    return new RiskRequest(
        new RiskTable.Roles(named[0], named[1], person, time, dropped, excluded), folds);
  }

  /** The same with a column that orders each person's rows, or refused with exit code 2. */
  RiskRequest ordered(Optional<String> order) {
    if (order.isPresent() && roles.personColumn().isEmpty()) {
      throw UserError.of(
          USAGE, "--order needs --person, the column that says whose rows these are.");
    }
    return new RiskRequest(roles.withOrder(order), folds);
  }

  private static String[] parted(String option, String given, String example) {
    int sign = given.indexOf('=');
    if (sign < 1 || given.substring(0, sign).isBlank() || given.substring(sign + 1).isBlank()) {
      throw UserError.of(
          USAGE, "%s needs COLUMN=VALUE, for example %s %s.", option, option, example);
    }
    return new String[] {given.substring(0, sign).strip(), given.substring(sign + 1).strip()};
  }

  private static List<String> listed(String texts) {
    return Arrays.stream(texts.split(",", -1))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .toList();
  }

  /** The rows that count, or a refusal with exit code 4. */
  RiskTable table(PeopleTable people) {
    int outcome = people.column(roles.outcomeColumn(), "--outcome");
    roles.personColumn().ifPresent(name -> people.column(name, "--person"));
    roles.timeColumn().ifPresent(name -> people.column(name, "--time"));
    roles.orderColumn().ifPresent(name -> people.column(name, "--order"));
    roles.drop().stream().sorted().forEach(name -> people.column(name, "--drop"));
    roles.exclude().keySet().forEach(name -> people.column(name, "--exclude"));
    requireBoth(people, outcome);
    requirePersons(people);
    RiskTable table = new RiskTable(people.table(), roles);
    requireEnough(people, outcome, table);
    return table;
  }

  private void requireBoth(PeopleTable people, int column) {
    TextTable table = people.table();
    int filled = 0;
    int yes = 0;
    for (int row = 0; row < table.rows(); row++) {
      Optional<String> text = table.text(row, column);
      filled += text.isPresent() ? 1 : 0;
      yes += text.filter(roles.outcomeValue()::equals).isPresent() ? 1 : 0;
    }
    if (yes == 0 || yes == filled) {
      throw UserError.of(
          INPUT,
          "%s:1:%d  column \"%s\" %s the value that --outcome names: there is nothing to tell "
              + "apart. Correct the value; capitals and blanks inside it count.",
          people.name(),
          column + 1,
          roles.outcomeColumn(),
          yes == 0 ? "never holds" : "holds on every row");
    }
  }

  /** A few rows without a person are set aside; a column that is mostly blank names nobody. */
  private void requirePersons(PeopleTable people) {
    if (roles.personColumn().isEmpty()) {
      return;
    }
    String name = roles.personColumn().get();
    int column = people.column(name, "--person");
    int blank = 0;
    for (int row = 0; row < people.table().rows(); row++) {
      blank += people.table().text(row, column).isEmpty() ? 1 : 0;
    }
    if (2 * blank >= people.table().rows()) {
      throw UserError.of(
          INPUT,
          "%s:1:%d  column \"%s\" is blank on half of the rows or more: it cannot say whose rows"
              + " these are. Correct --person, or supply the persons.",
          people.name(),
          column + 1,
          name);
    }
  }

  /** What is said of rows that name no person. */
  Optional<String> blankPersons(int rows) {
    return rows == 0
        ? Optional.empty()
        : Optional.of(
            "Column \""
                + roles.personColumn().orElse("")
                + "\" is blank on some rows ("
                + RiskFiles.rounded(rows)
                + "): these are set aside, as nobody can say whose they are");
  }

  private void requireEnough(PeopleTable people, int column, RiskTable table) {
    int with = persons(table, true);
    int without = persons(table, false);
    if (Math.min(with, without) < FEWEST) {
      throw UserError.of(
          INPUT,
          "%s:1:%d  too few %s the outcome of column \"%s\": a risk needs %d or more people with "
              + "it and as many without it. Supply more rows, or exclude fewer.",
          people.name(),
          column + 1,
          with < without ? "people have" : "people are without",
          roles.outcomeColumn(),
          FEWEST);
    }
  }

  /** How many persons have a row with that outcome. */
  static int persons(RiskTable table, boolean wanted) {
    Set<String> persons = new java.util.HashSet<>();
    boolean[] outcomes = table.outcomes();
    String[] person = table.persons();
    for (int row = 0; row < outcomes.length; row++) {
      if (outcomes[row] == wanted) {
        persons.add(person[row]);
      }
    }
    return persons.size();
  }
}
