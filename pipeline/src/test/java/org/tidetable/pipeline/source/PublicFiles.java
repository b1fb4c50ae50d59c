package org.tidetable.pipeline.source;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.tidetable.pipeline.conf.MappingReader;

/** The public files, whose folder -Dtidetable.data=DIR names, and the ready mapping of each. */
final class PublicFiles {
  private static final Path MAPPINGS =
      Path.of(System.getProperty("basedir", ""))
          .toAbsolutePath()
          .resolveSibling("conf")
          .resolve("sources");
  private static final Map<String, SourceMapping> READ = new ConcurrentHashMap<>();

  private PublicFiles() {}

  /**
   * One line of the table of public files.
   *
   * @param file below the folder
   * @param mapping below conf/sources
   * @param setAside rows that are faulty, and known to be
   */
  record Listed(String file, String mapping, long setAside) {
    Path path() {
      return folder().resolve(file);
    }
  }

  /** The folder; skips the test, and says so, where there is none. */
  static Path folder() {
    String folder = System.getProperty("tidetable.data", "");
    boolean there = !folder.isBlank() && Files.isDirectory(Path.of(folder));
    if (!there) {
      System.out.println("Skipped: the public files are not there; give -Dtidetable.data=DIR");
    }
    assumeTrue(there);
    return Path.of(folder);
  }

  static List<Listed> listed() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(PublicFiles.class.getResourceAsStream("/public/files.csv")),
                StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .skip(1)
          .map(line -> line.split(",", -1))
          .map(cells -> new Listed(cells[0], cells[1], Long.parseLong(cells[2])))
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Every CSV file of the folder, by its path below it. */
  static List<String> present() {
    Path folder = folder();
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .filter(name -> name.endsWith(".csv") || name.endsWith(".csv.gz"))
          .sorted()
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Every ready mapping, by its path below conf/sources. */
  static List<String> mappings() {
    try (Stream<Path> walk = Files.walk(MAPPINGS)) {
      return walk.filter(file -> file.toString().endsWith(".yaml"))
          .map(file -> MAPPINGS.relativize(file).toString())
          .sorted()
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static SourceMapping mapping(String name) {
    return READ.computeIfAbsent(name, any -> MappingReader.read(MAPPINGS.resolve(any)));
  }
}
