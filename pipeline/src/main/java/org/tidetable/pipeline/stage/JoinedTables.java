package org.tidetable.pipeline.stage;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.pipeline.conf.JoinedRiskConfig;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.UserError;

/**
 * Tables of a run joined by a query of the analyst, which sees of each only what was known on the
 * index day. The clocks are applied before the query, so that no query can look ahead.
 */
final class JoinedTables {
  /** The columns that are added to those of the query. */
  static final String PERSON = "the person";

  static final String TIME = "the time";
  static final String OUTCOME = "the outcome";

  private final SparkSession spark;
  private final JoinedRiskConfig risk;
  private final Path query;
  private final String text;

  /**
   * @param query the file of the query
   */
  JoinedTables(SparkSession spark, JoinedRiskConfig risk, Path query) {
    // A session of its own: views of one risk are not seen by another's query, nor are files.
    this.spark = spark.newSession();
    this.spark.conf().set("spark.sql.runSQLOnFiles", "false");
    this.risk = risk;
    this.query = query;
    this.text = read(query);
  }

  /** Reads a table of the store by its name, in that session. */
  interface Store {
    Dataset<Row> table(SparkSession session, String name);
  }

  /** Takes the joined rows, and runs the query by it. */
  interface Taker {
    void take(Dataset<Row> joined);
  }

  /**
   * One row for each key that the query names, in the order of the key: its features, then the
   * person, the time and whether the outcome came. Keys without an outcome, or whose value of the
   * split neither teaches nor judges, are left out.
   *
   * @throws UserError with exit code 3 where the query cannot be understood, reads other tables,
   *     lacks the key, a feature or a column that the settings name, names a key twice, or fails on
   *     a row
   */
  void join(Store store, Taker taker) {
    try {
      taker.take(joined(store));
    } catch (Exception failure) {
      throw new QueryFailure(risk, query, text).told(failure);
    }
  }

  private Dataset<Row> joined(Store store) {
    risk.tables()
        .forEach(
            (name, clock) ->
                known(store.table(spark, name), name, clock).createOrReplaceTempView(name));
    Dataset<Row> features = spark.sql(QueryFailure.BEFORE + text + "\n)");
    requireColumns(features);
    requireKey(features);
    Dataset<Row> outcomes = outcomes(store.table(spark, risk.outcome().table()));
    Column[] shown =
        Stream.concat(
                Arrays.stream(features.columns()).filter(name -> !risk.key().contains(name)),
                Stream.of(PERSON, TIME, OUTCOME))
            .map(name -> col(quoted(name)))
            .toArray(Column[]::new);
    Column[] key = risk.key().stream().map(name -> col(quoted(name))).toArray(Column[]::new);
    return features
        .join(outcomes, risk.key().toArray(String[]::new))
        .coalesce(1)
        .sortWithinPartitions(key)
        .select(shown);
  }

  private Dataset<Row> known(Dataset<Row> table, String name, JoinedRiskConfig.Clock clock) {
    Dataset<Row> rows = table.drop(StoreSchema.SOURCE);
    if (!clock.row().isEmpty()) {
      rows = rows.filter(isKnown(clock.row()));
    }
    List<String> columns = List.of(rows.columns());
    boolean isOutcome = name.equals(risk.outcome().table());
    return rows.select(
        columns.stream()
            .filter(column -> !clock.after().contains(column))
            .filter(column -> !isOutcome || !column.equals(risk.outcome().column()))
            .map(column -> cell(column, clock))
            .toArray(Column[]::new));
  }

  /** A column whose cells became known on a day; the day itself is known on that day. */
  private Column cell(String column, JoinedRiskConfig.Clock clock) {
    String day = clock.cells().get(column);
    if (day == null && clock.cells().containsValue(column)) {
      day = column;
    }
    return day == null ? col(quoted(column)) : when(isKnown(day), col(quoted(column))).as(column);
  }

  /** A day that is not known counts as later: what cannot be shown to be early is not seen. */
  private Column isKnown(String day) {
    Integer number = risk.indexDay();
    return number == null
        ? col(quoted(day)).lt(lit(Date.valueOf(LocalDate.parse(risk.indexDate()))))
        : col(quoted(day)).leq(lit(number));
  }

  private static String read(Path query) {
    try {
      return Files.readString(query).stripTrailing().replaceAll(";+$", "");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The key and what the settings name are there, and each feature fits into a cell. */
  private void requireColumns(Dataset<Row> features) {
    List<String> columns = List.of(features.columns());
    risk.key().forEach(name -> requireGiven(columns, name, "the key"));
    List<String> left = columns.stream().filter(name -> !risk.key().contains(name)).toList();
    if (left.isEmpty()) {
      throw UserError.of(
          ExitCode.CONFIGURATION,
          "%s:1:1  the query gives no column beside the key: there is nothing to predict from."
              + " Select features.",
          query);
    }
    Set<String> names = new HashSet<>();
    for (String name : columns) {
      // The engine does not tell capitals from small letters.
      if (!names.add(name.toLowerCase(Locale.ROOT))) {
        throw UserError.of(
            ExitCode.CONFIGURATION,
            "%s:1:1  the query gives column \"%s\" twice. Give one another name.",
            query,
            name);
      }
    }
    risk.rival().forEach(name -> requireGiven(left, name, "\"rival\""));
    risk.audit().forEach(name -> requireGiven(left, name, "\"audit\""));
    risk.accept().keySet().forEach(name -> requireGiven(left, name, "\"accept\""));
    for (StructField field : features.schema().fields()) {
      DataType type = field.dataType();
      if (type instanceof ArrayType
          || type instanceof MapType
          || type instanceof StructType
          || type instanceof BinaryType) {
        throw UserError.of(
            ExitCode.CONFIGURATION,
            "%s:1:1  column \"%s\" of the query holds lists, records or bytes. Select numbers,"
                + " texts and dates only.",
            query,
            field.name());
      }
    }
  }

  private void requireGiven(List<String> columns, String name, String whose) {
    if (!columns.contains(name)) {
      throw UserError.of(
          ExitCode.CONFIGURATION,
          "%s:1:1  the query does not give column \"%s\" of %s. Select it, under that name.",
          query,
          name,
          whose);
    }
  }

  private void requireKey(Dataset<Row> features) {
    Column[] key = risk.key().stream().map(name -> col(quoted(name))).toArray(Column[]::new);
    long twice = features.groupBy(key).count().filter(col("count").gt(1)).count();
    if (twice > 0) {
      throw UserError.of(
          ExitCode.CONFIGURATION,
          "%s:1:1  the query gives more than one row for the same %s. Group by these columns"
              + " where tables are joined that have several rows for each.",
          query,
          String.join(", ", risk.key()));
    }
  }

  private Dataset<Row> outcomes(Dataset<Row> table) {
    JoinedRiskConfig.Split split = risk.split();
    Column value = col(quoted(split.column()));
    Column time = lit(null).cast("int");
    for (int place = 0; place < split.train().size(); place++) {
      time = when(value.equalTo(split.train().get(place)), place).otherwise(time);
    }
    time = when(value.isin(split.test().toArray()), split.train().size()).otherwise(time);
    Column outcome = col(quoted(risk.outcome().column()));
    Column[] columns =
        Stream.concat(
                risk.key().stream().map(name -> col(quoted(name))),
                Stream.of(
                    col(quoted(risk.person())).as(PERSON),
                    time.as(TIME),
                    when(outcome.isin(risk.outcome().values().toArray()), "yes")
                        .otherwise("no")
                        .as(OUTCOME)))
            .toArray(Column[]::new);
    return table.filter(outcome.isNotNull()).select(columns).filter(col(quoted(TIME)).isNotNull());
  }

  private static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }
}
