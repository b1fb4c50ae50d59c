package org.tidetable.pipeline.conf;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.tidetable.pipeline.conf.YamlReader.Bound;

/** Reads a point score. */
public final class PointScoreReader {
  /** What else is compared under a name. */
  private static final Set<String> TAKEN =
      Set.of(
          "logistic",
          "boosted_trees",
          "blended",
          "age_sex",
          "area",
          "age_sex_area",
          "traits",
          "all",
          "none",
          "not_made");

  private PointScoreReader() {}

  /**
   * The score in that file.
   *
   * @throws org.tidetable.pipeline.run.UserError with exit code 3 and every problem found
   */
  public static PointScoreConfig read(Path file) {
    Problems problems = new Problems();
    Optional<Bound<PointScoreConfig>> bound =
        new YamlReader(problems).read(file, PointScoreConfig.class);
    bound.ifPresent(found -> check(file, found, problems));
    problems.throwIfAny();
    return bound.orElseThrow().value();
  }

  private static void check(Path file, Bound<PointScoreConfig> bound, Problems problems) {
    PointScoreConfig score = bound.value();
    if (!score.name().matches("[a-z][a-z0-9_]{0,30}")) {
      note(file, bound, problems, "name", "must be in small letters, digits and _. Rename it.");
    }
    if (TAKEN.contains(score.name())) {
      note(file, bound, problems, "name", "is that of a method or rival. Rename it.");
    }
    if (score.shareOf() <= 0) {
      note(file, bound, problems, "share_of", "must be more than 0. Correct it.");
    }
    if (score.rules().isEmpty()) {
      note(file, bound, problems, "rules", "gives no points. Add a rule.");
    }
    for (int i = 0; i < score.rules().size(); i++) {
      PointScoreConfig.Rule rule = score.rules().get(i);
      String path = "rules[" + i + "]";
      if (rule.isOneOf().isEmpty() && rule.atLeast() == null && rule.atMost() == null) {
        note(
            file,
            bound,
            problems,
            path,
            "holds for every row with a value. Add is_one_of, at_least or at_most.");
      }
    }
  }

  private static void note(
      Path file, Bound<PointScoreConfig> bound, Problems problems, String path, String words) {
    problems.add(
        file.toString(), bound.places().line(path), bound.places().column(path), path, words);
  }
}
