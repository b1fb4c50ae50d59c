package org.tidetable.pipeline.source;

import static org.tidetable.pipeline.run.ExitCode.INPUT;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.vocabulary.Grain;
import org.tidetable.pipeline.run.UserError;

/** The rows of a long table on their way to series, in arrays side by side. */
final class SeriesRows {
  private static final int SECONDS_OF_HOUR = 3600;

  /** A series with more periods than this for each row has a wrong date, not gaps. */
  private static final int MOST_PERIODS_PER_ROW = 100;

  private static final int ALWAYS_ALLOWED_PERIODS = 1000;

  private final String file;
  private final Grain grain;
  private final int periodCell;
  private final Map<String, Integer> places = new HashMap<>();
  private final List<String> ids = new ArrayList<>();
  private String lastId = "";
  private int lastPlace = -1;

  private int count;
  private int[] series = new int[1 << 10];
  private int[] hours = new int[1 << 10];
  private int[] lines = new int[1 << 10];
  private double[] values = new double[1 << 10];
  private Optional<Fault> fault = Optional.empty();

  private record Fault(int line, String message) {}

  /**
   * Starts without rows.
   *
   * @param periodCell the column of the periods, from 1, for messages
   */
  SeriesRows(String file, Grain grain, int periodCell) {
    this.file = file;
    this.grain = grain;
    this.periodCell = periodCell;
  }

  /** Adds a row; {@code line} is where messages say it stands. */
  void add(String id, LocalDateTime period, double value, long line) {
    if (count == series.length) {
      int more = count + (count >> 1);
      series = Arrays.copyOf(series, more);
      hours = Arrays.copyOf(hours, more);
      lines = Arrays.copyOf(lines, more);
      values = Arrays.copyOf(values, more);
    }
    series[count] = place(id);
    hours[count] = Math.toIntExact(period.toEpochSecond(ZoneOffset.UTC) / SECONDS_OF_HOUR);
    lines[count] = Math.toIntExact(line);
    values[count] = value;
    count++;
  }

  Grain grain() {
    return grain;
  }

  int count() {
    return count;
  }

  // Rows of one series mostly follow each other.
  private int place(String id) {
    if (lastPlace < 0 || !id.equals(lastId)) {
      lastPlace = places.computeIfAbsent(id, unseen -> ids.size());
      lastId = id;
      if (lastPlace == ids.size()) {
        ids.add(id);
      }
    }
    return lastPlace;
  }

  /**
   * The series by id; periods without a row are missing. Refuses at the first row that is wrong.
   */
  List<Series> toSeries() {
    int[] ends = new int[ids.size()];
    for (int row = 0; row < count; row++) {
      ends[series[row]]++;
    }
    for (int place = 1; place < ends.length; place++) {
      ends[place] += ends[place - 1];
    }
    // Backwards, so that rows of one series keep their order: where each ends becomes its start.
    int[] starts = ends.clone();
    int[] rows = new int[count];
    for (int row = count - 1; row >= 0; row--) {
      rows[--starts[series[row]]] = row;
    }
    List<Series> all =
        IntStream.range(0, ids.size())
            .boxed()
            .sorted(Comparator.comparing(ids::get))
            .flatMap(place -> one(place, rows, starts[place], ends[place]).stream())
            .toList();
    fault.ifPresent(
        first -> {
          throw UserError.of(
              INPUT, "%s:%d:%d  %s", file, first.line(), periodCell, first.message());
        });
    return all;
  }

  private Optional<Series> one(int place, int[] rows, int start, int end) {
    int earliest = rows[start];
    int latest = rows[start];
    for (int i = start; i < end; i++) {
      earliest = hours[rows[i]] < hours[earliest] ? rows[i] : earliest;
      latest = hours[rows[i]] > hours[latest] ? rows[i] : latest;
    }
    LocalDateTime first = moment(earliest);
    long length = grain.between(first, moment(latest)) + 1;
    if (length > ALWAYS_ALLOWED_PERIODS + (long) MOST_PERIODS_PER_ROW * (end - start)) {
      refuse(
          Math.max(lines[earliest], lines[latest]),
          "the series runs from %s (line %d) to %s (line %d): %,d periods of a %s for %,d rows. "
              + "Correct the date that is wrong, or choose the --grain of the file.",
          text(first),
          lines[earliest],
          text(moment(latest)),
          lines[latest],
          length,
          grain.code(),
          end - start);
      return Optional.empty();
    }
    double[] found = new double[(int) length];
    int[] seen = new int[(int) length];
    Arrays.fill(found, Double.NaN);
    for (int i = start; i < end; i++) {
      put(rows[i], first, lines[earliest], found, seen);
    }
    checkSpacing(first, seen, end - start);
    return Optional.of(new Series(ids.get(place), grain, first, found));
  }

  private void checkSpacing(LocalDateTime first, int[] seen, int count) {
    if (seen.length == count) {
      return;
    }
    int[] places = IntStream.range(0, seen.length).filter(place -> seen[place] > 0).toArray();
    RowSpacing spacing = new RowSpacing(grain, first, places);
    spacing
        .far()
        .ifPresent(
            gap ->
                refuse(
                    seen[spacing.likelySlip(gap)],
                    "between %s (line %d) and %s (line %d) there is no row for %,d %ss, longer than "
                        + "all the rest of the series. Correct the date that is wrong, or leave out "
                        + "what lies beyond.",
                    text(grain.plus(first, gap.before())),
                    seen[gap.before()],
                    text(grain.plus(first, gap.after())),
                    seen[gap.after()],
                    gap.periods() - 1,
                    grain.code()));
    spacing
        .coarser()
        .ifPresent(
            coarser ->
                refuse(
                    seen[0],
                    "all %d rows of the series stand whole %ss apart. Choose --grain %s; if they "
                        + "are of a single %s each, write a row for each %s between, with a blank "
                        + "value.",
                    count,
                    coarser.code(),
                    coarser.code(),
                    grain.code(),
                    grain.code()));
  }

  private void put(int row, LocalDateTime first, int firstLine, double[] found, int[] seen) {
    LocalDateTime moment = moment(row);
    int index = (int) grain.between(first, moment);
    if (!grain.plus(first, index).equals(moment)) {
      refuse(
          lines[row],
          "%s is no whole number of %ss after %s in line %d, where the series begins. Let every %s "
              + "of a series begin %s.",
          text(moment),
          grain.code(),
          text(first),
          firstLine,
          grain.code(),
          grain == Grain.WEEK ? "on the same weekday" : "in the same month");
    } else if (seen[index] > 0) {
      refuse(
          lines[row],
          "the series has %s twice, before in line %d. Keep one row for each series and period; "
              + "where both count, write their sum.%s",
          text(moment),
          seen[index],
          grain == Grain.HOUR ? " Where clocks went back, write the hours of UTC." : "");
    } else {
      seen[index] = lines[row];
      found[index] = values[row];
    }
  }

  private void refuse(int line, String message, Object... arguments) {
    if (fault.isEmpty() || line < fault.get().line()) {
      fault = Optional.of(new Fault(line, String.format(Locale.ROOT, message, arguments)));
    }
  }

  private LocalDateTime moment(int row) {
    return LocalDateTime.ofEpochSecond((long) hours[row] * SECONDS_OF_HOUR, 0, ZoneOffset.UTC);
  }

  private String text(LocalDateTime moment) {
    return PeriodStart.text(moment, grain);
  }
}
