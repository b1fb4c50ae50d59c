package org.tidetable.export.format;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tidetable.export.disclosure.SafeTable;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Column;
import org.tidetable.export.table.Plain;
import org.tidetable.export.table.Table;

/** A table as the page shows it. */
public record TableView(
    String id, String caption, String note, List<Head> heads, List<List<String>> rows) {

  /** A column's heading; numbers stand to the right. */
  public record Head(String title, boolean numeric) {}

  private static final int MOST_ROWS = 60;

  static TableView of(String id, SafeTable safe) {
    Table table = safe.table();
    List<Shape> shapes = new ArrayList<>();
    for (int index = 0; index < table.columns().size(); index++) {
      shape(table, index).ifPresent(shapes::add);
    }
    List<List<String>> rows =
        table.rows().stream()
            .limit(MOST_ROWS)
            .map(row -> shapes.stream().map(shape -> shape.shown().apply(row)).toList())
            .toList();
    int all = table.rows().size();
    String note =
        all <= MOST_ROWS
            ? ""
            : "The first "
                + MOST_ROWS
                + " of "
                + Figures.grouped(all, 0)
                + " rows; all are in "
                + CsvFormat.path(table.name())
                + ".";
    return new TableView(id, table.title(), note, shapes.stream().map(Shape::head).toList(), rows);
  }

  /** A column of the page and what it shows of a row. */
  private record Shape(Head head, Function<List<Cell>, String> shown) {}

  /** Bounds of a range become one column; a status that other cells show already is left out. */
  private static Optional<Shape> shape(Table table, int index) {
    Column column = table.columns().get(index);
    String name = column.name();
    String upper = name.replace("lower_", "upper_");
    if (name.startsWith("lower_") && table.has(upper)) {
      int other = table.indexOf(upper);
      Head head = new Head(name.substring(6) + "% range", true);
      return Optional.of(new Shape(head, row -> range(column, row.get(index), row.get(other))));
    }
    if (name.startsWith("upper_") && table.has(name.replace("upper_", "lower_"))) {
      return Optional.empty();
    }
    if (name.equals("status") && table.rows().stream().allMatch(row -> repeats(row, index))) {
      return Optional.empty();
    }
    boolean named =
        column.unit().isEmpty() || column.title().toLowerCase(Locale.ROOT).contains(column.unit());
    String title = named ? column.title() : column.title() + " (" + column.unit() + ")";
    Shown shown = new Shown(column);
    boolean status = name.equals("status");
    return Optional.of(
        new Shape(
            new Head(title, column.numeric()),
            row -> {
              String words = row.get(index).fold(shown);
              return status ? titled(table, words) : words;
            }));
  }

  /** A status with titles for the names of columns that stand before its reasons. */
  private static String titled(Table table, String status) {
    return Arrays.stream(status.split("; ", -1))
        .map(
            part -> {
              int reason = part.indexOf(": ");
              List<String> names =
                  reason < 0 ? List.of() : List.of(part.substring(0, reason).split(", ", -1));
              return names.isEmpty() || !names.stream().allMatch(table::has)
                  ? part
                  : names.stream()
                          .map(name -> table.columns().get(table.indexOf(name)).title())
                          .collect(Collectors.joining(", "))
                      + part.substring(reason);
            })
        .collect(Collectors.joining("; "));
  }

  private static String range(Column column, Cell lower, Cell upper) {
    Shown shown = new Shown(column);
    boolean both = Reading.number(lower).isPresent() && Reading.number(upper).isPresent();
    return both ? lower.fold(shown) + " to " + upper.fold(shown) : lower.fold(shown);
  }

  private static boolean repeats(List<Cell> row, int status) {
    String told = row.get(status).fold(Plain.TEXT);
    List<String> reasons =
        row.stream().map(TableView::reason).filter(r -> !r.isBlank() && told.contains(r)).toList();
    return told.isEmpty()
        || (!reasons.isEmpty()
            && reasons.stream().allMatch(each -> Shown.absent(each).equals(each)));
  }

  private static String reason(Cell cell) {
    if (cell instanceof Cell.Suppressed suppressed) {
      return suppressed.reason();
    }
    return cell instanceof Cell.Missing missing ? missing.reason() : "";
  }

  /** A cell in words. */
  private record Shown(Column column) implements Cell.Cases<String> {
    @Override
    public String text(String value) {
      return value;
    }

    @Override
    public String count(long value) {
      return column.isDimension() ? Long.toString(value) : Figures.grouped((double) value, 0);
    }

    @Override
    public String number(double value) {
      return column.unit().equals("%") ? Figures.grouped(value, 1) : Figures.inTable(value);
    }

    @Override
    public String estimate(double value, long basis) {
      return number(value);
    }

    @Override
    public String day(LocalDate value) {
      return value.getDayOfMonth() + " " + Grain.month(value) + " " + value.getYear();
    }

    @Override
    public String flag(boolean value) {
      return value ? "yes" : "no";
    }

    @Override
    public String suppressed(String reason) {
      return absent(reason);
    }

    @Override
    public String missing(String reason) {
      return absent(reason);
    }

    private static String absent(String reason) {
      return reason.isBlank() || reason.length() > 24 ? "none" : reason;
    }
  }
}
