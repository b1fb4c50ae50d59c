package org.tidetable.pipeline.source;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.pipeline.file.Line;
import org.tidetable.pipeline.source.CountsMapping.AreaRule;
import org.tidetable.pipeline.source.CountsMapping.Breakdown;
import org.tidetable.pipeline.source.CountsMapping.Measure;
import org.tidetable.pipeline.source.FileColumns.Fault;

/** Rows of aggregated numbers as {@link StoreSchema#COUNTS}: one for each number. */
final class CountsRows implements RowReading {
  private final CountsMapping counts;
  private final FileColumns columns;
  private final StoreRows rows;
  private final PeriodFormat format;
  private final int[] period;
  private final int ageGroup;
  private final int category;

  CountsRows(CountsMapping counts, FileColumns columns, StoreRows rows) {
    this.counts = counts;
    this.columns = columns;
    this.rows = rows;
    this.format = new PeriodFormat(counts.period().format());
    this.period = counts.period().columns().stream().mapToInt(columns::required).toArray();
    this.ageGroup = place(counts.ageGroup());
    this.category = place(counts.category());
    counts.measures().forEach(measure -> columns.required(measure.column()));
    counts.areas().forEach(area -> columns.required(area.code()));
  }

  private int place(@Nullable Breakdown breakdown) {
    return breakdown == null ? -1 : columns.required(breakdown.columns().toArray(String[]::new));
  }

  @Override
  public void read(Line line, Consumer<Row> into) {
    List<String> cells = line.cells();
    Optional<AreaRule> area =
        counts.areas().stream().filter(rule -> columns.holds(rule.where(), cells)).findFirst();
    List<Measure> measures =
        counts.measures().stream()
            .filter(measure -> columns.holds(measure.where(), cells))
            .toList();
    if (area.isEmpty() || measures.isEmpty()) {
      into.accept(rows.leftOut(line));
      return;
    }
    readNumbers(line, area.get(), measures, into);
  }

  private void readNumbers(Line line, AreaRule rule, List<Measure> measures, Consumer<Row> into) {
    List<String> cells = line.cells();
    int codePlace = columns.required(rule.code());
    String code = cells.get(codePlace);
    String name = rule.name().isEmpty() ? "" : cells.get(columns.required(rule.name()));
    String unknown = rule.unknown().get(code);
    if (unknown != null) {
      name = unknown;
      code = rule.level() + "-unknown";
    } else if (columns.missing(codePlace, code).isPresent()) {
      into.accept(rows.setAside(line, new Fault("no area code", codePlace + 1)));
      return;
    }
    List<Row> read = new ArrayList<>();
    for (Measure measure : measures) {
      Optional<LocalDate> start = start(measure, cells);
      if (start.isEmpty()) {
        into.accept(rows.setAside(line, new Fault("not a period as declared", firstPeriod() + 1)));
        return;
      }
      int place = columns.required(measure.column());
      String cell = cells.get(place);
      Optional<String> missing = columns.missing(place, cell);
      Optional<Double> value = missing.isEmpty() ? ColumnCells.number(cell) : Optional.empty();
      if (missing.isEmpty() && value.isEmpty()) {
        into.accept(rows.setAside(line, new Fault("not a number", place + 1)));
        return;
      }
      read.add(
          rows.used(
              line,
              read.isEmpty(),
              measure.kind().code(),
              counts.grain().code(),
              code,
              name.isEmpty() ? null : name,
              rule.level(),
              part(cells, ageGroup, counts.ageGroup()),
              part(cells, category, counts.category()),
              Date.valueOf(start.get()),
              value.orElse(null),
              missing.orElse(null)));
    }
    read.forEach(into);
  }

  private int firstPeriod() {
    return period.length == 0 ? 0 : period[0];
  }

  private Optional<LocalDate> start(Measure measure, List<String> cells) {
    if (!measure.period().isEmpty()) {
      return Optional.of(LocalDate.parse(measure.period()));
    }
    List<String> spelled = new ArrayList<>(period.length);
    for (int place : period) {
      spelled.add(cells.get(place));
    }
    return format.parse(spelled);
  }

  private static String part(List<String> cells, int place, @Nullable Breakdown breakdown) {
    if (breakdown == null) {
      return StoreSchema.ALL;
    }
    String value = cells.get(place);
    return value.equals(breakdown.total()) ? StoreSchema.ALL : value;
  }
}
