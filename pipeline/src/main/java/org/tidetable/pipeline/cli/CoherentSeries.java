package org.tidetable.pipeline.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.tidetable.models.evaluation.HierarchyForecasts;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.forecast.SeriesParts;
import org.tidetable.models.reconcile.Crossing;
import org.tidetable.models.reconcile.Hierarchy;
import org.tidetable.models.reconcile.NodeSeries;
import org.tidetable.pipeline.conf.HierarchyReader;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.UserError;

/** Forecasts of the series in a file and of what they add up to. */
record CoherentSeries(Crossing crossing, HierarchyForecasts forecasts) {

  /**
   * What is to be forecast.
   *
   * @param series one for each node
   */
  record Nodes(Crossing crossing, List<Series> series) {
    Hierarchy hierarchy() {
      return crossing.hierarchy();
    }

    /** What the levels tell of each series. */
    SeriesParts parts() {
      Map<String, Map<String, String>> parts = new HashMap<>();
      for (int node = 0; node < series.size(); node++) {
        parts.put(series.get(node).id(), crossing.parts(node));
      }
      return new SeriesParts(parts);
    }
  }

  /** The series with their totals. */
  static Nodes nodes(HierarchyReader hierarchy, Path file, List<Series> series) {
    Crossing crossing = hierarchy.crossing(file, series);
    List<String> ids = HierarchyReader.totalIds(crossing);
    Set<String> names = Set.copyOf(ids);
    for (Series one : series) {
      if (names.contains(one.id())) {
        throw UserError.of(
            ExitCode.INPUT,
            "%s:1:1  the series \"%s\" has the name of a total. Leave it out: totals are added up.",
            file,
            one.id());
      }
    }
    try {
      return new Nodes(
          crossing,
          NodeSeries.of(crossing.hierarchy(), series, HierarchyForecasts.ended(series), ids));
    } catch (IllegalArgumentException unlike) {
      throw UserError.of(
          ExitCode.INPUT,
          "%s:1:1  %s. Series that add up need the same periods.",
          file,
          String.valueOf(unlike.getMessage()));
    }
  }

  /** How the forecasts were made to agree and what that did, for a planner to read. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    words.add("Made to add up: " + forecasts.choice().weighting().words());
    List<Hierarchy.Level> levels = crossing.hierarchy().levels();
    List<String> ratios = new ArrayList<>();
    for (int level = 0; level < levels.size(); level++) {
      double ratio = forecasts.heldOut().get(level);
      if (!Double.isNaN(ratio)) {
        ratios.add(
            String.format(Locale.ROOT, "%s %+.1f %%", levels.get(level).name(), 100 * (ratio - 1)));
      }
    }
    if (!ratios.isEmpty()) {
      words.add("Error at held-out dates against forecasts alone: " + String.join(", ", ratios));
    }
    return words;
  }
}
