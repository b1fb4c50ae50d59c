package org.tidetable.pipeline.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.tidetable.export.format.Json;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.Fingerprint;
import org.tidetable.pipeline.run.UserError;

/**
 * The releases of an output folder. A release is {@code releases/N.json}, created if absent and
 * never changed; {@code current} is swapped to it in one step, and {@code latest.json} is written
 * last.
 */
public final class Release {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path out;
  private final Clock clock;

  /** Releases below that folder, dated by that clock. */
  public Release(Path out, Clock clock) {
    this.out = out;
    this.clock = clock;
  }

  /** The number of the newest release; 0 before the first. */
  public int newest() {
    return newest(out);
  }

  private static int newest(Path out) {
    Path folder = out.resolve("releases");
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(folder)) {
      OptionalInt newest =
          files
              .map(file -> String.valueOf(file.getFileName()))
              .filter(name -> name.matches("\\d+\\.json"))
              .mapToInt(name -> Integer.parseInt(name.substring(0, name.length() - 5)))
              .max();
      return newest.orElse(0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** A release and the run that it was made of. */
  record Numbered(int number, String runId) {}

  /**
   * The releases that are older than the first of {@code runId}, or all where it has none, newest
   * first; of each run its newest among them.
   */
  static List<Numbered> before(Path out, String runId) {
    List<Numbered> all = numbered(out);
    int own =
        all.stream()
            .filter(release -> release.runId().equals(runId))
            .mapToInt(Numbered::number)
            .min()
            .orElse(Integer.MAX_VALUE);
    Set<String> seen = new HashSet<>();
    return all.stream()
        .filter(release -> release.number() < own && seen.add(release.runId()))
        .toList();
  }

  /** Every release, newest first. */
  private static List<Numbered> numbered(Path out) {
    List<Numbered> releases = new ArrayList<>();
    for (int number = newest(out); number > 0; number--) {
      Path manifest = out.resolve("releases").resolve(number + ".json");
      if (Files.isRegularFile(manifest)) {
        releases.add(new Numbered(number, read(manifest).path("run_id").asText()));
      }
    }
    return releases;
  }

  /**
   * The folder of a run: that of the newest release where an output folder is given, else the
   * folder itself.
   */
  public static Path runIn(Path given) {
    Path root = given.toAbsolutePath().normalize();
    Path latest = root.resolve("latest.json");
    if (!Files.isRegularFile(latest)) {
      return root;
    }
    String id = read(latest).path("run_id").asText();
    Path run = root.resolve("runs").resolve(id).normalize();
    return !id.isEmpty() && Files.isDirectory(run) ? run : root;
  }

  /** Whether that run is the newest release, with every file of its manifest as it was written. */
  public boolean isCurrent(String runId) {
    int number = newest();
    Path current = out.resolve("current");
    if (number == 0 || !Files.isDirectory(current) || !Files.exists(out.resolve("latest.json"))) {
      return false;
    }
    JsonNode release = read(out.resolve("releases").resolve(number + ".json"));
    if (!release.path("run_id").asText().equals(runId)
        || !read(out.resolve("latest.json")).path("run_id").asText().equals(runId)) {
      return false;
    }
    for (JsonNode file : release.path("files")) {
      Path written = current.resolve(file.path("path").asText());
      if (!Files.isRegularFile(written)
          || !Fingerprint.ofFile(written).equals(file.path("sha256").asText())) {
        return false;
      }
    }
    return true;
  }

  /** Makes a release of what a run has published. */
  public void publish(String runId, Path published) {
    try {
      Path releases = out.resolve("releases");
      Files.createDirectories(releases);
      int number = newest() + 1;
      ObjectNode manifest = (ObjectNode) read(published.resolve("manifest.json"));
      manifest.put("release", number);
      manifest.put("previous", number - 1);
      create(releases.resolve(number + ".json"), Json.text(manifest));
      swap(published);
      ObjectNode latest = JSON.createObjectNode();
      latest.put("run_id", runId);
      latest.put("release", number);
      latest.put("finished_at", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
      latest.put("schema_version", manifest.path("schema_version").asText());
      replace(out.resolve("latest.json"), Json.text(latest));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  // A link is created if absent; a rename would silently replace another run's release.
  private static void create(Path file, String text) throws IOException {
    Path beside = file.resolveSibling("." + file.getFileName() + ".part");
    Files.writeString(beside, text, StandardCharsets.UTF_8);
    try {
      Files.createLink(file, beside);
    } catch (FileAlreadyExistsException taken) {
      throw UserError.of(
          ExitCode.HELD, "Another run has published %s meanwhile. Run again.", file.getFileName());
    } catch (UnsupportedOperationException | java.nio.file.FileSystemException noLinks) {
      Files.move(beside, file);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private void swap(Path published) throws IOException {
    Path current = out.resolve("current");
    Path beside = out.resolve(".current.new");
    Files.deleteIfExists(beside);
    try {
      Files.createSymbolicLink(beside, out.relativize(published));
    } catch (UnsupportedOperationException | java.nio.file.FileSystemException noLinks) {
      copyInstead(published, current);
      return;
    }
    if (Files.isDirectory(current, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
      org.tidetable.pipeline.run.RunFolder.delete(current);
    }
    Files.move(
        beside, current, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  // Where links are refused the files are copied beside and the folder is renamed.
  private void copyInstead(Path published, Path current) throws IOException {
    Path beside = out.resolve(".current.copy");
    org.tidetable.pipeline.run.RunFolder.delete(beside);
    try (Stream<Path> files = Files.walk(published)) {
      for (Path file : files.sorted().toList()) {
        Files.copy(file, beside.resolve(published.relativize(file).toString()));
      }
    }
    org.tidetable.pipeline.run.RunFolder.delete(current);
    Files.move(beside, current);
  }

  private static void replace(Path file, String text) throws IOException {
    Path beside = file.resolveSibling("." + file.getFileName() + ".part");
    Files.writeString(beside, text, StandardCharsets.UTF_8);
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static JsonNode read(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
