package org.tidetable.pipeline.landing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.RunFolder;
import org.tidetable.pipeline.run.UserError;
import org.tidetable.pipeline.source.Drift;
import org.tidetable.pipeline.source.Fate;
import org.tidetable.pipeline.source.SourceMapping;
import org.tidetable.pipeline.source.SourceReading;

/** Reads one file to its end beside its place, and then moves it there: whole or not at all. */
final class LandingTask {
  static final String PART = ".part-";
  static final String ROWS = "rows.parquet";

  private static final String USED = Fate.USED.code();
  private static final String SET_ASIDE = Fate.SET_ASIDE.code();

  private final ToLand work;
  private final String source;
  private final Places places;
  private final long[] objecting;
  private final Map<String, Tally> tallies = new HashMap<>();
  private final Tally used = new Tally(USED, "");
  private long rows;
  private long objected;
  private long records;
  private long late;
  private long lastDay = Receipt.NO_DAY;

  private LandingTask(ToLand work) {
    this.work = work;
    this.source = work.file().mapping().name();
    this.places = new Places(work.file().mapping());
    this.objecting = Objections.read(Path.of(work.root()), work.objections());
  }

  /** Lands the file, and says what became of its rows. */
  static Receipt land(ToLand work) {
    Path root = Path.of(work.root());
    Path part = root.resolve(PART + work.key());
    try {
      RunFolder.delete(part);
      RunFolder.create(part);
      RunFolder.close(part);
      Receipt receipt = new LandingTask(work).readInto(part);
      receipt.write(part);
      RunFolder.close(part);
      Path place = root.resolve(work.key());
      RunFolder.delete(place);
      Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
      return receipt;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } finally {
      RunFolder.delete(part);
    }
  }

  private Receipt readInto(Path part) throws IOException {
    Path file = Path.of(work.file().file());
    String name = String.valueOf(file.getFileName());
    long listed;
    SourceReading reading = work.file().open();
    Drift drift = reading.drift();
    try (SetAsideList list = new SetAsideList(part, work.sha256(), name);
        RowWriter kept = new RowWriter(work.file().mapping(), part.resolve(ROWS));
        RecordHashes hashes = new RecordHashes(part);
        ReadAhead ahead = new ReadAhead(reading, "reader of " + name)) {
      while (ahead.hasNext()) {
        see(ahead.next(), list, kept, hashes);
      }
      listed = list.listed();
    }
    // What was hashed must be what was read.
    if (Files.getLastModifiedTime(file).toMillis() != work.modified()) {
      throw UserError.of(
          ExitCode.INPUT,
          "%s  was changed while it was read. Run again when it is complete.",
          file);
    }
    return new Receipt(
        work.key(),
        source,
        work.kind(),
        name,
        work.sha256(),
        work.objections(),
        rows,
        objected,
        late,
        lastDay,
        Files.size(part.resolve(ROWS)),
        records,
        listed,
        drift,
        groups());
  }

  private void see(Row row, SetAsideList list, RowWriter kept, RecordHashes hashes)
      throws IOException {
    rows = Math.max(rows, row.getLong(places.record()));
    boolean first = row.getBoolean(places.first());
    String fate = row.getString(places.fate());
    // Also a row that is left out: its record number may hold the pseudonym.
    if (objects(row)) {
      objected += first ? 1 : 0;
      return;
    }
    if (fate.equals(USED)) {
      used.add(row, places, first);
      kept.write(row);
      if (work.kind() == RowKind.EVENTS) {
        records++;
        hashes.add(RecordHashes.of(source, row.getString(places.sourceRow())));
        watchDays(row);
      }
      return;
    }
    String reason = row.isNullAt(places.reason()) ? "" : row.getString(places.reason());
    tallies
        .computeIfAbsent(fate + "\n" + reason, any -> new Tally(fate, reason))
        .add(row, places, first);
    if (work.kind() == RowKind.EVENTS && !row.isNullAt(places.sourceRow())) {
      // It may be the later version of a record that was an event, and takes that one away.
      kept.write(row);
      records++;
      hashes.add(RecordHashes.of(source, row.getString(places.sourceRow())));
    }
    if (fate.equals(SET_ASIDE)) {
      list.add(
          row.getLong(places.line()), row.getLong(places.offset()), reason, column(row, places));
    }
  }

  private boolean objects(Row row) {
    if (objecting.length == 0) {
      return false;
    }
    for (int place : places.persons()) {
      if (!row.isNullAt(place) && objects(row.getString(place))) {
        return true;
      }
    }
    return false;
  }

  private boolean objects(String pseudonym) {
    long hash = RecordHashes.of(work.file().mapping().linkSource(), pseudonym);
    return Arrays.binarySearch(objecting, hash) >= 0;
  }

  private void watchDays(Row row) {
    long start = day(row.get(places.start()));
    lastDay = Math.max(lastDay, start);
    late += day(row.get(places.known())) - start > work.lateAfter() ? 1 : 0;
  }

  private static long day(Object date) {
    return date instanceof LocalDate day
        ? day.toEpochDay()
        : ((Date) date).toLocalDate().toEpochDay();
  }

  private static int column(Row row, Places places) {
    return row.isNullAt(places.column()) ? 0 : row.getInt(places.column());
  }

  private List<Receipt.Group> groups() {
    List<Receipt.Group> groups = new ArrayList<>();
    for (Tally tally : tallies.values()) {
      groups.add(tally.group());
    }
    if (used.rows > 0) {
      groups.add(used.group());
    }
    groups.sort(Comparator.comparing(Receipt.Group::fate).thenComparing(Receipt.Group::reason));
    return groups;
  }

  /** Rows of one fate and reason as they are counted. */
  private static final class Tally {
    private final String fate;
    private final String reason;
    private long rows;
    private long line;
    private int column;

    Tally(String fate, String reason) {
      this.fate = fate;
      this.reason = reason;
    }

    void add(Row row, Places places, boolean first) {
      if (first) {
        if (rows == 0) {
          line = row.getLong(places.line());
          column = column(row, places);
        }
        rows++;
      }
    }

    Receipt.Group group() {
      return new Receipt.Group(fate, reason, rows, line, column);
    }
  }

  /** Where the columns stand; -1 for one that the kind of rows lacks. */
  private record Places(
      int record,
      int line,
      int offset,
      int first,
      int fate,
      int reason,
      int column,
      List<Integer> persons,
      int sourceRow,
      int start,
      int known) {
    Places(SourceMapping mapping) {
      this(SourceReading.schema(mapping), persons(mapping));
    }

    private Places(StructType kind, List<Integer> persons) {
      this(
          of(kind, StoreSchema.RECORD),
          of(kind, StoreSchema.LINE),
          of(kind, StoreSchema.OFFSET),
          of(kind, StoreSchema.FIRST),
          of(kind, StoreSchema.FATE),
          of(kind, StoreSchema.REASON),
          of(kind, StoreSchema.COLUMN),
          persons,
          of(kind, StoreSchema.SOURCE_ROW),
          of(kind, StoreSchema.START_DATE),
          of(kind, StoreSchema.KNOWN_DATE));
    }

    /** The columns that hold keys of persons. */
    private static List<Integer> persons(SourceMapping mapping) {
      StructType columns = SourceReading.schema(mapping);
      return switch (RowKind.of(mapping)) {
        case COUNTS -> List.of();
        case EVENTS, PEOPLE -> List.of(of(columns, StoreSchema.PSEUDONYM));
        case TABLE -> mapping.personColumns().stream().map(name -> of(columns, name)).toList();
      };
    }

    private static int of(StructType columns, String name) {
      return Arrays.asList(columns.fieldNames()).lastIndexOf(name);
    }
  }
}
