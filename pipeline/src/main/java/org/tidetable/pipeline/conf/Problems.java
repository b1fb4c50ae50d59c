package org.tidetable.pipeline.conf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.UserError;

/** Everything that is wrong with a configuration, collected and then shown at once. */
public final class Problems {

  /**
   * One problem.
   *
   * @param path the setting, such as {@code risk[0].time_at_risk}
   * @param message what is wrong, and what to do
   */
  public record Problem(String file, int line, int column, String path, String message) {}

  private static final int MOST_SHOWN = 20;

  private final List<Problem> problems = new ArrayList<>();

  public void add(String file, int line, int column, String path, String message) {
    problems.add(new Problem(file, line, column, path, message));
  }

  public boolean isEmpty() {
    return problems.isEmpty();
  }

  /** Throws all problems as one message, with exit code 3, where there are any. */
  public void throwIfAny() {
    if (problems.isEmpty()) {
      return;
    }
    List<Problem> sorted = new ArrayList<>(problems);
    sorted.sort(
        Comparator.comparing(Problem::file)
            .thenComparing(Problem::line)
            .thenComparing(Problem::column));
    StringBuilder text = new StringBuilder();
    text.append(
        sorted.size() == 1
            ? "The configuration has a problem:\n"
            : String.format(Locale.ROOT, "The configuration has %d problems:\n", sorted.size()));
    for (int i = 0; i < Math.min(sorted.size(), MOST_SHOWN); i++) {
      Problem problem = sorted.get(i);
      text.append(
          String.format(
              Locale.ROOT,
              "  %d. %s:%d:%d  %s%s%s%n",
              i + 1,
              problem.file(),
              problem.line(),
              problem.column(),
              problem.path(),
              problem.path().isEmpty() ? "" : "  ",
              problem.message()));
    }
    if (sorted.size() > MOST_SHOWN) {
      text.append(String.format(Locale.ROOT, "  and %d more.%n", sorted.size() - MOST_SHOWN));
    }
    text.append("Nothing was written.");
    throw UserError.of(ExitCode.CONFIGURATION, "%s", text);
  }
}
