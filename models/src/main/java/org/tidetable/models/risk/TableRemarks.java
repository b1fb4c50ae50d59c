package org.tidetable.models.risk;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a reader must be told of columns that become features in a way that may surprise. */
public final class TableRemarks {
  /** More different texts than this are worth a word. */
  private static final int MANY = 50;

  private static final Pattern DATE =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}([T ].*)?|\\d{1,2}[/.]\\d{1,2}[/.]\\d{4}([T ].*)?");

  private TableRemarks() {}

  /** Sentences without their full stops: of dates, and of columns of very many texts. */
  public static List<String> of(RiskTable table, TableEncoding encoding) {
    List<String> remarks = new ArrayList<>();
    for (ColumnEncoding column : encoding.columns()) {
      List<String> texts = table.table().distinct(table.table().column(column.name()));
      if (!texts.isEmpty() && texts.stream().allMatch(text -> DATE.matcher(text).matches())) {
        remarks.add(
            String.format(
                Locale.ROOT,
                "Column \"%s\" holds dates, which are taken as texts: a date on %d rows or more has"
                    + " a mark of its own, all others share one, and later dates are among those."
                    + " Give the days from it to the index date instead, or --drop %s",
                column.name(),
                ColumnEncoding.COMMON,
                column.name()));
      } else if (column.categorical() && texts.size() > MANY) {
        String families =
            column.groups().isEmpty()
                ? ""
                : String.format(
                    Locale.ROOT, " and so have %,d families of codes", column.groups().size());
        remarks.add(
            String.format(
                Locale.ROOT,
                "Column \"%s\" holds %,d different texts: %,d that are common have a mark of their"
                    + " own%s; all others share one mark",
                column.name(),
                texts.size(),
                column.categories().size(),
                families));
      }
    }
    return remarks;
  }
}
