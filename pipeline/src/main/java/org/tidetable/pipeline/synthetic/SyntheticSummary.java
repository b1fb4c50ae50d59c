package org.tidetable.pipeline.synthetic;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many people, rows and planted faults a written population has.
 *
 * @param rows by source (health, care, education), faults included
 * @param planted by source and kind of fault
 */
public record SyntheticSummary(
    int people, Map<String, Long> rows, Map<String, Map<String, Integer>> planted) {

  static SyntheticSummary of(int people, Map<SourceLayout, SourceFile> files) {
    Map<String, Long> rows = new LinkedHashMap<>();
    Map<String, Map<String, Integer>> planted = new LinkedHashMap<>();
    files.forEach(
        (layout, file) -> {
          rows.put(layout.code(), file.rows());
          Map<String, Integer> faults = new LinkedHashMap<>();
          for (PlantedFault fault : PlantedFault.values()) {
            faults.put(fault.code(), file.planted(fault));
          }
          planted.put(layout.code(), faults);
        });
    return new SyntheticSummary(people, rows, planted);
  }

  void write(Path file, SyntheticSettings settings) throws IOException {
    Map<String, Object> lateAfterDays = new LinkedHashMap<>();
    for (SourceLayout layout : SourceLayout.values()) {
      lateAfterDays.put(layout.code(), layout.lateAfterDays());
    }
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("people", people);
    content.put("from", settings.from().toString());
    content.put("to", settings.to().toString());
    content.put("seed", settings.seed());
    content.put("late_after_days", lateAfterDays);
    content.put("rows", rows);
    content.put("planted", planted);
    var indenter = new DefaultIndenter("  ", "\n");
    var printer = new DefaultPrettyPrinter().withObjectIndenter(indenter);
    String text = new ObjectMapper().writer(printer).writeValueAsString(content);
    Files.writeString(file, text + "\n");
  }
}
