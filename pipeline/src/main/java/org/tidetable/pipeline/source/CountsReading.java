package org.tidetable.pipeline.source;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.pipeline.file.CsvTable;
import org.tidetable.pipeline.file.FileLayout;
import org.tidetable.pipeline.file.Line;
import org.tidetable.pipeline.file.TableReader;
import org.tidetable.pipeline.source.SourceMapping.AreaRule;
import org.tidetable.pipeline.source.SourceMapping.Breakdown;
import org.tidetable.pipeline.source.SourceMapping.CountsMapping;
import org.tidetable.pipeline.source.SourceMapping.Measure;

/** The rows of one file of published counts, each with its fate, as {@link StoreSchema#COUNTS}. */
public final class CountsReading implements Iterator<Row> {
  private final SourceMapping mapping;
  private final CountsMapping counts;
  private final TableReader reader;
  private final String file;
  private final Headings headings;
  private final IdentifierWatch watch;
  private final PeriodFormat format;
  private final int[] period;
  private final int[] ageGroup;
  private final int[] category;
  private final Deque<Row> ready = new ArrayDeque<>();

  public CountsReading(SourceMapping mapping, CountsMapping counts, Path file) {
    this.mapping = mapping;
    this.counts = counts;
    this.reader = CsvTable.open(file, FileLayout.csv(mapping.encoding(), mapping.delimiter()));
    this.file = String.valueOf(file.getFileName());
    this.headings = new Headings(reader.name(), reader.header());
    this.watch = new IdentifierWatch(reader.name(), reader.header());
    this.format = new PeriodFormat(counts.period().format());
    this.period =
        counts.period().columns().stream()
            .mapToInt(name -> headings.required(List.of(name)))
            .toArray();
    this.ageGroup = place(counts.ageGroup());
    this.category = place(counts.category());
    counts.measures().forEach(measure -> checkColumns(measure.column(), measure.where()));
    counts.areas().forEach(area -> checkColumns(area.code(), area.where()));
  }

  private int[] place(@Nullable Breakdown breakdown) {
    return breakdown == null ? new int[0] : new int[] {headings.required(breakdown.columns())};
  }

  private void checkColumns(String column, Map<String, String> where) {
    headings.required(List.of(column));
    where.keySet().forEach(name -> headings.required(List.of(name)));
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && reader.hasNext()) {
      Line line = reader.next();
      watch.see(line);
      read(line);
    }
    if (ready.isEmpty()) {
      watch.finish();
    }
    return !ready.isEmpty();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }

  private void read(Line line) {
    List<String> cells = line.cells();
    if (cells.size() != headings.count()) {
      String words = cells.size() < headings.count() ? "too few cells" : "too many cells";
      ready.add(notUsed(line, Fate.SET_ASIDE, words, cells.size()));
      return;
    }
    Optional<AreaRule> area =
        counts.areas().stream().filter(rule -> holds(rule.where(), cells)).findFirst();
    List<Measure> measures =
        counts.measures().stream().filter(measure -> holds(measure.where(), cells)).toList();
    if (area.isEmpty() || measures.isEmpty()) {
      ready.add(notUsed(line, Fate.LEFT_OUT, "the mapping does not ask for this row", 0));
      return;
    }
    readNumbers(line, area.get(), measures);
  }

  private void readNumbers(Line line, AreaRule rule, List<Measure> measures) {
    List<String> cells = line.cells();
    int codePlace = headings.required(List.of(rule.code()));
    String code = cells.get(codePlace);
    String name = rule.name().isEmpty() ? "" : cells.get(headings.required(List.of(rule.name())));
    String unknown = rule.unknown().get(code);
    if (unknown != null) {
      name = unknown;
      code = rule.level() + "-unknown";
    } else if (code.isEmpty() || mapping.missing().containsKey(code)) {
      ready.add(notUsed(line, Fate.SET_ASIDE, "no area code", codePlace + 1));
      return;
    }
    List<String> spelled = new ArrayList<>();
    for (int place : period) {
      spelled.add(cells.get(place));
    }
    Optional<LocalDate> start = format.parse(spelled);
    if (start.isEmpty()) {
      ready.add(notUsed(line, Fate.SET_ASIDE, "not a period as declared", period[0] + 1));
      return;
    }
    List<Row> rows = new ArrayList<>();
    for (Measure measure : measures) {
      int place = headings.required(List.of(measure.column()));
      String cell = cells.get(place);
      String missing = cell.isEmpty() ? "blank" : mapping.missing().get(cell);
      Optional<Double> value = missing == null ? number(cell) : Optional.empty();
      if (missing == null && value.isEmpty()) {
        ready.add(notUsed(line, Fate.SET_ASIDE, "not a number", place + 1));
        return;
      }
      rows.add(
          RowFactory.create(
              mapping.name(),
              measure.kind().code(),
              counts.grain().code(),
              code,
              name.isEmpty() ? null : name,
              rule.level(),
              part(cells, ageGroup, counts.ageGroup()),
              part(cells, category, counts.category()),
              Date.valueOf(start.get()),
              value.orElse(null),
              missing,
              file,
              line.record(),
              line.number(),
              rows.isEmpty(),
              Fate.USED.code(),
              null,
              null));
    }
    ready.addAll(rows);
  }

  private static String part(List<String> cells, int[] place, @Nullable Breakdown breakdown) {
    if (breakdown == null) {
      return StoreSchema.ALL;
    }
    String value = cells.get(place[0]);
    return value.equals(breakdown.total()) ? StoreSchema.ALL : value;
  }

  private boolean holds(Map<String, String> where, List<String> cells) {
    for (Map.Entry<String, String> condition : where.entrySet()) {
      if (!cells.get(headings.required(List.of(condition.getKey()))).equals(condition.getValue())) {
        return false;
      }
    }
    return true;
  }

  /** A finite decimal number; the words NaN and Infinity are none. */
  static Optional<Double> number(String cell) {
    try {
      return Optional.of(new BigDecimal(cell.trim()).doubleValue()).filter(Double::isFinite);
    } catch (NumberFormatException notOne) {
      return Optional.empty();
    }
  }

  private Row notUsed(Line line, Fate fate, String reason, int column) {
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
        fate.code(),
        reason,
        column);
  }
}
