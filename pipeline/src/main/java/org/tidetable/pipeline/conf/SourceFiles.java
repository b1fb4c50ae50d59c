package org.tidetable.pipeline.conf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Which files an entry of {@code files} means: a file, all files in a folder, or those of a glob.
 */
public final class SourceFiles {
  private static final String GLOB = "*?[{";

  private SourceFiles() {}

  /**
   * The files, sorted; empty where there are none. In folders hidden files and those whose name
   * begins with README are left alone.
   *
   * @param base the folder that the entry is relative to
   */
  public static List<Path> expand(Path base, String entry) {
    Path place = globFree(base, entry);
    if (Files.isRegularFile(place)) {
      return List.of(place);
    }
    if (Files.isDirectory(place)) {
      return below(place, any -> true);
    }
    return matching(base, entry);
  }

  /** Whether an entry names a folder that is there. */
  static boolean isFolder(Path base, String entry) {
    return Files.isDirectory(globFree(base, entry));
  }

  // An entry with a star is no path on every system.
  private static Path globFree(Path base, String entry) {
    try {
      return base.resolve(entry).normalize();
    } catch (java.nio.file.InvalidPathException notOne) {
      return base.resolve("no such file");
    }
  }

  private static List<Path> matching(Path base, String entry) {
    List<String> fixed = new ArrayList<>();
    List<String> varying = new ArrayList<>();
    for (String step : entry.split("/", -1)) {
      boolean plain = step.chars().noneMatch(c -> GLOB.indexOf(c) >= 0);
      (plain && varying.isEmpty() ? fixed : varying).add(step);
    }
    Path start = base.resolve(String.join("/", fixed)).normalize();
    if (varying.isEmpty() || !Files.isDirectory(start)) {
      return List.of();
    }
    PathMatcher matcher =
        FileSystems.getDefault().getPathMatcher("glob:" + String.join("/", varying));
    return below(start, file -> matcher.matches(start.relativize(file)));
  }

  private static List<Path> below(Path start, java.util.function.Predicate<Path> wanted) {
    try (Stream<Path> found = Files.walk(start)) {
      return found
          .filter(Files::isRegularFile)
          .filter(file -> isSource(start.relativize(file)))
          .filter(wanted)
          .sorted()
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static boolean isSource(Path file) {
    for (Path step : file) {
      if (step.toString().startsWith(".")) {
        return false;
      }
    }
    String name = String.valueOf(file.getFileName()).toUpperCase(Locale.ROOT);
    return !name.startsWith("README");
  }
}
