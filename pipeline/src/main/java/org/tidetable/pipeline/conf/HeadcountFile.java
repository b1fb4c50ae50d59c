package org.tidetable.pipeline.conf;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.tidetable.pipeline.identity.GatedColumn;
import org.tidetable.pipeline.identity.GatedColumn.Meaning;

/** How many people there are in areas, by year: the denominators of rates, and births. */
final class HeadcountFile {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,12}(\\.\\d{1,6})?");

  /** Of fewer people a rate tells of single ones. */
  private static final double FEWEST_PEOPLE = 1000;

  private final Path file;
  private final String column;
  private final Problems problems;
  private final List<Planning.Headcount> counts = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();

  private HeadcountFile(Path file, String column, Problems problems) {
    this.file = file;
    this.column = column;
    this.problems = problems;
  }

  /** The counts of everybody in areas. */
  static List<Planning.Headcount> population(Path file, Problems problems) {
    return new HeadcountFile(file, "population", problems).read();
  }

  /** The counts of those born, which are no denominators and may be few. */
  static List<Planning.Headcount> births(Path file, Problems problems) {
    return new HeadcountFile(file, "births", problems).read();
  }

  private List<Planning.Headcount> read() {
    List<GatedColumn> columns =
        List.of(
            new GatedColumn("area_code", Meaning.TEXT),
            new GatedColumn("date", Meaning.EVENT_DATE),
            new GatedColumn(column, Meaning.NUMBER));
    new PlainTable(file, columns, columns.stream().map(GatedColumn::heading).toList(), problems)
        .each(this::read);
    return counts;
  }

  private void read(PlainTable.Entry row) {
    String people = row.text(column);
    Optional<LocalDate> day = row.day("date");
    if (!NUMBER.matcher(people).matches()) {
      row.note(column, "is no number. Leave the row out where it is not known.");
      return;
    }
    if (column.equals("population") && Double.parseDouble(people) < FEWEST_PEOPLE) {
      row.note(
          column,
          "is below 1,000: rates of so few people may tell of single ones. Leave the area out.");
      return;
    }
    if (day.isEmpty()) {
      return;
    }
    if (!seen.add(row.text("area_code") + " " + day.get())) {
      row.note("date", "stands twice for this area. Keep one.");
    }
    counts.add(
        new Planning.Headcount(row.text("area_code"), day.get(), Double.parseDouble(people)));
  }
}
