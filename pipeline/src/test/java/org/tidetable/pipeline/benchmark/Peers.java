package org.tidetable.pipeline.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tidetable.pipeline.Main;

/** What the benchmarks against peers in Python share. */
final class Peers {
  private static final Path SCRIPTS =
      Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("src/test/python");

  private Peers() {}

  /**
   * Runs a script, whose libraries {@code requirements.txt} beside it lists, and shows its words.
   */
  static void python(Path folder, String script, String... words) throws Exception {
    Files.createDirectories(folder);
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("tidetable.python", "python3"));
    command.add(SCRIPTS.resolve(script).toString());
    command.addAll(List.of(words));
    Path log = folder.resolve(script + "." + Path.of(words[0]).getFileName() + ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    int ended = process.waitFor();
    System.out.println(Files.readString(log));
    assertThat(ended).as("%s %s, see %s", script, words[0], log).isZero();
  }

  /** Runs a command of ours here, with two threads. */
  static void tidetable(String... words) {
    String before = System.getProperty("spark.master", "local[*]");
    System.setProperty("spark.master", "local[2]");
    try {
      assertThat(Main.run(words)).as(String.join(" ", words)).isZero();
    } finally {
      System.setProperty("spark.master", before);
    }
  }

  /** The rows of a table without quotes, by heading. */
  static List<Map<String, String>> table(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    String[] header = lines.get(0).split(",", -1);
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      Map<String, String> row = new HashMap<>();
      for (int i = 0; i < header.length; i++) {
        row.put(header[i], cells[i]);
      }
      rows.add(row);
    }
    return rows;
  }

  static void say(String format, Object... arguments) {
    System.out.println(String.format(Locale.ROOT, format, arguments));
  }
}
