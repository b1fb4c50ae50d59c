package org.tidetable.export.format;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.tidetable.export.disclosure.SafeTable;

/**
 * The planners' report: one HTML file with its style and charts inside, no scripts, no network, at
 * most 2 MB. The same report gives the same bytes.
 */
public record HtmlReport() {
  /** The largest file that is written, in bytes. */
  public static final int MOST_BYTES = 2_000_000;

  private static final String FOLDER = "org/tidetable/export/format/";

  /** A chart with its words and its table. */
  public record Figure(
      String id,
      String place,
      String trend,
      String caution,
      String svg,
      String alternative,
      TableView table) {}

  /** A service as the page shows it; {@code latest} is the newest period that charts know. */
  public record ServiceView(
      String id,
      String title,
      String latest,
      String headline,
      List<Figure> figures,
      List<TableView> tables) {}

  /** A sector as the page shows it. */
  public record SectorView(String id, String title, List<ServiceView> services) {}

  /** A cohort as the page shows it. */
  public record CohortView(
      String id,
      String title,
      String verdict,
      List<String> notes,
      List<TableView> counts,
      List<Figure> calibration) {}

  /**
   * Writes {@code report.html}.
   *
   * @throws IllegalStateException if it would be larger than {@link #MOST_BYTES}
   */
  public WrittenFile write(Report report, Path folder) throws IOException {
    String html = html(report);
    int bytes = html.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MOST_BYTES) {
      throw new IllegalStateException(
          "the report would have "
              + bytes
              + " bytes, more than "
              + MOST_BYTES
              + "; choose fewer charts or shorter tables");
    }
    return WrittenFile.write(folder, "report.html", html, 0);
  }

  /** The file's content. */
  public String html(Report report) throws IOException {
    ClasspathLoader loader = new ClasspathLoader(HtmlReport.class.getClassLoader());
    PebbleEngine engine =
        new PebbleEngine.Builder()
            .loader(loader)
            .strictVariables(true)
            .defaultLocale(Locale.ROOT)
            .build();
    Map<String, Object> page = new HashMap<>();
    page.put("report", report);
    page.put("as_of", Grain.DAY.inWords(report.asOf()));
    page.put("css", resource("report.css"));
    List<SectorView> sectors = new ArrayList<>();
    for (Report.Sector sector : report.sectors()) {
      sectors.add(view(sector, sectors.size() + 1));
    }
    page.put("sectors", sectors);
    page.put(
        "headlines",
        sectors.stream()
            .flatMap(sector -> sector.services().stream())
            .filter(service -> !service.headline().isEmpty())
            .toList());
    List<CohortView> cohorts = new ArrayList<>();
    for (Report.CohortSection cohort : report.cohorts()) {
      cohorts.add(view(cohort, cohorts.size() + 1));
    }
    page.put("cohorts", cohorts);
    page.put("quality", tables("quality", report.quality()));
    page.put("not_made", tables("not-made", report.notMade()));
    StringWriter html = new StringWriter();
    engine.getTemplate(FOLDER + "report.peb").evaluate(html, page, Locale.ROOT);
    return html.toString();
  }

  private static SectorView view(Report.Sector sector, int number) {
    String id = "sector-" + number;
    List<ServiceView> services = new ArrayList<>();
    for (Report.Service service : sector.services()) {
      services.add(view(service, id + "-" + (services.size() + 1)));
    }
    return new SectorView(id, sector.title(), services);
  }

  private static ServiceView view(Report.Service service, String id) {
    List<Figure> figures = new ArrayList<>();
    String headline = "";
    Optional<LocalDate> latest = Optional.empty();
    for (Report.Chart chart : service.charts()) {
      SeriesView series =
          SeriesView.of(service.grain(), service.actuals(), service.forecasts(), chart.seriesId());
      latest =
          Stream.of(latest, series.latest()).flatMap(Optional::stream).max(LocalDate::compareTo);
      String sentence = series.headline(service.title(), service.unit(), chart.place()).orElse("");
      headline = figures.isEmpty() ? sentence : headline;
      String figure = id + "-chart-" + (figures.size() + 1);
      String title = service.title() + ", " + chart.place() + ": " + series.trend();
      figures.add(
          new Figure(
              figure,
              chart.place(),
              series.trend(),
              chart.caution(),
              FanChart.both(series, figure, title, service.unit()),
              sentence,
              SeriesTable.of(
                  figure + "-table",
                  service.title() + ", " + chart.place() + " (" + service.unit() + ")",
                  series)));
    }
    if (!headline.isEmpty() && !service.caution().isEmpty()) {
      headline += " " + service.caution();
    }
    return new ServiceView(
        id,
        service.title(),
        latest.map(service.grain()::inWords).orElse(""),
        headline,
        figures,
        tables(id + "-table", service.tables()));
  }

  private static CohortView view(Report.CohortSection cohort, int number) {
    String id = "cohort-" + number;
    List<Figure> figures = new ArrayList<>();
    for (SafeTable calibration : cohort.calibration()) {
      String figure = id + "-calibration-" + (figures.size() + 1);
      String title = "Predicted and observed risk: " + cohort.title();
      figures.add(
          new Figure(
              figure,
              "How often it happened to people with a predicted risk",
              "Dots near the dashed line mean that predictions came true",
              "",
              CalibrationChart.svg(calibration, figure + "-svg", title),
              "",
              TableView.of(figure + "-table", calibration)));
    }
    return new CohortView(
        id,
        cohort.title(),
        cohort.verdict(),
        cohort.notes(),
        tables(id + "-table", cohort.counts()),
        figures);
  }

  private static List<TableView> tables(String id, List<SafeTable> tables) {
    List<TableView> views = new ArrayList<>();
    for (SafeTable table : tables) {
      views.add(TableView.of(id + "-" + (views.size() + 1), table));
    }
    return views;
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("the program's file " + name + " is missing; install it again");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
