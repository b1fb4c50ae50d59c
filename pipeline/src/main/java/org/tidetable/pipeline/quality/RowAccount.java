package org.tidetable.pipeline.quality;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.tidetable.pipeline.landing.Receipt;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.UserError;
import org.tidetable.pipeline.source.Fate;

/**
 * What became of every row of every file: rows in = used + left out + set aside + those of people
 * who object.
 */
public final class RowAccount {
  private static final int MOST_SHOWN = 10;

  /** The rows of one source by their fate. */
  public record Tally(
      String source, long in, long used, long leftOut, long setAside, long objected) {
    private Tally plus(Tally other) {
      return new Tally(
          source,
          in + other.in,
          used + other.used,
          leftOut + other.leftOut,
          setAside + other.setAside,
          objected + other.objected);
    }
  }

  private final List<Receipt> receipts;

  private RowAccount(List<Receipt> receipts) {
    this.receipts = receipts;
  }

  /**
   * The account of files. Rows in are the number of the last record of a file, counted by the
   * reader and not by adding the fates up, so that a lost row is found.
   */
  public static RowAccount of(List<Receipt> receipts) {
    for (Receipt receipt : receipts) {
      Tally tally = tally(receipt);
      if (tally.in() != tally.used() + tally.leftOut() + tally.setAside() + tally.objected()) {
        throw new IllegalStateException("rows of " + receipt.file() + " do not add up");
      }
    }
    return new RowAccount(List.copyOf(receipts));
  }

  private static Tally tally(Receipt receipt) {
    return new Tally(
        receipt.source(),
        receipt.rows(),
        receipt.rows(Fate.USED.code()),
        receipt.rows(Fate.LEFT_OUT.code()),
        receipt.rows(Fate.SET_ASIDE.code()),
        receipt.objected());
  }

  /** The tally of each source, by name. */
  public List<Tally> tallies() {
    TreeMap<String, Tally> tallies = new TreeMap<>();
    receipts.forEach(r -> tallies.merge(r.source(), tally(r), Tally::plus));
    return List.copyOf(tallies.values());
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
      checks.addAll(drift(tally.source()));
    }
    return checks;
  }

  /** Rows of files whose headings are not those of the mapping; only where there are any. */
  private List<QualityCheck> drift(String source) {
    long more = rowsWhere(source, receipt -> !receipt.drift().undeclared().isEmpty());
    long fewer = rowsWhere(source, receipt -> !receipt.drift().lacking().isEmpty());
    List<QualityCheck> checks = new ArrayList<>();
    if (more > 0) {
      checks.add(
          QualityCheck.note(
              source,
              "columns_not_in_mapping",
              more,
              "Rows of files with columns that the mapping does not know, which are not kept"));
    }
    if (fewer > 0) {
      checks.add(
          QualityCheck.note(
              source,
              "optional_columns_lacking",
              fewer,
              "Rows of files without a column that the mapping calls optional"));
    }
    return checks;
  }

  private long rowsWhere(String source, Predicate<Receipt> which) {
    return receipts.stream()
        .filter(receipt -> receipt.source().equals(source))
        .filter(which)
        .mapToLong(Receipt::rows)
        .sum();
  }

  /** How the headings of each file differ from its mapping, in sentences; the same once. */
  public List<String> driftTold() {
    Map<String, List<String>> files = new LinkedHashMap<>();
    for (Receipt receipt : receipts) {
      for (String told : receipt.drift().told()) {
        files.computeIfAbsent(told, any -> new ArrayList<>()).add(receipt.file());
      }
    }
    List<String> lines = new ArrayList<>();
    files.forEach(
        (told, names) ->
            lines.add(
                names.get(0)
                    + (names.size() == 1 ? "" : " and " + (names.size() - 1) + " more")
                    + ":  "
                    + told));
    return lines;
  }

  private Map<String, Long> reasons(String source) {
    TreeMap<String, Long> byReason = new TreeMap<>();
    for (Receipt receipt : receipts) {
      if (receipt.source().equals(source)) {
        faults(receipt).forEach(g -> byReason.merge(g.reason(), g.rows(), Long::sum));
      }
    }
    return byReason;
  }

  private static List<Receipt.Group> faults(Receipt receipt) {
    return receipt.groups().stream()
        .filter(group -> group.fate().equals(Fate.SET_ASIDE.code()))
        .toList();
  }

  /** Files with a higher share of faulty rows than their source may have. */
  public List<Receipt> above(Map<String, Double> limits) {
    return receipts.stream()
        .filter(
            r -> r.rows(Fate.SET_ASIDE.code()) > limits.getOrDefault(r.source(), 0.0) * r.rows())
        .toList();
  }

  /**
   * Stops the run where a source has more faulty rows than its mapping allows.
   *
   * @param limits for each source the highest share of faulty rows
   * @param list where faulty rows are listed
   */
  public void refuseAbove(Map<String, Double> limits, Path list) {
    for (Tally tally : tallies()) {
      double limit = limits.getOrDefault(tally.source(), 0.0);
      if (tally.setAside() > limit * tally.in()) {
        throw UserError.of(ExitCode.INPUT, "%s", refusal(tally, limit, list));
      }
    }
  }

  private String refusal(Tally tally, double limit, Path list) {
    StringBuilder text = new StringBuilder();
    int kinds =
        receipts.stream()
            .filter(r -> r.source().equals(tally.source()))
            .mapToInt(r -> faults(r).size())
            .sum();
    int shown = 0;
    for (Receipt receipt : receipts) {
      if (!receipt.source().equals(tally.source())) {
        continue;
      }
      for (Receipt.Group group : faults(receipt)) {
        if (shown++ < MOST_SHOWN) {
          text.append(
              String.format(
                  Locale.ROOT,
                  "%s:%d:%d  %s%s%n",
                  receipt.file(),
                  group.line(),
                  group.column(),
                  group.reason(),
                  group.rows() == 1
                      ? ""
                      : String.format(Locale.ROOT, ". %d rows, this is the first", group.rows())));
        }
      }
    }
    if (kinds > MOST_SHOWN) {
      text.append(
          String.format(Locale.ROOT, "... and %d further kinds of faults%n", kinds - MOST_SHOWN));
    }
    text.append(
        String.format(
            Locale.ROOT,
            "%d of %d rows of source %s are faulty; its mapping allows %s %%. Mend the file, or "
                + "declare the format, the code or the mark in the mapping. Every such row is listed in %s.",
            tally.setAside(),
            tally.in(),
            tally.source(),
            limit * 100,
            list));
    return text.toString();
  }
}
