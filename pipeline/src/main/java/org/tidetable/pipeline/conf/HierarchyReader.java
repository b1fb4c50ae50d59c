package org.tidetable.pipeline.conf;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tidetable.models.forecast.Series;
import org.tidetable.models.reconcile.Crossing;
import org.tidetable.models.reconcile.Dimension;
import org.tidetable.pipeline.conf.YamlReader.Bound;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.UserError;
import org.tidetable.pipeline.source.SeriesFile;

/** Reads what the series of a file add up to. */
public final class HierarchyReader {
  private static final String SERIES_ID = "series_id";

  private final Path file;
  private final HierarchyConfig config;

  private HierarchyReader(Path file, HierarchyConfig config) {
    this.file = file;
    this.config = config;
  }

  /**
   * The hierarchy in that file.
   *
   * @throws UserError with exit code 3 and every problem found in it
   */
  public static HierarchyReader read(Path file) {
    Problems problems = new Problems();
    Optional<Bound<HierarchyConfig>> bound =
        new YamlReader(problems).read(file, HierarchyConfig.class);
    bound.ifPresent(found -> check(file, found, problems));
    problems.throwIfAny();
    return new HierarchyReader(file, bound.orElseThrow().value());
  }

  private static void check(Path file, Bound<HierarchyConfig> bound, Problems problems) {
    HierarchyConfig config = bound.value();
    Check at = new Check(file, bound.places(), problems);
    at.file("lookup", config.lookup());
    if (config.dimensions().isEmpty()) {
      at.note("dimensions", "names no dimension. Name at least one, such as area.");
    }
    Set<String> names = new HashSet<>();
    Set<String> levels = new HashSet<>(Set.of(Dimension.ALL, SERIES_ID));
    for (int index = 0; index < config.dimensions().size(); index++) {
      HierarchyConfig.Dimension dimension = config.dimensions().get(index);
      String path = "dimensions[" + index + "]";
      if (!names.add(dimension.name())) {
        at.note(path + ".name", "stands twice. Give each dimension its own name.");
      }
      for (String level : dimension.levels()) {
        if (!levels.add(level)) {
          at.note(
              path + (dimension.levels().size() > 1 ? ".levels" : ".name"),
              "the level \"" + level + "\" stands twice, or is a word with a meaning of its own.");
        }
      }
      at.file(path + ".parents", dimension.parents());
    }
  }

  /** Notes problems at the places of settings. */
  private record Check(Path file, StrictYaml places, Problems problems) {
    void note(String path, String message) {
      problems.add(file.toString(), places.line(path), places.column(path), path, message);
    }

    void file(String path, @Nullable String named) {
      if (named != null && !named.isEmpty() && !Files.isRegularFile(beside(file, named))) {
        note(path, "there is no file " + beside(file, named) + ". Check the path.");
      }
    }
  }

  private static Path beside(Path file, String named) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? Path.of(named) : parent.resolve(named).normalize();
  }

  /** Whether expected values are to be whole numbers. */
  public boolean wholeNumbers() {
    return config.wholeNumbers();
  }

  /**
   * The hierarchy of these series, in their order.
   *
   * @param seriesFile where they stand
   * @throws UserError with exit code 4 for the first code that is missing or contradicts another
   */
  public Crossing crossing(Path seriesFile, List<Series> series) {
    if (config.lookup().isEmpty() && SeriesFile.isParquet(seriesFile)) {
      throw UserError.of(
          ExitCode.CONFIGURATION,
          "%s:1:1  names no lookup, and codes are not read from Parquet. Name a CSV file with"
              + " series_id and the codes of each series.",
          file);
    }
    List<String> columns = new ArrayList<>();
    for (HierarchyConfig.Dimension dimension : config.dimensions()) {
      columns.addAll(
          dimension.parents() == null ? dimension.levels() : List.of(dimension.finest()));
    }
    Path table = config.lookup().isEmpty() ? seriesFile : beside(file, config.lookup());
    List<String> ids = List.of(SERIES_ID, "unique_id");
    CodeTable lookup = CodeTable.read(table, ids, columns);
    List<Function<String, List<String>>> paths = new ArrayList<>();
    int next = 0;
    for (HierarchyConfig.Dimension dimension : config.dimensions()) {
      int from = next;
      if (dimension.parents() == null) {
        int to = next + dimension.levels().size();
        paths.add(id -> lookup.codes(id).subList(from, to));
        next = to;
      } else {
        Path named = beside(file, dimension.parents());
        CodeTable parents = CodeTable.read(named, List.of(dimension.finest()), dimension.levels());
        paths.add(id -> parents.codes(lookup.codes(id).get(from)));
        next++;
      }
    }
    return crossing(table, series.stream().map(Series::id).toList(), paths);
  }

  private Crossing crossing(
      Path table, List<String> ids, List<Function<String, List<String>>> paths) {
    List<Dimension> dimensions = new ArrayList<>();
    List<List<String>> keys = new ArrayList<>();
    ids.forEach(id -> keys.add(new ArrayList<>()));
    for (int index = 0; index < paths.size(); index++) {
      HierarchyConfig.Dimension dimension = config.dimensions().get(index);
      Set<List<String>> found = new LinkedHashSet<>();
      for (int one = 0; one < ids.size(); one++) {
        List<String> path = paths.get(index).apply(ids.get(one));
        found.add(path);
        keys.get(one).add(path.get(path.size() - 1));
      }
      dimensions.add(dimension(table, dimension, List.copyOf(found)));
    }
    if (Set.copyOf(keys).size() < keys.size()) {
      throw UserError.of(
          ExitCode.INPUT,
          "%s:1:1  some series have the same codes in every dimension. Add a dimension that tells"
              + " them apart, or add them up.",
          table);
    }
    return Crossing.of(
        dimensions,
        keys,
        switch (config.totals()) {
          case EVERY -> Crossing.Totals.EVERY;
          case ONE_DIMENSION -> Crossing.Totals.ONE_DIMENSION;
          case TOP -> Crossing.Totals.TOP;
        });
  }

  private static Dimension dimension(
      Path table, HierarchyConfig.Dimension dimension, List<List<String>> paths) {
    try {
      return Dimension.tree(dimension.name(), dimension.levels(), paths);
    } catch (IllegalArgumentException contradiction) {
      throw UserError.of(
          ExitCode.INPUT,
          "%s:1:1  %s. Give every code one code above it.",
          dimension.parents() == null ? table : dimension.parents(),
          String.valueOf(contradiction.getMessage()));
    }
  }

  /**
   * The ids of the totals, such as {@code region=north|age=all}: their codes by level, dimensions
   * left out where all are together.
   */
  public static List<String> totalIds(Crossing crossing) {
    List<String> ids = new ArrayList<>();
    for (int node = 0; node < crossing.hierarchy().totals(); node++) {
      ids.add(crossing.label(node));
    }
    return ids;
  }
}
