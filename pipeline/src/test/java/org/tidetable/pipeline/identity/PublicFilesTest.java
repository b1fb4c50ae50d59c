package org.tidetable.pipeline.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/** Every public file, without any mapping: -Dtidetable.data=DIR names their folder. */
class PublicFilesTest {
  private static final String RETURNS = "d2i-synthetic-childrens-social-care/ssda903_2017_2021/";

  /** Person-level returns with dates of birth, pupil numbers and postcodes of nobody. */
  private static Set<String> expected() {
    Set<String> files = new TreeSet<>();
    for (int year = 2017; year <= 2021; year++) {
      for (String table :
          List.of(
              "episodes",
              "header",
              "missing",
              "oc2",
              "oc3",
              "previous_permanence",
              "reviews",
              "uasc")) {
        files.add(RETURNS + year + "-" + table + ".csv.gz");
      }
    }
    return files;
  }

  @Test
  void of_all_public_files_those_that_hold_identifiers_are_refused_and_no_other() {
    Path folder = Path.of(System.getProperty("tidetable.data", ""));
    boolean there = Files.isDirectory(folder.resolve("reference-uk"));
    if (!there) {
      System.out.println("Skipped: no public files; give -Dtidetable.data=DIR");
    }
    assumeTrue(there);
    Set<String> refused = new TreeSet<>();
    List<Path> files = files(folder);
    for (Path file : files) {
      String message = gate(file);
      String name = folder.relativize(file).toString().replace('\\', '/');
      System.out.println((message.isEmpty() ? "passes  " : "refused ") + name);
      if (!message.isEmpty()) {
        refused.add(name);
      }
    }
    assertThat(files).hasSizeGreaterThan(80);
    assertThat(refused).isEqualTo(expected());
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(file -> file.toString().endsWith(".csv.gz")).sorted().toList();
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }

  private static String gate(Path file) {
    List<List<String>> rows = new ArrayList<>();
    try (Reader text =
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8);
        CSVParser parser = CSVFormat.DEFAULT.parse(text)) {
      for (CSVRecord row : parser) {
        rows.add(row.toList());
      }
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
    List<GatedColumn> columns = rows.get(0).stream().map(Gates::column).toList();
    return Gates.message(String.valueOf(file.getFileName()), columns, rows.subList(1, rows.size()));
  }
}
