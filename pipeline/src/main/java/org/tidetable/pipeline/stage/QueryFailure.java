package org.tidetable.pipeline.stage;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.QueryContext;
import org.apache.spark.QueryContextType;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;
import org.jspecify.annotations.Nullable;
import org.tidetable.pipeline.conf.JoinedRiskConfig;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.UserError;

/**
 * What the engine says of an analyst's query, with its place in the file. While a query runs, the
 * engine's messages quote cells: of those only the kind and the place are told.
 *
 * @param text the query as it stands in the file, from its first sign on
 */
record QueryFailure(JoinedRiskConfig risk, Path query, String text) {
  /** What stands before the query when the engine gets it: so it can only be a query. */
  static final String BEFORE = "SELECT * FROM (\n";

  /** Classes of SQLSTATE that are the query's fault: data, rows too many, syntax, raised. */
  private static final Set<String> OF_THE_QUERY = Set.of("0A", "21", "22", "42", "54", "P0");

  /** The failure in the analyst's words; what is not the query's fault as it is, unchecked. */
  RuntimeException told(Exception failure) {
    RuntimeException plain = UserError.unwrapped(failure);
    if (plain instanceof UserError) {
      return plain;
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof AnalysisException wrong) {
        return refused(wrong);
      }
      if (cause instanceof SparkThrowable spark && isOfTheQuery(spark.getSqlState())) {
        return failed(spark);
      }
    }
    return plain;
  }

  private static boolean isOfTheQuery(@Nullable String state) {
    return state != null && state.length() > 2 && OF_THE_QUERY.contains(state.substring(0, 2));
  }

  /** Before a query runs nothing of the cells is known: the engine's own words can stand. */
  private UserError refused(AnalysisException wrong) {
    int line = wrong.line().isDefined() ? (Integer) wrong.line().get() - 1 : 1;
    int column = wrong.startPosition().isDefined() ? (Integer) wrong.startPosition().get() : 0;
    return UserError.of(
        ExitCode.CONFIGURATION,
        "%s:%d:%d  %s The query may read %s, as known on the index day.",
        query,
        Math.max(1, line),
        column + 1,
        firstSentence(wrong.getSimpleMessage()),
        String.join(", ", risk.tables().keySet()));
  }

  private UserError failed(SparkThrowable spark) {
    QueryContext[] contexts = spark.getQueryContext();
    Optional<QueryContext> place =
        Arrays.stream(contexts == null ? new QueryContext[0] : contexts)
            .filter(each -> each.contextType() == QueryContextType.SQL)
            .filter(each -> each.startIndex() >= BEFORE.length())
            .findFirst();
    if (place.isEmpty() && contexts != null && contexts.length > 0) {
      return UserError.of(
          ExitCode.CONFIGURATION,
          "risk %s: a clock, a value of \"outcome\" or a value of \"split\" is not of the type of"
              + " its column (%s). Give the column its type in the mapping of its table, or correct"
              + " the value.",
          risk.name(),
          spark.getCondition());
    }
    int at = place.map(each -> each.startIndex() - BEFORE.length()).orElse(0);
    String before = text.substring(0, Math.min(at, text.length()));
    return UserError.of(
        ExitCode.CONFIGURATION,
        "%s:%d:%d  the query fails on a row: %s Correct the query; nothing was published.",
        query,
        1 + before.chars().filter(sign -> sign == '\n').count(),
        before.length() - before.lastIndexOf('\n'),
        words(String.valueOf(spark.getCondition())));
  }

  private static String words(String condition) {
    return switch (condition.split("\\.", 2)[0]) {
      case "CAST_INVALID_INPUT", "CAST_OVERFLOW", "CANNOT_PARSE_TIMESTAMP" ->
          "a value cannot be read as the number or date that is asked for. try_cast gives no value"
              + " there.";
      case "DIVIDE_BY_ZERO", "REMAINDER_BY_ZERO" ->
          "it divides by zero. try_divide gives no value there.";
      case "ARITHMETIC_OVERFLOW", "BINARY_ARITHMETIC_OVERFLOW", "NUMERIC_VALUE_OUT_OF_RANGE" ->
          "a number is too large for its type. Cast to double or decimal before, or use try_add,"
              + " try_multiply or try_sum.";
      case "SCALAR_SUBQUERY_TOO_MANY_ROWS" ->
          "a sub-query in place of a value gives several rows. Take max(...) of them, or join.";
      default ->
          "the engine calls it "
              + condition
              + ". Functions whose names begin with try_ give no value where others fail.";
    };
  }

  private static String firstSentence(String message) {
    String line = message.lines().findFirst().orElse("The query cannot be understood.").strip();
    String words = line.replaceFirst("^\\[[A-Z0-9_.]+\\]\\s*", "");
    return words.endsWith(".") ? words : words + ".";
  }
}
