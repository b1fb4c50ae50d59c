package org.tidetable.pipeline.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.tidetable.models.risk.TableComparison;

/** What is said of the table of {@code --score}: counts, and no value of a cell. */
final class ScoredSummary {
  private static final int MOST_NAMED = 5;

  private ScoredSummary() {}

  /** Sentences; empty without such a table. */
  static List<String> lines(RiskRun.Found found) {
    return found.compared().map(compared -> lines(found, compared)).orElse(List.of());
  }

  private static List<String> lines(RiskRun.Found found, TableComparison compared) {
    RiskRun.Predicted predicted = found.predicted();
    int scored = predicted.rows().length;
    int withdrawn = withdrawn(predicted);
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "Scored: %d of the %d rows of --score have a risk%s%s.",
            scored - withdrawn,
            predicted.of(),
            aside(predicted.of() - scored, " set aside by --exclude"),
            aside(withdrawn, " without one, as it is withdrawn for their group")));
    if (found.again().isPresent()) {
      int known = found.again().get().rows();
      lines.add(
          "The outcome is known on " + known + " of them: the line \"on --score\" is theirs.");
    }
    if (!compared.unseen().isEmpty()) {
      lines.add(
          "Texts that the learning table never held, which share the mark of the rare ones: "
              + named(
                  compared.unseen(),
                  Comparator.comparingInt(each -> -each.rows()),
                  each -> words(each, scored))
              + ".");
    }
    if (compared.rowsOutside() > 0) {
      lines.add(
          "Numbers outside the learnt range: on "
              + share(compared.rowsOutside(), scored)
              + " of the rows; by column "
              + named(
                  compared.outside(),
                  Comparator.comparingInt(each -> -each),
                  each -> share(each, scored))
              + ". Their risks reach beyond what was learnt.");
    }
    return lines;
  }

  private static String words(TableComparison.Unseen unseen, int scored) {
    return unseen.texts() + " on " + share(unseen.rows(), scored) + " of the rows";
  }

  private static String aside(int rows, String why) {
    return rows == 0 ? "" : "; " + rows + why;
  }

  private static String share(int rows, int of) {
    double percent = 100.0 * rows / of;
    return percent < 0.1 ? "under 0.1 %" : String.format(Locale.ROOT, "%.1f %%", percent);
  }

  /** The first few columns, and how many more. */
  private static <T> String named(
      Map<String, T> columns, Comparator<T> order, java.util.function.Function<T, String> words) {
    String first =
        columns.entrySet().stream()
            .sorted(
                Map.Entry.<String, T>comparingByValue(order)
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(MOST_NAMED)
            .map(each -> each.getKey() + " " + words.apply(each.getValue()))
            .collect(Collectors.joining(", "));
    int more = columns.size() - MOST_NAMED;
    return more > 0 ? first + " and " + more + " columns more" : first;
  }

  private static int withdrawn(RiskRun.Predicted predicted) {
    int withdrawn = 0;
    for (String group : predicted.withdrawn()) {
      withdrawn += group.isEmpty() ? 0 : 1;
    }
    return withdrawn;
  }

  /** The same for {@code evaluation.json}, with every column. */
  static void put(ObjectNode json, RiskRun.Found found) {
    if (found.compared().isEmpty()) {
      return;
    }
    TableComparison compared = found.compared().get();
    RiskRun.Predicted predicted = found.predicted();
    ObjectNode rows = json.putObject("scored_rows");
    rows.put("rows", predicted.of());
    rows.put("rows_scored", predicted.rows().length - withdrawn(predicted));
    rows.put("rows_excluded", predicted.of() - predicted.rows().length);
    rows.put("rows_withdrawn", withdrawn(predicted));
    rows.put("rows_outside_learnt_range", compared.rowsOutside());
    ObjectNode unseen = rows.putObject("unseen_texts");
    compared
        .unseen()
        .forEach(
            (column, each) ->
                unseen.putObject(column).put("texts", each.texts()).put("rows", each.rows()));
    ObjectNode outside = rows.putObject("outside_learnt_range");
    compared.outside().forEach(outside::put);
  }
}
