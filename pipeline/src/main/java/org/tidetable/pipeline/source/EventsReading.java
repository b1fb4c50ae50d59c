package org.tidetable.pipeline.source;

import java.nio.file.Path;
import java.sql.Date;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.models.vocabulary.EventKind;
import org.tidetable.pipeline.file.CsvTable;
import org.tidetable.pipeline.file.FileLayout;
import org.tidetable.pipeline.file.Line;
import org.tidetable.pipeline.file.TableReader;
import org.tidetable.pipeline.source.SourceMapping.EventsMapping;

/**
 * The rows of one person-level file, each with its fate, as {@link StoreSchema#RAW_EVENTS}. No cell
 * of such a file ever reaches a message.
 */
public final class EventsReading implements Iterator<Row> {
  private final SourceMapping mapping;
  private final EventsMapping events;
  private final TableReader reader;
  private final String file;
  private final Headings headings;
  private final IdentifierWatch watch;
  private final DateTimeFormatter dates;
  private final int person;
  private final int code;
  private final int start;
  private final int end;
  private final int known;
  private final int quantity;
  private final int area;
  private final int provider;
  private final int record;

  public EventsReading(SourceMapping mapping, EventsMapping events, Path file) {
    this.mapping = mapping;
    this.events = events;
    this.reader = CsvTable.open(file, FileLayout.csv(mapping.encoding(), mapping.delimiter()));
    this.file = String.valueOf(file.getFileName());
    this.headings = new Headings(reader.name(), reader.header());
    this.watch = new IdentifierWatch(reader.name(), reader.header());
    // yyyy would need an era under strict resolving, and lenient resolving accepts 31 February.
    this.dates =
        DateTimeFormatter.ofPattern(events.dateFormat().replace("yyyy", "uuuu"), Locale.UK)
            .withResolverStyle(ResolverStyle.STRICT);
    this.person = headings.required(List.of(events.person()));
    this.code = headings.required(List.of(events.code()));
    this.start = headings.required(List.of(events.start()));
    this.end = headings.optional(events.end());
    this.known = headings.optional(events.known());
    this.quantity = headings.optional(events.quantity());
    this.area = headings.optional(events.area());
    this.provider = headings.optional(events.provider());
    this.record = headings.required(List.of(events.record()));
  }

  @Override
  public boolean hasNext() {
    boolean more = reader.hasNext();
    if (!more) {
      watch.finish();
    }
    return more;
  }

  @Override
  public Row next() {
    Line line = reader.next();
    watch.see(line);
    List<String> cells = line.cells();
    if (cells.size() != headings.count()) {
      String words = cells.size() < headings.count() ? "too few cells" : "too many cells";
      return notUsed(line, words, cells.size());
    }
    for (int needed : new int[] {person, record}) {
      if (missing(cells.get(needed))) {
        return notUsed(line, "no " + headings.name(needed), needed + 1);
      }
    }
    EventKind kind = events.codes().get(cells.get(code));
    if (kind == null) {
      return notUsed(line, "unknown code", code + 1);
    }
    Optional<LocalDate> started = date(cells.get(start));
    if (started.isEmpty()) {
      return notUsed(line, "not a date as declared", start + 1);
    }
    return readFurther(line, kind, started.get());
  }

  private Row readFurther(Line line, EventKind kind, LocalDate started) {
    List<String> cells = line.cells();
    Optional<LocalDate> ended = optionalDate(cells, end);
    if (end >= 0 && !missing(cells.get(end)) && ended.isEmpty()) {
      return notUsed(line, "not a date as declared", end + 1);
    }
    if (ended.isPresent() && ended.get().isBefore(started)) {
      return notUsed(line, "ends before it starts", end + 1);
    }
    Optional<LocalDate> knownOn = optionalDate(cells, known);
    if (known >= 0 && knownOn.isEmpty()) {
      return notUsed(line, "not a date as declared", known + 1);
    }
    if (knownOn.isPresent() && knownOn.get().isBefore(started)) {
      return notUsed(line, "known before it started", known + 1);
    }
    Optional<Double> amount =
        quantity < 0 || missing(cells.get(quantity))
            ? Optional.of(1.0)
            : CountsReading.number(cells.get(quantity));
    if (amount.isEmpty() || amount.get() < 0) {
      return notUsed(line, "not a quantity of 0 or more", quantity + 1);
    }
    return RowFactory.create(
        mapping.name(),
        cells.get(person),
        kind.sector().code(),
        kind.code(),
        Date.valueOf(started),
        ended.map(Date::valueOf).orElse(null),
        Date.valueOf(knownOn.orElse(started.plusDays(events.knownLagDays()))),
        amount.get(),
        text(cells, area),
        text(cells, provider),
        cells.get(record),
        file,
        line.record(),
        line.number(),
        true,
        Fate.USED.code(),
        null,
        null);
  }

  private boolean missing(String cell) {
    return cell.isEmpty() || mapping.missing().containsKey(cell);
  }

  private @Nullable String text(List<String> cells, int place) {
    return place < 0 || missing(cells.get(place)) ? null : cells.get(place);
  }

  private Optional<LocalDate> optionalDate(List<String> cells, int place) {
    return place < 0 || missing(cells.get(place)) ? Optional.empty() : date(cells.get(place));
  }

  private Optional<LocalDate> date(String cell) {
    try {
      return Optional.of(LocalDate.parse(cell, dates));
    } catch (DateTimeException notOne) {
      return Optional.empty();
    }
  }

  private Row notUsed(Line line, String reason, int column) {
    return RowFactory.create(
        mapping.name(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        file,
        line.record(),
        line.number(),
        true,
        Fate.SET_ASIDE.code(),
        reason,
        column);
  }
}
