package org.tidetable.pipeline.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidetable.pipeline.file.FileLayout;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.UserError;
import org.tidetable.pipeline.synthetic.Rates;
import org.tidetable.pipeline.synthetic.SyntheticSettings;
import org.tidetable.pipeline.synthetic.statutory.StatutoryPopulation;

/** The national extracts pass the identity gate through their ready mappings, and only so. */
class StatutoryGateTest {
  @TempDir private static Path temp;

  @BeforeAll
  static void invent() throws IOException {
    var settings =
        new SyntheticSettings(
            3000,
            LocalDate.parse("2023-04-01"),
            LocalDate.parse("2024-03-31"),
            11,
            true,
            Rates.NATIONAL);
    StatutoryPopulation.write(settings, Set.of(), temp, Optional.empty());
  }

  private static void read(SourceMapping mapping, Path file) throws IOException {
    try (SourceReading reading = Gated.open(mapping, file)) {
      reading.forEachRemaining(row -> {});
    }
  }

  @Test
  void every_extract_passes_through_its_ready_mapping() throws IOException {
    for (Map.Entry<Path, List<SourceMapping>> file : StatutoryFiles.in(temp).entrySet()) {
      for (SourceMapping mapping : file.getValue()) {
        read(mapping, file.getKey());
      }
    }
  }

  @Test
  void an_extract_with_identifiers_is_refused_without_its_mapping() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("cld/cld_2023-Q4.csv", "");
    files.put("ssda903/2024/header.csv", "");
    files.put("school/census/2024_spring.csv", "");
    files.put("school/attendance/2024_spring.csv", "");
    files.put("school/exclusions/2024_spring.csv", "");
    files.put("sen2/2024/persons.csv", "");
    files.put("cin/2024.xml", "Child");
    files.forEach(
        (file, element) -> {
          SourceMapping nothing = mappingOfNothing(element);
          assertThatThrownBy(() -> read(nothing, temp.resolve(file)))
              .as(file)
              .isInstanceOfSatisfying(
                  UserError.class,
                  refused -> assertThat(refused.exitCode()).isEqualTo(ExitCode.PRIVACY));
        });
  }

  private static SourceMapping mappingOfNothing(String element) {
    FileLayout layout =
        element.isEmpty()
            ? FileLayout.CSV_FILE
            : new FileLayout(
                FileLayout.Format.XML, "", "", "", 0, 0, "", false, List.of(), element);
    return new SourceMapping(
        "nothing",
        "nothing",
        null,
        null,
        null,
        null,
        false,
        null,
        layout,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        new TableMapping(List.of()));
  }
}
