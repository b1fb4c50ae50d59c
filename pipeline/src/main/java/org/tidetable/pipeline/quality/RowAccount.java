package org.tidetable.pipeline.quality;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.tidetable.features.store.StoreSchema.COLUMN;
import static org.tidetable.features.store.StoreSchema.FATE;
import static org.tidetable.features.store.StoreSchema.FILE;
import static org.tidetable.features.store.StoreSchema.FIRST;
import static org.tidetable.features.store.StoreSchema.LINE;
import static org.tidetable.features.store.StoreSchema.REASON;
import static org.tidetable.features.store.StoreSchema.RECORD;
import static org.tidetable.features.store.StoreSchema.SOURCE;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.tidetable.features.frame.Rows;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.UserError;
import org.tidetable.pipeline.source.Fate;

/** What became of every row of every file: rows in = used + left out + set aside. */
public final class RowAccount {
  private static final int MOST_SHOWN = 10;

  /** The rows of one source by their fate. */
  public record Tally(String source, long in, long used, long leftOut, long setAside) {}

  private record Group(
      String source,
      String file,
      String fate,
      String reason,
      long rows,
      long last,
      long line,
      int column) {}

  private final List<Group> groups;

  private RowAccount(List<Group> groups) {
    this.groups = groups;
  }

  /** Counts the fates in ingested rows of either kind, in one pass. */
  public static RowAccount of(Dataset<Row> ingested) {
    List<Group> groups = new ArrayList<>();
    Dataset<Row> counted =
        ingested
            .filter(col(FIRST))
            .groupBy(SOURCE, FILE, FATE, REASON)
            .agg(
                count(lit(1)).as("rows"),
                max(RECORD).as("last"),
                min(struct(LINE, COLUMN)).as("place"));
    for (Row row : Rows.small(counted)) {
      Row place = row.getAs("place");
      String reason = row.getAs(REASON);
      groups.add(
          new Group(
              row.getAs(SOURCE),
              row.getAs(FILE),
              row.getAs(FATE),
              reason == null ? "" : reason,
              row.<Long>getAs("rows"),
              row.<Long>getAs("last"),
              place.getLong(0),
              place.isNullAt(1) ? 0 : place.getInt(1)));
    }
    groups.sort(
        Comparator.comparing(Group::source)
            .thenComparing(Group::file)
            .thenComparing(Group::fate)
            .thenComparing(Group::reason));
    return new RowAccount(groups);
  }

  /**
   * The tally of each source. Rows in are the number of the last record of each file, counted by
   * the reader and not by adding the fates up, so that a lost row is found.
   */
  public List<Tally> tallies() {
    TreeMap<String, Tally> tallies = new TreeMap<>();
    for (Map.Entry<String, Long> file : lastRecords().entrySet()) {
      String source = file.getKey().substring(0, file.getKey().indexOf('\n'));
      tallies.merge(
          source,
          new Tally(
              source,
              file.getValue(),
              rows(source, Fate.USED),
              rows(source, Fate.LEFT_OUT),
              rows(source, Fate.SET_ASIDE)),
          (a, b) -> new Tally(source, a.in() + b.in(), a.used(), a.leftOut(), a.setAside()));
    }
    for (Tally tally : tallies.values()) {
      if (tally.in() != tally.used() + tally.leftOut() + tally.setAside()) {
        throw new IllegalStateException("rows of source " + tally.source() + " do not add up");
      }
    }
    return List.copyOf(tallies.values());
  }

  private Map<String, Long> lastRecords() {
    TreeMap<String, Long> last = new TreeMap<>();
    groups.forEach(
        group -> last.merge(group.source() + "\n" + group.file(), group.last(), Math::max));
    return last;
  }

  private long rows(String source, Fate fate) {
    return groups.stream()
        .filter(group -> group.source().equals(source) && group.fate().equals(fate.code()))
        .mapToLong(Group::rows)
        .sum();
  }

  /** The findings to publish: the tally of each source, and each reason with its rows. */
  public List<QualityCheck> checks() {
    List<QualityCheck> checks = new ArrayList<>();
    for (Tally tally : tallies()) {
      checks.add(QualityCheck.ok(tally.source(), "rows_in", tally.in(), "Rows read"));
      checks.add(QualityCheck.ok(tally.source(), "rows_used", tally.used(), "Rows used"));
      checks.add(
          QualityCheck.ok(
              tally.source(),
              "rows_left_out",
              tally.leftOut(),
              "Rows that the mapping does not ask for"));
      checks.add(
          QualityCheck.note(
              tally.source(), "rows_set_aside", tally.setAside(), "Faulty rows, not used"));
      reasons(tally.source())
          .forEach(
              (reason, rows) ->
                  checks.add(
                      QualityCheck.note(
                          tally.source(), "set_aside: " + reason, rows, "Faulty rows, not used")));
    }
    return checks;
  }

  private Map<String, Long> reasons(String source) {
    TreeMap<String, Long> byReason = new TreeMap<>();
    groups.stream()
        .filter(g -> g.source().equals(source) && g.fate().equals(Fate.SET_ASIDE.code()))
        .forEach(g -> byReason.merge(g.reason(), g.rows(), Long::sum));
    return byReason;
  }

  /**
   * Stops the run where a source has more faulty rows than its mapping allows.
   *
   * @param limits for each source the highest share of faulty rows
   */
  public void refuseAbove(Map<String, Double> limits) {
    for (Tally tally : tallies()) {
      double limit = limits.getOrDefault(tally.source(), 0.0);
      if (tally.in() == 0) {
        throw UserError.of(ExitCode.INPUT, "source %s has no rows.", tally.source());
      }
      if (tally.setAside() > limit * tally.in()) {
        throw UserError.of(ExitCode.INPUT, "%s", refusal(tally, limit));
      }
    }
  }

  private String refusal(Tally tally, double limit) {
    StringBuilder text = new StringBuilder();
    groups.stream()
        .filter(g -> g.source().equals(tally.source()) && g.fate().equals(Fate.SET_ASIDE.code()))
        .limit(MOST_SHOWN)
        .forEach(
            group ->
                text.append(
                    String.format(
                        Locale.ROOT,
                        "%s:%d:%d  %s%s%n",
                        group.file(),
                        group.line(),
                        group.column(),
                        group.reason(),
                        group.rows() == 1
                            ? ""
                            : String.format(
                                Locale.ROOT, ". %d rows, this is the first", group.rows()))));
    text.append(
        String.format(
            Locale.ROOT,
            "%d of %d rows of source %s are faulty; its mapping allows %s %%. Mend the file, or "
                + "declare the format, the code or the mark in the mapping.",
            tally.setAside(),
            tally.in(),
            tally.source(),
            limit * 100));
    return text.toString();
  }
}
