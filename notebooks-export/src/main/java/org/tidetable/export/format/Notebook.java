package org.tidetable.export.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A Python notebook over the published CSV files: nbformat 4.5, no outputs, ids from the content,
 * so that two runs differ only where their words do.
 *
 * @param command the command line that made the release
 * @param csvFolder where the CSV files are, as seen from the notebook
 * @param actuals name of the table of what happened
 * @param forecasts name of the table of what is expected
 * @param others names of tables to show whole, such as accuracy and cohorts
 */
public record Notebook(
    String title,
    String runId,
    String command,
    String csvFolder,
    String actuals,
    String forecasts,
    List<Service> services,
    List<String> others) {

  /** One chart: a service in one place. */
  public record Service(String title, String unit, String seriesId) {}

  public Notebook {
    services = List.copyOf(services);
    others = List.copyOf(others);
  }

  /** Writes {@code notebooks/NAME.ipynb}. */
  public WrittenFile write(Path folder, String name) throws IOException {
    return WrittenFile.write(folder, "notebooks/" + name + ".ipynb", json(), 0);
  }

  /** The file's content. */
  public String json() {
    Cells cells = new Cells();
    cells.words(
        "# "
            + title
            + "\n\nRun "
            + runId
            + ", made by:\n\n    "
            + command
            + "\n\n"
            + "Needs Python 3. Uses pandas for tables and matplotlib for charts where they are"
            + " there.");
    cells.code("CSV_FOLDER = " + python(csvFolder), "parameters");
    cells.code(NotebookCode.LOAD);
    cells.code(
        "actuals = read("
            + python(actuals)
            + ")\nforecasts = read("
            + python(forecasts)
            + ")\n"
            + "assert all(row[\"series_id\"] for row in actuals + forecasts)\n"
            + "print(len(actuals), \"actual rows,\", len(forecasts), \"forecast rows\")");
    cells.words("## Forecasts with their ranges");
    cells.code(NotebookCode.CHART);
    for (Service service : services) {
      cells.code(
          "chart("
              + python(service.seriesId())
              + ", "
              + python(service.title())
              + ", "
              + python(service.unit())
              + ")");
    }
    for (String other : others) {
      cells.words("## " + other.replace('_', ' '));
      cells.code("show(read(" + python(other) + "))");
    }
    if (!services.isEmpty()) {
      cells.words(
          "## Recreate this number\n\n"
              + "The next forecast of the first service, straight from the file. In SQL:\n\n"
              + "    SELECT period_start, expected, lower_80, upper_80\n"
              + "    FROM '"
              + csvFolder
              + "/"
              + forecasts
              + ".csv'\n    WHERE series_id = '"
              + services.get(0).seriesId().replace("'", "''")
              + "'\n    ORDER BY period_start LIMIT 1;\n\nThe whole release again, with the same"
              + " bytes:\n\n    "
              + command);
      cells.code(
          "first = min(\n    (row for row in forecasts if row[\"series_id\"] == "
              + python(services.get(0).seriesId())
              + "),\n    key=lambda row: row[\"period_start\"],\n)\n"
              + "{name: first[name] for name in"
              + " (\"period_start\", \"expected\", \"lower_80\", \"upper_80\")}");
    }
    return Json.text(document(cells));
  }

  private static Map<String, Object> document(Cells cells) {
    Map<String, Object> kernel = new LinkedHashMap<>();
    kernel.put("display_name", "Python 3");
    kernel.put("language", "python");
    kernel.put("name", "python3");
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("kernelspec", kernel);
    metadata.put("language_info", Map.of("name", "python"));
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("cells", cells.all);
    document.put("metadata", metadata);
    document.put("nbformat", 4);
    document.put("nbformat_minor", 5);
    return document;
  }

  /** A JSON text is a Python text too. */
  private static String python(String words) {
    return Json.text(words).strip();
  }

  /** Cells in order, with ids that no two share. */
  private static final class Cells {
    private final List<Map<String, Object>> all = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    void words(String source) {
      Map<String, Object> cell = start("markdown", source, Map.of());
      cell.put("source", lines(source));
      all.add(cell);
    }

    void code(String source, String... tags) {
      Map<String, Object> metadata = tags.length == 0 ? Map.of() : Map.of("tags", List.of(tags));
      Map<String, Object> cell = start("code", source, metadata);
      cell.put("execution_count", null);
      cell.put("outputs", List.of());
      cell.put("source", lines(source));
      all.add(cell);
    }

    private Map<String, Object> start(String type, String source, Map<String, Object> metadata) {
      String hash = WrittenFile.sha256((type + source).getBytes(StandardCharsets.UTF_8));
      String id = hash.substring(0, 12);
      for (int copy = 2; !ids.add(id); copy++) {
        id = hash.substring(0, 12) + "-" + copy;
      }
      Map<String, Object> cell = new LinkedHashMap<>();
      cell.put("cell_type", type);
      cell.put("id", id);
      cell.put("metadata", metadata);
      return cell;
    }

    private static List<String> lines(String source) {
      return List.of(source.split("(?<=\n)"));
    }
  }
}
