package org.tidetable.pipeline.conf;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tidetable.features.feature.Feature;
import org.tidetable.features.feature.FeatureCatalogue;
import org.tidetable.models.problem.RiskProblem;

/** Risks as written, in the words of the models. */
final class RiskReader {
  private static final int MOST_REFITS = 20;

  private final Function<String, Path> beside;
  private final BiConsumer<String, String> note;

  /**
   * @param beside where a named file stands
   * @param note takes the path of a setting and what is wrong with it
   */
  RiskReader(Function<String, Path> beside, BiConsumer<String, String> note) {
    this.beside = beside;
    this.note = note;
  }

  /** The risks that are sound; of the others it notes what is wrong. */
  List<Configuration.Risk> risks(List<RunConfig.Risk> all) {
    List<Configuration.Risk> risks = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      RunConfig.Risk written = all.get(i);
      String path = "risk[" + i + "]";
      Optional<Period> lookback = period(written.lookback(), path + ".lookback");
      Optional<Period> gap = period(written.gap(), path + ".gap");
      Optional<Period> timeAtRisk = period(written.timeAtRisk(), path + ".time_at_risk");
      if (written.topPerArea() < 1) {
        note.accept(path + ".top_per_area", "is " + written.topPerArea() + "; use 1 or more.");
      }
      if (written.caseload().stream().anyMatch(places -> places < 1)) {
        note.accept(path + ".caseload", "names a list of nobody; use lengths of 1 or more.");
      }
      if (Set.copyOf(written.caseload()).size() < written.caseload().size()) {
        note.accept(path + ".caseload", "names a length twice. Name each once.");
      }
      int refits = written.stability();
      if (refits < 0 || refits == 1 || refits > MOST_REFITS) {
        note.accept(
            path + ".stability",
            "is " + refits + "; use 2 to " + MOST_REFITS + " to compare lists, or 0 for none.");
      }
      checkPoints(written, path);
      Double cost = written.cost();
      if (cost != null && !(cost > 0 && Double.isFinite(cost))) {
        note.accept(path + ".cost", "is " + cost + "; use more than 0, or leave it out.");
      }
      Optional<Period> step = period(written.indexStep(), path + ".index_step");
      Optional<Period> washout = period(written.washout(), path + ".washout");
      if (lookback.isEmpty()
          || gap.isEmpty()
          || timeAtRisk.isEmpty()
          || step.isEmpty()
          || washout.isEmpty()) {
        continue;
      }
      try {
        risks.add(
            new Configuration.Risk(
                new RiskProblem(
                    written.name(),
                    new RiskProblem.TargetCohort(
                        written.name(),
                        written.minimumAge(),
                        written.maximumAge(),
                        written.excludeIfEver(),
                        written.title()),
                    new RiskProblem.Outcome(
                        written.name(), written.outcomeKinds(), written.minimum(), written.title()),
                    lookback.get(),
                    gap.get(),
                    timeAtRisk.get(),
                    new RiskProblem.Design(
                        step.get(),
                        washout.get(),
                        Optional.ofNullable(written.index())
                            .map(index -> new RiskProblem.Anchor(index.event(), index.at())),
                        written.censoring(),
                        Optional.ofNullable(written.leavesAtAge()),
                        written.death())),
                written));
      } catch (IllegalArgumentException refused) {
        note.accept(path, String.valueOf(refused.getMessage()) + ".");
      }
    }
    return risks;
  }

  private void checkPoints(RunConfig.Risk written, String path) {
    Set<String> features =
        FeatureCatalogue.all().stream().map(Feature::name).collect(Collectors.toSet());
    for (String named : written.pointScores()) {
      Path file = beside.apply(named);
      if (!Files.isRegularFile(file)) {
        note.accept(path + ".point_scores", "there is no file " + file + ". Check the path.");
        continue;
      }
      for (PointScoreConfig.Rule rule : PointScoreReader.read(file).rules()) {
        if (!features.contains(rule.column())) {
          note.accept(
              path + ".point_scores",
              "%s gives points for \"%s\", which is no feature. \"describe features\" lists them."
                  .formatted(file, rule.column()));
        }
      }
    }
  }

  private Optional<Period> period(String text, String path) {
    try {
      return Optional.of(Period.parse(text));
    } catch (DateTimeParseException notOne) {
      note.accept(path, "\"" + text + "\" is not an ISO period. Write P1Y, P6M or P90D.");
      return Optional.empty();
    }
  }
}
