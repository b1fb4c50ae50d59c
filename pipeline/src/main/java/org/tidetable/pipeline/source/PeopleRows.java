package org.tidetable.pipeline.source;

import java.sql.Date;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.pipeline.file.Line;
import org.tidetable.pipeline.source.FileColumns.Fault;

/** Rows of who people are, as {@link StoreSchema#RAW_PEOPLE}; no cell ever reaches a message. */
final class PeopleRows implements RowReading {
  private static final String NO_DATE = "not a date as declared";

  private final PeopleMapping people;
  private final FileColumns columns;
  private final StoreRows rows;
  private final DateCells dates;
  private final int person;
  private final int birth;
  private final int sex;
  private final int ethnicGroup;
  private final int area;
  private final int provider;
  private final int household;
  private final int from;
  private final int to;
  private final int died;
  private final int known;

  PeopleRows(PeopleMapping people, FileColumns columns, StoreRows rows) {
    this.people = people;
    this.columns = columns;
    this.rows = rows;
    this.dates = new DateCells(people.dateFormat());
    this.person = columns.required(people.person());
    this.birth = columns.optional(people.birth());
    this.sex = columns.optional(people.sex());
    this.ethnicGroup = columns.optional(people.ethnicGroup());
    this.area = columns.optional(people.area());
    this.provider = columns.optional(people.provider());
    this.household = columns.optional(people.household());
    this.from = columns.optional(people.from());
    this.to = columns.optional(people.to());
    this.died = columns.optional(people.died());
    this.known = columns.optional(people.known());
  }

  @Override
  public void read(Line line, Consumer<Row> into) {
    into.accept(row(line));
  }

  private Row row(Line line) {
    List<String> cells = line.cells();
    if (columns.missing(person, cells.get(person)).isPresent()) {
      return faulty(line, "no " + columns.headings().safeName(person), person);
    }
    for (int place : new int[] {from, to, died, known}) {
      if (isThere(place, cells) && day(cells, place).isEmpty()) {
        return faulty(line, NO_DATE, place);
      }
    }
    Optional<LocalDate> born = month(cells);
    if (isThere(birth, cells) && born.isEmpty()) {
      return faulty(line, "not a month of birth", birth);
    }
    Optional<LocalDate> first =
        optionalDay(cells, from)
            .or(() -> Optional.ofNullable(people.since()).map(LocalDate::parse))
            .or(() -> born);
    if (first.isEmpty()) {
      return faulty(line, "no first day", Math.max(from, 0));
    }
    Optional<LocalDate> death = optionalDay(cells, died);
    Optional<LocalDate> last = optionalDay(cells, to).or(() -> death);
    if (last.isPresent() && last.get().isBefore(first.get())) {
      return faulty(line, "ends before it starts", Math.max(to, died));
    }
    LocalDate knownOn =
        optionalDay(cells, known).orElseGet(() -> first.get().plusDays(people.knownLagDays()));
    return rows.used(
        line,
        true,
        cells.get(person),
        born.map(Date::valueOf).orElse(null),
        columns.text(sex, cells),
        columns.text(ethnicGroup, cells),
        columns.text(area, cells),
        columns.text(provider, cells),
        columns.text(household, cells),
        Date.valueOf(first.get()),
        // The store gives the first day after the span.
        last.map(day -> Date.valueOf(day.plusDays(1))).orElse(null),
        death.isPresent() ? StoreSchema.DIED : null,
        Date.valueOf(knownOn));
  }

  /** The month of birth: banded here from a day, or given as a month. */
  private Optional<LocalDate> month(List<String> cells) {
    @Nullable String cell = isThere(birth, cells) ? cells.get(birth) : null;
    if (cell == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          cell.length() == "yyyy".length()
              ? LocalDate.of(Integer.parseInt(cell), 7, 1)
              : YearMonth.parse(cell).atDay(1));
    } catch (DateTimeException | NumberFormatException notOne) {
      return Optional.empty();
    }
  }

  private boolean isThere(int place, List<String> cells) {
    return place >= 0 && columns.missing(place, cells.get(place)).isEmpty();
  }

  private Optional<LocalDate> optionalDay(List<String> cells, int place) {
    return isThere(place, cells) ? day(cells, place) : Optional.empty();
  }

  private Optional<LocalDate> day(List<String> cells, int place) {
    return columns.day(place, cells.get(place), dates);
  }

  private Row faulty(Line line, String reason, int place) {
    return rows.setAside(line, new Fault(reason, place + 1));
  }
}
