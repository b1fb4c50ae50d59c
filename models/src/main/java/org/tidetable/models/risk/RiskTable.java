package org.tidetable.models.risk;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Any table with one row per person and index date, as a source of features: says which rows count,
 * what the outcome is, and learns from training rows how the other columns become numbers.
 */
public final class RiskTable implements FeatureSource {
  /** Texts that begin so stand in the order of time. */
  private static final Pattern YEAR_FIRST = Pattern.compile("\\d{4}(?!\\d)");

  /**
   * What the columns of a table are.
   *
   * @param outcomeColumn the column that holds the outcome, and {@code outcomeValue} for yes
   * @param personColumn whose rows belong together, and a row without a person does not count; else
   *     each row is a person
   * @param timeColumn when the row was known; orders rows, and is no feature
   * @param drop columns that are no features
   * @param exclude rows with one of these values in this column do not count
   * @param orderColumn orders a person's rows, so that earlier ones tell of later ones; no feature
   */
  public record Roles(
      String outcomeColumn,
      String outcomeValue,
      Optional<String> personColumn,
      Optional<String> timeColumn,
      Set<String> drop,
      Map<String, Set<String>> exclude,
      Optional<String> orderColumn) {
    public Roles {
      drop = Set.copyOf(drop);
      exclude = Map.copyOf(exclude);
      require(
          orderColumn.isEmpty() || personColumn.isPresent(),
          "an order of a person's rows needs the column that names the person");
    }

    /** Roles without an order. */
    public Roles(
        String outcomeColumn,
        String outcomeValue,
        Optional<String> personColumn,
        Optional<String> timeColumn,
        Set<String> drop,
        Map<String, Set<String>> exclude) {
      this(outcomeColumn, outcomeValue, personColumn, timeColumn, drop, exclude, Optional.empty());
    }

    /** The same with an order of a person's rows. */
    public Roles withOrder(Optional<String> order) {
      return new Roles(outcomeColumn, outcomeValue, personColumn, timeColumn, drop, exclude, order);
    }
  }

  private final TextTable table;
  private final Roles roles;
  private final int[] rows;
  private final boolean[] outcomes;
  private final String[] persons;
  private final int withoutPerson;
  private final Map<String, String> sameAs;

  /** Checks that every column named exists, and that the outcome has a value on each row. */
  public RiskTable(TextTable table, Roles roles) {
    this.table = table;
    this.roles = roles;
    roles.drop().forEach(table::column);
    roles.timeColumn().ifPresent(table::column);
    roles.orderColumn().ifPresent(table::column);
    int outcome = table.column(roles.outcomeColumn());
    int person = roles.personColumn().map(table::column).orElse(-1);
    int[] wanted = IntStream.range(0, table.rows()).filter(this::counts).toArray();
    rows =
        Arrays.stream(wanted).filter(row -> person < 0 || table.code(row, person) >= 0).toArray();
    withoutPerson = wanted.length - rows.length;
    outcomes = new boolean[rows.length];
    persons = new String[rows.length];
    int blank = 0;
    for (int i = 0; i < rows.length; i++) {
      Optional<String> text = table.text(rows[i], outcome);
      blank += text.isEmpty() ? 1 : 0;
      outcomes[i] = text.filter(roles.outcomeValue()::equals).isPresent();
      String row = "row " + rows[i];
      persons[i] = person < 0 ? row : table.text(rows[i], person).orElse(row);
    }
    require(
        blank == 0,
        "column \"%s\" is missing in %s rows; leave them out or give the outcome",
        roles.outcomeColumn(),
        blank);
    require(
        Outcomes.bothIn(outcomes),
        "\"%s=%s\" holds for %s of %s rows; a risk needs both outcomes",
        roles.outcomeColumn(),
        roles.outcomeValue(),
        Outcomes.count(outcomes),
        rows.length);
    sameAs = copies();
  }

  /** By column the first one, from the left, that holds the same text on every row that counts. */
  private Map<String, String> copies() {
    Map<String, String> copies = new TreeMap<>();
    Map<Integer, List<String>> seen = new HashMap<>();
    for (String name : table.header()) {
      if (role(name).isPresent()) {
        continue;
      }
      int column = table.column(name);
      int hash = 1;
      for (int row : rows) {
        hash = 31 * hash + table.text(row, column).hashCode();
      }
      List<String> alike = seen.computeIfAbsent(hash, any -> new ArrayList<>());
      alike.stream()
          .filter(each -> isSame(table.column(each), column))
          .findFirst()
          .ifPresentOrElse(first -> copies.put(name, first), () -> alike.add(name));
    }
    return copies;
  }

  private boolean isSame(int one, int other) {
    return Arrays.stream(rows).allMatch(row -> table.text(row, one).equals(table.text(row, other)));
  }

  private boolean counts(int row) {
    for (Map.Entry<String, Set<String>> each : roles.exclude().entrySet()) {
      Optional<String> text = table.text(row, table.column(each.getKey()));
      if (text.filter(each.getValue()::contains).isPresent()) {
        return false;
      }
    }
    return true;
  }

  /** The table itself, with the rows that do not count. */
  public TextTable table() {
    return table;
  }

  /** What its columns are. */
  public Roles roles() {
    return roles;
  }

  /** For each row that counts, its place in the table, from 0. */
  public int[] tableRows() {
    return rows.clone();
  }

  /** How many rows would count if they named a person. */
  public int withoutPerson() {
    return withoutPerson;
  }

  /** The column that stands for a column: itself, or the first one that holds the same. */
  public String standsFor(String column) {
    return sameAs.getOrDefault(column, column);
  }

  /** The outcomes of the rows that count. */
  public boolean[] outcomes() {
    return outcomes.clone();
  }

  /** The persons of the rows that count. */
  public String[] persons() {
    return persons.clone();
  }

  /**
   * The place of each row that counts in the order of the time column: numbers by size, other texts
   * (ISO dates) by alphabet.
   */
  public long[] times() {
    require(roles.timeColumn().isPresent(), "no time column was named");
    int column = table.column(roles.timeColumn().orElseThrow());
    List<String> texts = new ArrayList<>(table.distinct(column));
    boolean numbers = texts.stream().allMatch(text -> ColumnEncoding.number(text).isPresent());
    require(
        numbers || texts.stream().allMatch(text -> YEAR_FIRST.matcher(text).lookingAt()),
        "time column \"%s\" must hold numbers, or dates such as 2026-01-31 whose order is that of"
            + " time, but holds something else",
        table.header().get(column));
    texts.sort(
        numbers ? Comparator.comparingDouble(Double::parseDouble) : Comparator.naturalOrder());
    Map<String, Long> places = new HashMap<>();
    texts.forEach(text -> places.put(text, (long) places.size()));
    long[] times = new long[rows.length];
    for (int i = 0; i < rows.length; i++) {
      Optional<String> text = table.text(rows[i], column);
      require(
          text.isPresent(), "time column \"%s\" is missing in a row", table.header().get(column));
      times[i] = java.util.Objects.requireNonNull(places.get(text.get()));
    }
    return times;
  }

  @Override
  public Encoding learn(int[] trainingRows) {
    TableEncoding learned = encoding(trainingRows);
    return wanted -> learned.encode(table, inTable(wanted));
  }

  /** What all rows that count teach, for scoring other tables. */
  public TableEncoding encoding() {
    return encoding(IntStream.range(0, rows.length).toArray());
  }

  /** What those rows, counted among the rows that count, teach about the columns. */
  public TableEncoding encoding(int[] trainingRows) {
    Map<String, String> leftOut = new TreeMap<>();
    List<ColumnEncoding> columns = columns(trainingRows, leftOut);
    require(
        !columns.isEmpty() || roles.orderColumn().isPresent(),
        "no column is left to predict from: %s",
        leftOut);
    return new TableEncoding(
        columns,
        leftOut,
        roles
            .orderColumn()
            .map(order -> new EarlierRows(roles.personColumn().orElseThrow(), order)));
  }

  /** Whether those rows, counted among the rows that count, leave any column to predict from. */
  public boolean hasFeatures(int[] trainingRows) {
    return !columns(trainingRows, new TreeMap<>()).isEmpty();
  }

  private List<ColumnEncoding> columns(int[] trainingRows, Map<String, String> leftOut) {
    int[] training = inTable(trainingRows);
    List<ColumnEncoding> columns = new ArrayList<>();
    for (String name : table.header()) {
      Map<String, Integer> counts = new TreeMap<>();
      int column = table.column(name);
      int[] byCode = new int[table.distinct(column).size() + 1];
      for (int row : training) {
        byCode[table.code(row, column) + 1]++;
      }
      for (int code = 1; code < byCode.length; code++) {
        if (byCode[code] > 0) {
          counts.put(table.distinct(column).get(code - 1), byCode[code]);
        }
      }
      ColumnEncoding learned = ColumnEncoding.learn(name, counts, byCode[0] > 0);
      Optional<String> reason =
          reason(name, counts, byCode[0], training.length).or(() -> oneMark(learned, counts));
      if (reason.isPresent()) {
        leftOut.put(name, reason.get());
      } else {
        columns.add(learned);
      }
    }
    return columns;
  }

  /** What a column is, where it is no feature by its role. */
  private Optional<String> role(String name) {
    if (name.equals(roles.outcomeColumn())) {
      return Optional.of("the outcome");
    }
    if (roles.personColumn().filter(name::equals).isPresent()) {
      return Optional.of("the person");
    }
    if (roles.timeColumn().filter(name::equals).isPresent()) {
      return Optional.of("the time");
    }
    if (roles.orderColumn().filter(name::equals).isPresent()) {
      return Optional.of("the order of a person's rows");
    }
    if (roles.drop().contains(name)) {
      return Optional.of("dropped by request");
    }
    return Optional.empty();
  }

  private Optional<String> reason(
      String name, Map<String, Integer> counts, int missing, int count) {
    Optional<String> role = role(name);
    if (role.isPresent()) {
      return role;
    }
    if (counts.isEmpty() || (counts.size() == 1 && missing == 0)) {
      return Optional.of("the same on every training row");
    }
    String first = sameAs.get(name);
    if (first != null) {
      return Optional.of("the same as column \"" + first + "\" on every row");
    }
    boolean whole = counts.keySet().stream().noneMatch(text -> text.matches("-?\\d*\\.\\d+.*"));
    if (count >= 20 && whole && counts.size() > 0.95 * (count - missing) && missing < count / 2) {
      return Optional.of("an identifier: nearly every row has its own value");
    }
    return Optional.empty();
  }

  /**
   * A column of different texts that cannot be told apart, as all are rare: no more than whether
   * something is written. One text beside blanks is how many write yes and no, and stays.
   */
  private static Optional<String> oneMark(ColumnEncoding column, Map<String, Integer> counts) {
    boolean one =
        counts.size() > 1
            && column.categorical()
            && !column.number()
            && column.categories().isEmpty()
            && column.groups().isEmpty();
    return one
        ? Optional.of(
            "one mark for all its texts, as none is on " + ColumnEncoding.COMMON + " rows or more")
        : Optional.empty();
  }

  private int[] inTable(int[] counted) {
    return Arrays.stream(counted).map(i -> rows[i]).toArray();
  }
}
