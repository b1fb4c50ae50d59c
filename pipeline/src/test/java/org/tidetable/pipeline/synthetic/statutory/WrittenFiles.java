package org.tidetable.pipeline.synthetic.statutory;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The files of a written population and of its truth, as they lie in their folders. */
final class WrittenFiles {
  private WrittenFiles() {}

  /** The true events, sorted. */
  static List<String> truth(Path truthFolder) throws IOException {
    List<String> lines = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(truthFolder.resolve("events.csv.gz"))),
                StandardCharsets.UTF_8))) {
      reader.lines().skip(1).forEach(lines::add);
    }
    lines.sort(Comparator.naturalOrder());
    return lines;
  }

  static List<Path> files(Path folder, String pattern) {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile)
          .filter(file -> folder.relativize(file).toString().matches(pattern))
          .sorted()
          .toList();
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  static List<CSVRecord> rows(Path file) {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser = CSVParser.parse(Files.readString(file), format)) {
      return parser.getRecords();
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /** Lines by content, the first of each file left out, to compare two writings of a population. */
  static Map<String, List<String>> lines(Path folder) {
    Map<String, List<String>> lines = new TreeMap<>();
    for (Path file : files(folder, ".*\\.csv")) {
      try {
        lines.put(folder.relativize(file).toString(), Files.readAllLines(file));
      } catch (IOException problem) {
        throw new UncheckedIOException(problem);
      }
    }
    return lines;
  }

  static Set<String> values(Path folder, String pattern, String column) {
    Set<String> values = new TreeSet<>();
    for (Path file : files(folder, pattern)) {
      rows(file).forEach(row -> values.add(row.get(column)));
    }
    return values;
  }

  static Element xml(Path file) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(file.toFile())
          .getDocumentElement();
    } catch (Exception problem) {
      throw new IllegalStateException(problem);
    }
  }

  static String text(Element element, String name) {
    NodeList found = element.getElementsByTagName(name);
    return found.getLength() == 0 ? "" : found.item(0).getTextContent();
  }
}
