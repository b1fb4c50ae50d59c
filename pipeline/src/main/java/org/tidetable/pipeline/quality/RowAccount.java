package org.tidetable.pipeline.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
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
    }
    return checks;
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
   */
  public void refuseAbove(Map<String, Double> limits) {
    for (Tally tally : tallies()) {
      double limit = limits.getOrDefault(tally.source(), 0.0);
      if (tally.setAside() > limit * tally.in()) {
        throw UserError.of(ExitCode.INPUT, "%s", refusal(tally, limit));
      }
    }
  }

  private String refusal(Tally tally, double limit) {
    StringBuilder text = new StringBuilder();
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
