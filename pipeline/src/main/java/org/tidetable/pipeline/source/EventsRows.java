package org.tidetable.pipeline.source;

import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.models.vocabulary.EventKind;
import org.tidetable.pipeline.file.Line;
import org.tidetable.pipeline.source.EventsMapping.KindRule;
import org.tidetable.pipeline.source.FileColumns.Fault;

/**
 * Rows of one person-level file as {@link StoreSchema#RAW_EVENTS}. No cell of such a file ever
 * reaches a message.
 */
final class EventsRows implements RowReading {
  private static final String NO_DATE = "not a date as declared";

  private final EventsMapping events;
  private final FileColumns columns;
  private final StoreRows rows;
  private final DateCells dates;
  private final Optional<YearlyReturn> yearly;
  private final int person;
  private final int code;
  private final int start;
  private final int end;
  private final int known;
  private final int quantity;
  private final int area;
  private final int provider;
  private final int[] record;
  private final int[] quantityOfRule;

  /** What a row is, and the place of its quantity; -1 where there is none. */
  private record Told(EventKind kind, int quantity) {}

  EventsRows(EventsMapping events, FileColumns columns, StoreRows rows) {
    this.events = events;
    this.columns = columns;
    this.rows = rows;
    this.dates = new DateCells(events.dateFormat());
    this.yearly = YearlyReturn.of(events.knownEachYear());
    this.person = columns.required(events.person());
    this.code = columns.optional(events.code());
    this.start = columns.required(events.start());
    this.end = columns.optional(events.end());
    this.known = columns.optional(events.known());
    this.quantity = columns.optional(events.quantity());
    this.area = columns.optional(events.area());
    this.provider = columns.optional(events.provider());
    this.record = events.record().stream().mapToInt(columns::required).toArray();
    events.kinds().forEach(rule -> rule.where().keySet().forEach(columns::required));
    this.quantityOfRule =
        events.kinds().stream()
            .mapToInt(rule -> rule.quantity().isEmpty() ? quantity : place(rule.quantity()))
            .toArray();
  }

  private int place(String column) {
    return columns.optional(column);
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
    int blank = missingRecord(cells);
    if (blank >= 0) {
      return faulty(line, "no " + columns.headings().safeName(blank), blank);
    }
    Optional<Told> kind = kind(cells);
    if (kind.isEmpty() && events.kinds().isEmpty()) {
      return faulty(line, "unknown code", code);
    }
    Optional<LocalDate> started = day(cells, start);
    if (started.isEmpty()) {
      return kind.isEmpty() ? rows.leftOut(line) : faulty(line, NO_DATE, start);
    }
    return rowOf(line, kind, started.get());
  }

  // A record of one column needs its cell; of several, only the first may never be missing.
  private int missingRecord(List<String> cells) {
    return columns.missing(record[0], cells.get(record[0])).isPresent() ? record[0] : -1;
  }

  private Optional<Told> kind(List<String> cells) {
    if (code >= 0 && !events.codes().isEmpty()) {
      return Optional.ofNullable(events.codes().get(cells.get(code)))
          .map(kind -> new Told(kind, quantity));
    }
    for (int i = 0; i < quantityOfRule.length; i++) {
      KindRule rule = events.kinds().get(i);
      if (columns.holds(rule.where(), cells)) {
        return Optional.of(new Told(rule.kind(), quantityOfRule[i]));
      }
    }
    return Optional.empty();
  }

  private Row rowOf(Line line, Optional<Told> told, LocalDate started) {
    List<String> cells = line.cells();
    Optional<LocalDate> ended = optionalDay(cells, end);
    if (end >= 0 && ended.isEmpty() && columns.missing(end, cells.get(end)).isEmpty()) {
      return faulty(line, NO_DATE, end);
    }
    if (ended.isPresent() && ended.get().isBefore(started)) {
      return faulty(line, "ends before it starts", end);
    }
    Optional<LocalDate> knownOn = optionalDay(cells, known);
    if (known >= 0 && knownOn.isEmpty()) {
      return faulty(line, NO_DATE, known);
    }
    if (knownOn.isPresent() && knownOn.get().plusDays(events.knownLagDays()).isBefore(started)) {
      return faulty(line, "known before it started", known);
    }
    int amountPlace = told.map(Told::quantity).orElse(-1);
    Optional<Double> amount = amount(cells, amountPlace);
    if (amount.isEmpty() || amount.get() < 0) {
      return faulty(line, "not a quantity of 0 or more", amountPlace);
    }
    String sourceRow = sourceRow(cells);
    Date knownDate = Date.valueOf(knownDate(started, ended, knownOn));
    if (told.isEmpty()) {
      // It may be the later version of a row that was used, and takes that one away.
      return rows.leftOut(
          line, cells.get(person), null, null, null, null, knownDate, null, null, null, sourceRow);
    }
    return rows.used(
        line,
        true,
        cells.get(person),
        told.get().kind().sector().code(),
        told.get().kind().code(),
        Date.valueOf(started),
        ended.map(Date::valueOf).orElse(null),
        knownDate,
        amount.get(),
        columns.text(area, cells),
        columns.text(provider, cells),
        sourceRow);
  }

  private LocalDate knownDate(
      LocalDate started, Optional<LocalDate> ended, Optional<LocalDate> knownOn) {
    LocalDate base =
        yearly.isPresent()
            ? yearly.get().onOrAfter(ended.orElse(started))
            : knownOn.orElse(started);
    return base.plusDays(events.knownLagDays());
  }

  private Optional<Double> amount(List<String> cells, int place) {
    return place < 0 || columns.missing(place, cells.get(place)).isPresent()
        ? Optional.of(1.0)
        : ColumnCells.number(cells.get(place));
  }

  private String sourceRow(List<String> cells) {
    return record.length == 1
        ? cells.get(record[0])
        : IntStream.of(record).mapToObj(cells::get).collect(Collectors.joining("|"));
  }

  private Optional<LocalDate> optionalDay(List<String> cells, int place) {
    return place < 0 || columns.missing(place, cells.get(place)).isPresent()
        ? Optional.empty()
        : day(cells, place);
  }

  private Optional<LocalDate> day(List<String> cells, int place) {
    return columns.day(place, cells.get(place), dates);
  }

  private Row faulty(Line line, String reason, int place) {
    return rows.setAside(line, new Fault(reason, place + 1));
  }
}
