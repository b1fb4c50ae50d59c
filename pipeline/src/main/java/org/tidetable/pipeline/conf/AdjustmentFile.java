package org.tidetable.pipeline.conf;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tidetable.pipeline.identity.GatedColumn;
import org.tidetable.pipeline.identity.GatedColumn.Meaning;

/** The dated lines in which planners say what they know: "a new ward opens in May". */
final class AdjustmentFile {
  private static final List<GatedColumn> COLUMNS =
      List.of(
          new GatedColumn("demand", Meaning.TEXT),
          new GatedColumn("area", Meaning.TEXT),
          new GatedColumn("age_group", Meaning.TEXT),
          new GatedColumn("category", Meaning.TEXT),
          new GatedColumn("from", Meaning.EVENT_DATE),
          new GatedColumn("to", Meaning.EVENT_DATE),
          new GatedColumn("change", Meaning.TEXT),
          new GatedColumn("reason", Meaning.TEXT),
          new GatedColumn("who", Meaning.TEXT));
  private static final List<String> REQUIRED =
      List.of("demand", "area", "from", "to", "change", "reason", "who");
  private static final Pattern CHANGE = Pattern.compile("([+-]?\\d{1,9}(?:\\.\\d{1,6})?)\\s*(%?)");

  private final Path file;
  private final List<String> demands;
  private final Problems problems;
  private final List<Planning.Adjustment> adjustments = new ArrayList<>();

  AdjustmentFile(Path file, List<String> demands, Problems problems) {
    this.file = file;
    this.demands = demands;
    this.problems = problems;
  }

  List<Planning.Adjustment> read() {
    new PlainTable(file, COLUMNS, REQUIRED, problems).each(this::read);
    return adjustments;
  }

  private void read(PlainTable.Entry row) {
    if (!demands.contains(row.text("demand"))) {
      row.note(
          "demand",
          "names no demand of this run. " + Nearest.suggestion(row.text("demand"), demands));
    }
    for (String column : List.of("area", "reason", "who")) {
      if (row.text(column).isEmpty()) {
        row.note(column, "is blank. Fill it in.");
      }
    }
    if (row.text("reason").length() > PublishedTexts.MOST_LETTERS) {
      row.note("reason", "is longer than " + PublishedTexts.MOST_LETTERS + " letters. Shorten it.");
    }
    Optional<LocalDate> from = row.day("from");
    Optional<LocalDate> to = row.text("to").isEmpty() ? Optional.of(LocalDate.MAX) : row.day("to");
    Matcher change = CHANGE.matcher(row.text("change"));
    if (!change.matches()) {
      row.note("change", "is no change. Write +40 or -12.5 for each period, or +5% or -3%.");
      return;
    }
    if (from.isEmpty() || to.isEmpty()) {
      return;
    }
    if (to.get().isBefore(from.get())) {
      row.note("to", "lies before \"from\". Swap them.");
    }
    adjustments.add(
        new Planning.Adjustment(
            new Planning.Place(
                row.text("demand"),
                row.text("area"),
                row.text("age_group"),
                row.text("category"),
                row.spot("area")),
            from.get(),
            to.get(),
            Double.parseDouble(change.group(1)),
            !change.group(2).isEmpty(),
            row.text("reason"),
            row.text("who")));
  }
}
