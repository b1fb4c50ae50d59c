package org.tidetable.pipeline.profile;

import static org.tidetable.pipeline.profile.YamlLines.quoted;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tidetable.pipeline.file.FileLayout;
import org.tidetable.pipeline.file.FileLayout.Format;
import org.tidetable.pipeline.source.ColumnMapping;
import org.tidetable.pipeline.source.ColumnMapping.Privacy;

/**
 * The mapping of one file as YAML, each line with the reason for it. It is sound as it is: a table
 * with the type of each column, and every column that leads to a person keyed, banded or dropped.
 * What only a person can decide stands in it as a comment: who published counts, which rows are
 * events.
 */
public final class Proposal {
  private final FileProfile profile;

  private Proposal(FileProfile profile) {
    this.profile = profile;
  }

  /** The proposed mapping. */
  public static String of(FileProfile profile) {
    return new Proposal(profile).text(false);
  }

  /**
   * The same with the section of counts put in place, where one was recognised; the publisher is
   * that of the caller.
   */
  static Optional<String> withCounts(FileProfile profile) {
    return CountsProposal.of(profile, "").map(any -> new Proposal(profile).text(true));
  }

  /** The name of the mapping, and of its file without the ending. */
  public static String name(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    String stem = name.replaceAll("(?:\\.(?:csv|tsv|txt|gz|zip|xml|xlsx|xlsm|ods))+$", "");
    String plain = stem.replaceAll("[^a-z0-9]+", "_").replaceAll("^_+|_+$", "");
    return plain.isEmpty() || Character.isDigit(plain.charAt(0)) ? "file_" + plain : plain;
  }

  /** What becomes of a column that leads to a person. */
  public static Privacy privacy(ColumnFacts column) {
    Optional<IdentifierSign> sign = column.sign();
    if (sign.isEmpty()) {
      return column.pseudonym() ? Privacy.PSEUDONYM : Privacy.KEEP;
    }
    return switch (sign.get()) {
      case POSTCODE -> column.signed() == column.cells() ? Privacy.BAND : Privacy.DROP;
      case BIRTH_DATE ->
          column.time().filter(TimeFacts::isDay).isPresent() ? Privacy.BAND : Privacy.DROP;
      case PERSON -> column.pseudonym() ? Privacy.PSEUDONYM : Privacy.KEY;
      case NHS_NUMBER,
          PUPIL_NUMBER,
          LEARNER_NUMBER,
          NATIONAL_INSURANCE,
          NAME,
          EMAIL,
          PHONE,
          ADDRESS,
          OTHER,
          PART,
          FREE_TEXT ->
          sign.get().remedy();
    };
  }

  private String text(boolean counts) {
    YamlLines lines = new YamlLines();
    lines.comment(
        "Proposed for %s: %,d rows, %d columns; %s."
            .formatted(
                profile.file().getFileName(),
                profile.rows(),
                profile.columns().size(),
                profile.level().words()));
    lines.comment(
        "Each line says why, and how sure it is. Read it, change it, then run: validate THIS-FILE"
            + " DATA-FILE");
    lines.line(0, "name: " + quoted(name(profile.file())), "from the name of the file");
    lines.line(
        0,
        "title: " + quoted(name(profile.file()).replace('_', ' ')),
        "say in words what the file holds");
    if (counts) {
      published(lines, "");
    }
    layout(lines);
    lines.line(0, "columns:");
    profile.columns().forEach(column -> column(lines, column));
    totals(lines);
    if (counts) {
      CountsProposal.of(profile, "").ifPresent(lines::add);
      return lines.toString();
    }
    lines.line(0, "table: {}", "each row is kept as it is, with the types above");
    countsAside(lines);
    if (profile.level() == FileProfile.Level.PERSONS) {
      EventsProposal.aside(profile, lines);
    }
    return lines.toString();
  }

  private void layout(YamlLines lines) {
    FileLayout layout = profile.layout();
    lines.line(0, "file:");
    lines.line(
        1,
        "format: " + layout.format().name().toLowerCase(Locale.ROOT),
        "sure: by its first bytes");
    if (layout.format() == Format.CSV) {
      String why =
          profile.mark() ? "sure: it begins with its mark" : "sure: every byte is text in it";
      lines.line(1, "encoding: " + layout.encoding(), why);
      lines.line(
          1, "delimiter: " + quoted(layout.delimiter()), "sure: it parts rows into equal cells");
    }
    if (!layout.sheet().isEmpty()) {
      lines.line(1, "sheet: " + quoted(layout.sheet()), "the sheet that was looked at");
    }
    if (!layout.element().isEmpty()) {
      lines.line(
          1, "element: " + quoted(layout.element()), "a guess: the outermost that stands again");
    }
    if (layout.headingLine() > 1 || layout.headingRows() > 1) {
      lines.line(1, "heading_line: " + layout.headingLine(), "likely: text stands above it");
      lines.line(1, "heading_rows: " + layout.headingRows(), "likely: values begin below");
    }
    if (!layout.endsBefore().isEmpty()) {
      lines.line(
          1,
          "ends_before: " + quoted(layout.endsBefore()),
          "likely: " + profile.notes() + " rows of notes begin here");
    }
  }

  private static void column(YamlLines lines, ColumnFacts column) {
    if (!column.isDeclarable()) {
      lines.comment(
          "  column %d is not declared: its heading is no name".formatted(column.number()));
      return;
    }
    lines.line(1, quoted(column.heading()) + ":");
    Privacy privacy = privacy(column);
    switch (privacy) {
      case KEEP -> kept(lines, column);
      case PSEUDONYM -> {
        lines.line(2, "type: text");
        lines.line(2, "privacy: pseudonym", "likely: cells look like pseudonyms made by somebody");
      }
      case KEY -> lines.line(2, "privacy: key", why(column) + "; a key is made in memory");
      case DROP -> lines.line(2, "privacy: drop", why(column) + "; never read further");
      case BAND -> {
        lines.line(2, "privacy: band", why(column) + "; made coarser in memory");
        boolean birth = column.time().isPresent();
        lines.line(2, "band: " + (birth ? "month" : "outward"));
        column
            .time()
            .ifPresent(time -> lines.line(2, "format: " + quoted(time.spelling().pattern())));
        marks(lines, column);
      }
    }
  }

  private static String why(ColumnFacts column) {
    return column.sign().map(IdentifierSign::words).orElse("") + ", " + column.signed() + " cells";
  }

  private static void kept(YamlLines lines, ColumnFacts column) {
    String type = column.type().name().toLowerCase(Locale.ROOT);
    lines.line(2, "type: " + type, reason(column));
    if (column.type() == ColumnMapping.Type.DATE) {
      TimeFacts time = column.time().orElseThrow();
      lines.line(
          2,
          "format: " + quoted(time.spelling().pattern()),
          time.alsoMonthFirst()
              ? "a guess: no cell tells which is the day and which the month"
              : "sure: every date is spelled so");
    }
    if (column.type() != ColumnMapping.Type.TEXT) {
      marks(lines, column);
    }
  }

  private static void marks(YamlLines lines, ColumnFacts column) {
    if (!column.marks().isEmpty()) {
      lines.line(2, "missing:");
      column
          .marks()
          .forEach(
              (mark, cells) ->
                  lines.line(
                      3,
                      quoted(mark) + ": " + quoted(CellForm.meaning(mark).orElse("not known")),
                      cells + " cells; check its meaning"));
    }
  }

  private static String reason(ColumnFacts column) {
    if (!column.hint().isEmpty()) {
      return column.hint();
    }
    if (column.type() == ColumnMapping.Type.TEXT) {
      String period =
          column.time().map(time -> "; a period: " + time.spelling().pattern()).orElse("");
      return (column.distinct() == 1
              ? "the same value in every row"
              : column.distinct() + " different values")
          + period;
    }
    return "sure: every cell is one" + (column.thousands() ? ", with thousands separators" : "");
  }

  private void totals(YamlLines lines) {
    List<ColumnFacts> columns = profile.withTotals();
    if (columns.isEmpty()) {
      return;
    }
    lines.comment("Rows that look like totals of other rows. Without the # they are left out:");
    lines.line(0, "# leave_out:");
    for (ColumnFacts column : columns) {
      List<String> values = List.copyOf(column.totals().keySet());
      long rows = column.totals().values().stream().mapToLong(Long::longValue).sum();
      lines.line(
          0,
          "#   - {" + quoted(column.heading()) + ": " + YamlLines.list(values) + "}",
          rows + " rows");
    }
  }

  private void countsAside(YamlLines lines) {
    Optional<YamlLines> section = CountsProposal.of(profile, "# ");
    if (section.isEmpty() || profile.level() == FileProfile.Level.PERSONS) {
      return;
    }
    lines.blank();
    lines.comment(
        "It also looks like counts that can be forecast. To use it so: take the # away below, say"
            + " who published it (such counts pass the disclosure gate unchanged, so only a person"
            + " can say it), and delete the line \"table: {}\".");
    published(lines, "# ");
    lines.add(section.get());
  }

  private static void published(YamlLines lines, String before) {
    lines.line(0, before + "published_by: \"\"", "who published these counts");
    lines.line(0, before + "licence: \"\"", "for example Open Government Licence v3.0");
    lines.line(0, before + "address: \"\"", "the publisher's page");
  }
}
