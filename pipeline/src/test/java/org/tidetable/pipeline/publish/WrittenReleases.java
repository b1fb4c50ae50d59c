package org.tidetable.pipeline.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tidetable.export.format.CsvFormat;

/** Releases of the configuration "ours" as they lie in a folder. */
record WrittenReleases(Path out) {

  /** A release that expects 100 of each area and month: 90 to 110 at 80 %, 80 to 120 at 95 %. */
  void write(int number, String run, String origin, List<String> areas, String... months)
      throws IOException {
    Files.createDirectories(out.resolve("releases"));
    Files.writeString(out.resolve("releases/" + number + ".json"), "{\"run_id\":\"" + run + "\"}");
    StringBuilder text =
        new StringBuilder(
            "series_id,grain,period_start,horizon,expected,lower_50,upper_50,lower_80,upper_80,"
                + "lower_95,upper_95,origin,is_invented\n");
    for (String area : areas) {
      for (int ahead = 1; ahead <= months.length; ahead++) {
        text.append("requests/" + area + ",month," + months[ahead - 1] + "," + ahead)
            .append(",100,95,105,90,110,80,120," + origin + ",false\n");
      }
    }
    table(run, DemandTables.FORECAST, text.toString());
    named(run, "ours");
    table(run, VintageTables.DRIFT, "problem,series_id\nrequests,requests\n");
  }

  void named(String run, String configuration) throws IOException {
    table(run, DimensionTables.RUN, "run_id,name\n" + run + "," + configuration + "\n");
  }

  /** By what the release multiplied ranges, at 50, 80 and 95 %. */
  void factors(String run, Object at50, Object at80, Object at95) throws IOException {
    table(
        run,
        VintageTables.DRIFT,
        "problem,series_id,range_factor_50,range_factor_80,range_factor_95\n"
            + "requests,requests,%s,%s,%s\n".formatted(at50, at80, at95));
  }

  void table(String run, String table, String text) throws IOException {
    Files.createDirectories(path(run, table).getParent());
    Files.writeString(path(run, table), text);
  }

  Path path(String run, String table) {
    return out.resolve("runs/" + run + "/published").resolve(CsvFormat.path(table));
  }

  /** Other forecasts of a release. */
  void rewrite(String run, String was, String is) throws IOException {
    Path forecasts = path(run, DemandTables.FORECAST);
    String text = Files.readString(forecasts);
    assertThat(text).contains(was);
    Files.writeString(forecasts, text.replace(was, is));
  }
}
