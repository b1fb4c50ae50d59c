package org.tidetable.pipeline.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.text.WordUtils;
import org.tidetable.pipeline.file.FileLayout;
import org.tidetable.pipeline.profile.ReadyMappings.Match;
import org.tidetable.pipeline.source.ColumnMapping;

/** What a file holds, for a terminal of 80 columns. */
public final class ProfileText {
  private static final int WIDTH = 78;
  private static final int LONGEST_VALUE = 16;

  private final FileProfile profile;
  private final List<String> lines = new ArrayList<>();

  private ProfileText(FileProfile profile) {
    this.profile = profile;
  }

  /** The summary's lines. */
  public static List<String> of(FileProfile profile, Optional<Match> match) {
    ProfileText text = new ProfileText(profile);
    text.say("%s", profile.file());
    text.say("  %s", howWritten(profile));
    if (profile.sheets().size() > 1) {
      text.say(
          "  One of %d sheets: %s. Another: --sheet NAME.",
          profile.sheets().size(), String.join(", ", profile.sheets()));
    }
    text.say(
        "  %,d rows, %d columns: %s.",
        profile.rows(), profile.columns().size(), profile.level().words());
    if (profile.uneven() > 0) {
      text.say("  %,d rows have more or fewer cells than the heading.", profile.uneven());
    }
    text.lines.add("");
    text.columns();
    text.findings();
    match.ifPresent(text::ready);
    return text.lines;
  }

  private void say(String format, Object... arguments) {
    String text = String.format(Locale.ROOT, format, arguments);
    int indent = text.length() - text.stripLeading().length();
    String wrapped =
        WordUtils.wrap(text.strip(), WIDTH - indent - 2, "\n" + " ".repeat(indent + 2), false);
    lines.addAll((" ".repeat(indent) + wrapped).lines().toList());
  }

  /** How the file is written, in a sentence. */
  static String howWritten(FileProfile profile) {
    FileLayout layout = profile.layout();
    String packed = profile.packing().isEmpty() ? "" : ", packed with " + profile.packing();
    String form =
        switch (layout.format()) {
          case CSV ->
              "CSV in "
                  + (layout.encoding().equals(FileHead.WINDOWS)
                      ? "Windows-1252"
                      : profile.mark() ? "UTF-8 with its mark" : "UTF-8")
                  + ", cells parted by "
                  + delimiter(layout.delimiter());
          case WORKBOOK ->
              "Workbook, " + (layout.sheet().isEmpty() ? "first sheet" : "sheet " + layout.sheet());
          case XML -> "XML, one row for each <" + layout.element() + ">";
        };
    String heading =
        layout.format() == FileLayout.Format.XML
            ? ""
            : "; heading in line "
                + layout.headingLine()
                + (layout.headingRows() > 1
                    ? " to " + (layout.headingLine() + layout.headingRows() - 1)
                    : "");
    String notes = profile.notes() > 0 ? "; " + profile.notes() + " rows of notes at the end" : "";
    return form + packed + heading + notes + ".";
  }

  private static String delimiter(String delimiter) {
    return switch (delimiter) {
      case "," -> "commas";
      case ";" -> "semicolons";
      case "\t" -> "tabs";
      default -> "\"" + delimiter + "\"";
    };
  }

  private void columns() {
    lines.add(
        String.format(
                Locale.ROOT,
                "  %3s %-26s %-9s %9s %9s  %s",
                "",
                "column",
                "type",
                "missing",
                "different",
                "what")
            .stripTrailing());
    for (ColumnFacts column : profile.columns()) {
      String row =
          String.format(
              Locale.ROOT,
              "  %3d %-26s %-9s %9s %9s  %s",
              column.number(),
              cut(column.shown(), 26),
              typeWord(column),
              missing(column),
              (column.exact() ? "" : "~") + column.distinct(),
              what(profile, column));
      lines.add(cut(row, WIDTH + 2).stripTrailing());
    }
  }

  static String typeWord(ColumnFacts column) {
    return column.type() == ColumnMapping.Type.TEXT && column.time().isPresent()
        ? "period"
        : column.type().name().toLowerCase(Locale.ROOT);
  }

  /** The share of cells that are missing. */
  static String missing(ColumnFacts column) {
    long missing = column.blank() + column.marked();
    if (missing == 0 || column.all() == 0) {
      return "0";
    }
    double share = 100.0 * missing / column.all();
    return share < 0.1 ? "<0.1 %" : String.format(Locale.ROOT, "%.1f %%", share);
  }

  /** What stands in a column, without any value that could be one person's. */
  static String what(FileProfile profile, ColumnFacts column) {
    if (column.sign().isPresent()) {
      return "! " + column.sign().get().words();
    }
    if (column.pseudonym()) {
      return "pseudonyms";
    }
    boolean persons = profile.level() == FileProfile.Level.PERSONS;
    if (column.time().isPresent()) {
      TimeFacts time = column.time().get();
      return persons
          ? time.first().getYear() + " to " + time.last().getYear()
          : time.first() + " to " + time.last();
    }
    if (!column.quantiles().isEmpty()) {
      List<Double> q = column.quantiles();
      return persons
          ? "quarters " + number(q.get(1)) + ", " + number(q.get(2)) + ", " + number(q.get(3))
          : number(q.get(0)) + " to " + number(q.get(4));
    }
    return String.join(
        ", ", column.top().keySet().stream().map(v -> cut(v, LONGEST_VALUE)).toList());
  }

  static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.format(Locale.ROOT, "%,d", (long) value)
        : String.format(Locale.ROOT, "%.4g", value);
  }

  private void findings() {
    List<ColumnFacts> identifying = profile.identifying();
    if (!identifying.isEmpty()) {
      lines.add("");
      say("  Leads to persons (values are not shown; the proposal changes them in memory):");
      for (ColumnFacts column : identifying) {
        say(
            "    column %d %s: %s, %,d cells; proposed: %s",
            column.number(),
            column.shown(),
            column.sign().orElseThrow().words(),
            column.signed(),
            Proposal.privacy(column).name().toLowerCase(Locale.ROOT));
      }
    }
    marks();
    List<ColumnFacts> totals = profile.withTotals();
    if (!totals.isEmpty()) {
      lines.add("");
      say("  Rows that look like totals of other rows:");
      for (ColumnFacts column : totals) {
        say("    %s: %s", column.shown(), String.join(", ", totals(column)));
      }
    }
    List<String> keys =
        profile.columns().stream()
            .filter(ColumnFacts::isKey)
            .filter(column -> column.type() != ColumnMapping.Type.NUMBER)
            .map(ColumnFacts::shown)
            .toList();
    if (!keys.isEmpty()) {
      lines.add("");
      say("  Different in every row: %s", String.join(", ", keys));
    }
  }

  /** Totals that ten rows or more share, with their rows. */
  static List<String> totals(ColumnFacts column) {
    return column.totals().entrySet().stream()
        .map(total -> total.getKey() + " (" + total.getValue() + ")")
        .toList();
  }

  private void marks() {
    Map<String, Long> marks = new java.util.TreeMap<>();
    profile.columns().forEach(c -> c.marks().forEach((m, n) -> marks.merge(m, n, Long::sum)));
    if (!marks.isEmpty()) {
      lines.add("");
      say(
          "  Marks of missing numbers: %s",
          String.join(
              "; ",
              marks.entrySet().stream()
                  .map(
                      m ->
                          "\""
                              + m.getKey()
                              + "\" "
                              + CellForm.meaning(m.getKey()).orElse("")
                              + " ("
                              + m.getValue()
                              + ")")
                  .toList()));
    }
  }

  private void ready(Match match) {
    lines.add("");
    say(
        "  %s %s.",
        match.isWhole() ? "Recognised:" : "Much like the ready mapping",
        ReadyProposal.inWords(match));
    ReadyProposal.drift(match).forEach(words -> say("    %s", words));
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }
}
