package org.tidetable.export.format;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.tidetable.export.disclosure.SafeTable;
import org.tidetable.export.table.Cell;
import org.tidetable.export.table.Column;
import org.tidetable.export.table.Table;

/** A table as the page shows it. */
public record TableView(
    String id, String caption, String note, List<Head> heads, List<List<String>> rows) {

  /** A column's heading; numbers stand to the right. */
  public record Head(String title, boolean numeric) {}

  private static final int MOST_ROWS = 60;

  static TableView of(String id, SafeTable safe) {
    Table table = safe.table();
    List<Head> heads = table.columns().stream().map(TableView::head).toList();
    List<List<String>> rows =
        table.rows().stream().limit(MOST_ROWS).map(row -> shown(table, row)).toList();
    int all = table.rows().size();
    String note =
        all <= MOST_ROWS
            ? ""
            : "The first " + MOST_ROWS + " of " + Figures.grouped(all, 0) + " rows; all are in "
                + CsvFormat.path(table.name()) + ".";
    return new TableView(id, table.title(), note, heads, rows);
  }

  private static Head head(Column column) {
    boolean named = column.unit().isEmpty() || column.title().contains(column.unit());
    String title = named ? column.title() : column.title() + " (" + column.unit() + ")";
    return new Head(title, column.numeric());
  }

  private static List<String> shown(Table table, List<Cell> row) {
    Shown shown = new Shown();
    return IntStream.range(0, row.size())
        .mapToObj(
            index ->
                table.columns().get(index).isDimension() && row.get(index) instanceof Cell.Count n
                    ? Long.toString(n.value())
                    : row.get(index).fold(shown))
        .toList();
  }

  /** A cell in words. */
  private record Shown() implements Cell.Cases<String> {
    @Override
    public String text(String value) {
      return value;
    }

    @Override
    public String count(long value) {
      return Figures.grouped(value, 0);
    }

    @Override
    public String number(double value) {
      return Figures.inTable(value);
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
