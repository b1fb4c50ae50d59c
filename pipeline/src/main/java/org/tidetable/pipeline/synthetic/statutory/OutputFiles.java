package org.tidetable.pipeline.synthetic.statutory;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** All files of the records, open together: chunks are added as they come, and counted. */
final class OutputFiles implements Closeable {
  private final Path folder;
  private final Map<String, Output> outputs = new HashMap<>();
  private final Map<Extract, Long> rows = new EnumMap<>(Extract.class);
  private final Map<Extract, Map<Plant, Long>> planted = new EnumMap<>(Extract.class);

  private static final class Output {
    private final OutputStream stream;
    private long lines;

    Output(OutputStream stream) {
      this.stream = stream;
    }
  }

  OutputFiles(Path folder) {
    this.folder = folder;
  }

  /** Makes a file with nothing but its headings, unless it is there. */
  void open(Extract extract, String period) {
    outputs.computeIfAbsent(extract.file(period), file -> output(extract, file, period));
  }

  /**
   * Adds rows to a file.
   *
   * @return lines with planted errors as {@code file,line,kind}
   */
  CharSequence add(String file, Chunk chunk) throws IOException {
    Extract extract = chunk.extract();
    Output output =
        outputs.computeIfAbsent(file, name -> output(extract, name, period(extract, name)));
    StringBuilder lines = new StringBuilder();
    for (Chunk.Mark mark : chunk.marks()) {
      long line = output.lines + mark.row();
      lines.append(file).append(',').append(line).append(',').append(mark.plant().code());
      lines.append('\n');
      planted
          .computeIfAbsent(extract, key -> new EnumMap<>(Plant.class))
          .merge(mark.plant(), 1L, Long::sum);
    }
    output.stream.write(chunk.text().toString().getBytes(StandardCharsets.UTF_8));
    output.lines += chunk.rows();
    rows.merge(extract, (long) chunk.rows(), Long::sum);
    return lines;
  }

  /** Rows by kind of file. */
  Map<String, Long> rows() {
    Map<String, Long> named = new LinkedHashMap<>();
    rows.forEach((extract, count) -> named.put(extract.code(), count));
    return named;
  }

  /** Planted errors by kind of file, for the files in which errors can be planted. */
  Map<String, Map<String, Long>> planted() {
    Map<String, Map<String, Long>> named = new LinkedHashMap<>();
    for (Extract extract : Extract.values()) {
      if (extract.events()) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Plant plant : Plant.values()) {
          counts.put(plant.code(), planted.getOrDefault(extract, Map.of()).getOrDefault(plant, 0L));
        }
        named.put(extract.code(), counts);
      }
    }
    return named;
  }

  @Override
  public void close() throws IOException {
    for (Map.Entry<String, Output> output : outputs.entrySet()) {
      if (output.getKey().endsWith(".xml")) {
        write(output.getValue().stream, ChildrenInNeedFile.foot());
      }
      output.getValue().stream.close();
    }
  }

  private Output output(Extract extract, String file, String period) {
    try {
      Path path = folder.resolve(file);
      Path parent = path.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      OutputStream stream = Files.newOutputStream(path);
      Output output = new Output(stream);
      if (extract == Extract.CIN) {
        write(stream, ChildrenInNeedFile.head(period));
      } else {
        write(stream, String.join(",", extract.headings()) + "\n");
        output.lines = 1;
      }
      return output;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The period in the name of a file. */
  private static String period(Extract extract, String file) {
    int before = extract.file("\n").indexOf('\n');
    int after = extract.file("\n").length() - 1 - before;
    return before < 0 ? "" : file.substring(before, file.length() - after);
  }

  private static void write(OutputStream stream, String text) throws IOException {
    stream.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
