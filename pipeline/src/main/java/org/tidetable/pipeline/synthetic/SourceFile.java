package org.tidetable.pipeline.synthetic;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.commons.csv.CSVPrinter;

/** Writes one source's rows as they come, plants the faults and counts them. */
final class SourceFile implements Closeable {
  private static final double SHARE_OF_ROWS_THAT_RELEASE_ONE = 0.05;

  private final SourceLayout layout;
  private final Pseudonyms pseudonyms;
  private final long firstStranger;
  private final SplittableRandom random;
  private final CSVPrinter printer;
  private final Deque<SourceRow> waiting = new ArrayDeque<>();
  private final Map<PlantedFault, Integer> planted = new EnumMap<>(PlantedFault.class);
  private long records;
  private long rows;

  SourceFile(SourceLayout layout, SyntheticSettings settings, Path folder) throws IOException {
    this.layout = layout;
    this.pseudonyms = layout.pseudonyms(settings.seed());
    this.firstStranger = settings.people();
    this.random = Streams.of(settings.seed(), "faults", layout.file().hashCode());
    BufferedWriter writer = CsvFiles.writer(folder.resolve(layout.file()));
    this.printer = CsvFiles.printer(writer, layout.headings());
  }

  String pseudonym(int residentIndex) {
    return pseudonyms.of(residentIndex);
  }

  void write(Occurrence happened, Area area) throws IOException {
    SourceRow row =
        layout.row(happened, area, pseudonym(happened.resident().index()), nextRecord());
    double pick = random.nextDouble();
    for (PlantedFault fault : PlantedFault.values()) {
      if (pick >= 0 && pick < fault.share()) {
        planted.merge(fault, 1, Integer::sum);
        row = plant(fault, row, happened);
      }
      pick -= fault.share();
    }
    print(row);
    if (!waiting.isEmpty() && random.nextDouble() < SHARE_OF_ROWS_THAT_RELEASE_ONE) {
      print(waiting.remove());
    }
  }

  /** Rows of the finished file, those that still wait included. */
  long rows() {
    return rows + waiting.size();
  }

  int planted(PlantedFault fault) {
    return planted.getOrDefault(fault, 0);
  }

  @Override
  public void close() throws IOException {
    while (!waiting.isEmpty()) {
      print(waiting.remove());
    }
    printer.close();
  }

  /** What is written in the row's place; what is written besides waits for its turn. */
  private SourceRow plant(PlantedFault fault, SourceRow row, Occurrence happened) {
    return switch (fault) {
      case EXACT_DUPLICATE -> {
        waiting.add(row);
        yield row;
      }
      case CORRECTED_DUPLICATE -> {
        LocalDate corrected = happened.known().plusDays(1 + random.nextInt(15));
        waiting.add(row.knownOn(layout.date(corrected)));
        yield row.mistaken();
      }
      case LATE -> {
        int days = layout.lateAfterDays() + 1 + random.nextInt(120);
        yield row.knownOn(layout.date(happened.start().plusDays(days)));
      }
      case UNLINKED_PSEUDONYM -> {
        String stranger = pseudonyms.of(firstStranger + planted(fault));
        waiting.add(row.withPseudonym(stranger, nextRecord()));
        yield row;
      }
      case BAD_DATE -> {
        waiting.add(row.withStart(layout.badDate(), nextRecord()));
        yield row;
      }
      case UNKNOWN_CODE -> {
        waiting.add(row.withCode("ZZ9", nextRecord()));
        yield row;
      }
    };
  }

  private String nextRecord() {
    records++;
    return layout.record(records);
  }

  private void print(SourceRow row) throws IOException {
    rows++;
    printer.printRecord(layout.cells(row));
  }
}
