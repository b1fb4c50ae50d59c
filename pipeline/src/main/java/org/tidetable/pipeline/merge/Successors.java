package org.tidetable.pipeline.merge;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.UserError;

/**
 * Codes of trusts and areas that have ended, and those that followed, as they were on a day. A code
 * that was split has no one successor: its numbers stay under it, as nobody knows the shares.
 *
 * @param now each ended code with the code that stands for it on the day, through all steps
 * @param split codes that more than one followed
 */
public record Successors(Map<String, String> now, Set<String> split) {
  public static final Successors NONE = new Successors(Map.of(), Set.of());

  private record Step(LocalDate day, String code) {}

  public Successors {
    now = new TreeMap<>(now);
    split = new TreeSet<>(split);
  }

  /**
   * Reads tables with the columns old_code, new_code, date.
   *
   * @param asOf changes up to that day count
   */
  public static Successors read(List<Path> files, LocalDate asOf) {
    TreeMap<String, List<Step>> steps = new TreeMap<>();
    for (Path file : files) {
      LookupTable table = LookupTable.read(file);
      int from = table.column("old_code");
      int to = table.column("new_code");
      int date = table.column("date");
      for (int row = 0; row < table.rows().size(); row++) {
        List<String> cells = table.rows().get(row);
        LocalDate day = day(file, row, cells.get(date));
        if (!day.isAfter(asOf) && !cells.get(from).equals(cells.get(to))) {
          steps
              .computeIfAbsent(cells.get(from), any -> new ArrayList<>())
              .add(new Step(day, cells.get(to)));
        }
      }
    }
    return resolved(steps);
  }

  private static LocalDate day(Path file, int row, String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException notOne) {
      throw UserError.of(
          ExitCode.INPUT,
          "%s: data row %d has no date such as 2024-04-01 in the column \"date\". Mend the row.",
          file,
          row + 1);
    }
  }

  private static Successors resolved(TreeMap<String, List<Step>> steps) {
    Map<String, String> next = new TreeMap<>();
    Set<String> split = new TreeSet<>();
    steps.forEach(
        (code, found) -> {
          if (found.stream().map(Step::code).distinct().count() > 1) {
            split.add(code);
          } else {
            next.put(
                code, found.stream().max(Comparator.comparing(Step::day)).orElseThrow().code());
          }
        });
    Map<String, String> now = new TreeMap<>();
    for (String code : next.keySet()) {
      Set<String> seen = new HashSet<>(Set.of(code));
      String at = code;
      while (next.containsKey(at)) {
        at = next.getOrDefault(at, at);
        if (!seen.add(at)) {
          throw UserError.of(
              ExitCode.INPUT,
              "areas.successors: code %s comes after itself. Take one of its rows out.",
              code);
        }
      }
      now.put(code, at);
    }
    return new Successors(now, split);
  }

  /** Whether nothing changes. */
  public boolean isNone() {
    return now.isEmpty();
  }
}
