package org.tidetable.pipeline.merge;

import java.nio.file.Path;
import java.sql.Date;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.pipeline.landing.RecordHashes;

/** The register of people: one row for each person and address, as the linkage body gives it. */
public final class Register {
  private static final List<String> COLUMNS =
      List.of(
          "link_id",
          "birth_month",
          "sex",
          "ethnic_group",
          "area_code",
          "deprivation_decile",
          "household_id",
          "from",
          "to",
          "end_reason");

  private Register() {}

  /**
   * The people of a register as {@link StoreSchema#PEOPLE}.
   *
   * @throws org.tidetable.pipeline.run.UserError when read, for the first date that is none, with
   *     its line
   */
  public static Dataset<Row> people(SparkSession spark, Path register) {
    KeyFile file = new KeyFile(register.toString(), COLUMNS);
    return KeyFile.rows(spark, List.of(file), StoreSchema.PEOPLE, Register::person);
  }

  private static Row person(KeyFile.Cells cells) {
    if (cells.get(0).isEmpty()) {
      throw cells.refuse("has no link_id. Give every row the link_id of its person.");
    }
    LocalDate from = day(cells, 7);
    LocalDate to = cells.get(8).isEmpty() ? null : day(cells, 8);
    if (to != null && to.isBefore(from)) {
      throw cells.refuse("\"to\" comes before \"from\". Mend the row.");
    }
    return RowFactory.create(
        RecordHashes.of(cells.get(0)),
        known(cells.get(6)),
        Date.valueOf(month(cells)),
        known(cells.get(2)),
        known(cells.get(3)),
        known(cells.get(4)),
        decile(cells),
        Date.valueOf(from),
        // The register gives the last day; the store gives the first day after it.
        to == null ? null : Date.valueOf(to.plusDays(1)),
        known(cells.get(9)));
  }

  private static LocalDate month(KeyFile.Cells cells) {
    try {
      return YearMonth.parse(cells.get(1)).atDay(1);
    } catch (DateTimeException notOne) {
      throw cells.refuse("\"birth_month\" is not a month such as 1974-03. Mend the row.");
    }
  }

  private static LocalDate day(KeyFile.Cells cells, int place) {
    try {
      return LocalDate.parse(cells.get(place));
    } catch (DateTimeException notOne) {
      throw cells.refuse(
          "\"" + COLUMNS.get(place) + "\" is not a date such as 2024-01-31. Mend the row.");
    }
  }

  private static @Nullable Integer decile(KeyFile.Cells cells) {
    String text = cells.get(5);
    if (text.isEmpty()) {
      return null;
    }
    if (text.matches("[1-9]|10")) {
      return Integer.valueOf(text);
    }
    throw cells.refuse("\"deprivation_decile\" is not 1 to 10. Mend the row, or leave it blank.");
  }

  private static @Nullable String known(String cell) {
    return cell.isEmpty() ? null : cell;
  }
}
