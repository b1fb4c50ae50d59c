package org.tidetable.pipeline.profile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tidetable.pipeline.conf.MappingReader;
import org.tidetable.pipeline.source.HeadingMatch;
import org.tidetable.pipeline.source.SourceMapping;

/** The mappings that come with Tidetable, by which the files of known extracts are recognised. */
public final class ReadyMappings {
  /** Fewer columns in common are no sign of anything. */
  private static final int LEAST_FOUND = 3;

  private static final double LEAST_SHARE = 0.8;

  private final List<Ready> all;

  private record Ready(Path file, SourceMapping mapping) {}

  private ReadyMappings(List<Ready> all) {
    this.all = all;
  }

  /**
   * The mapping that fits a file best.
   *
   * @param file of the mapping
   */
  public record Match(Path file, SourceMapping mapping, HeadingMatch headings) {
    /** Whether the file has all that the mapping needs, so that it can be read with it. */
    public boolean isWhole() {
      return headings.isWhole();
    }
  }

  /** No ready mapping. */
  public static ReadyMappings none() {
    return new ReadyMappings(List.of());
  }

  /**
   * Every mapping in a folder and the folders below it.
   *
   * @throws org.tidetable.pipeline.run.UserError when one of them has problems
   */
  public static ReadyMappings in(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return new ReadyMappings(
          files
              .filter(file -> file.toString().endsWith(".yaml"))
              .sorted()
              .map(file -> new Ready(file, MappingReader.read(file)))
              .toList());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The mapping whose columns the file has most of; empty where none has enough in common. */
  public Optional<Match> best(FileProfile profile) {
    return all.stream()
        .filter(ready -> ready.mapping().layout().format() == profile.layout().format())
        .map(
            ready ->
                new Match(
                    ready.file(),
                    ready.mapping(),
                    HeadingMatch.of(
                        ready.mapping(), profile.file().toString(), profile.headings())))
        .filter(match -> match.headings().found() >= LEAST_FOUND)
        .filter(match -> match.headings().share() >= LEAST_SHARE)
        .max(
            Comparator.comparing(Match::isWhole)
                .thenComparing(match -> match.headings().found())
                .thenComparing(match -> match.headings().share())
                .thenComparing(match -> match.file().toString(), Comparator.reverseOrder()));
  }
}
