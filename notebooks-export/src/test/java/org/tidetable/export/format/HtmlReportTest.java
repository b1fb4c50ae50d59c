package org.tidetable.export.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HtmlReportTest {

  private static String html() throws IOException {
    return new HtmlReport().html(ExampleReport.report());
  }

  private static List<String> all(String pattern, String text) {
    return Pattern.compile(pattern, Pattern.DOTALL)
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .toList();
  }

  @Test
  void the_same_report_gives_the_same_bytes_in_every_locale_and_time_zone() throws IOException {
    String expected = html();
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      for (String tag : List.of("tr-TR", "ar-EG", "de-DE")) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
        assertThat(html()).as(tag).isEqualTo(expected);
      }
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void the_page_fetches_nothing_runs_nothing_and_stays_small() throws IOException {
    String html = html();
    assertThat(html).doesNotContain("<script", "@import", "<iframe", "<img", "onclick");
    assertThat(all("(?:src|url)\\s*[=(][^>]*", html)).isEmpty();
    assertThat(all("<link[^>]*>", html)).containsExactly("<link rel=\"icon\" href=\"data:,\">");
    assertThat(html.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(300_000);
  }

  @Test
  void headings_follow_in_order_and_ids_and_links_fit() throws IOException {
    String html = html();
    int before = 0;
    for (String heading : all("<h[1-6]", html)) {
      int level = heading.charAt(2) - '0';
      assertThat(level).isLessThanOrEqualTo(before + 1);
      before = level;
    }
    List<String> ids = all("(?<= id=\")[^\"]+", html);
    assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
    assertThat(ids).containsAll(all("(?<=href=\"#)[^\"]+", html));
    assertThat(ids).containsAll(all("(?<=aria-labelledby=\")[^\"]+", html));
  }

  @Test
  void every_figure_has_a_caption_a_named_chart_and_a_table() throws IOException {
    List<String> figures = all("<figure.*?</figure>", html());
    assertThat(figures).hasSize(6);
    for (String figure : figures) {
      assertThat(figure).contains("<figcaption>", "role=\"img\"", "<details>", "<caption");
    }
  }

  @Test
  void a_chart_carries_its_caution_and_every_demand_says_how_far_its_data_go() throws IOException {
    String html = html();
    List<String> marked =
        all("<figcaption>(?:(?!</figcaption>).)*class=\"caution\".*?</figcaption>", html);
    assertThat(marked).hasSize(1);
    assertThat(marked.get(0)).contains("Midlands", "Past ranges held too seldom here.");
    assertThat(html)
        .contains("Newest data: 30 June 2025; each demand says how far its own go.")
        .contains("<p class=\"note\">Latest data: June 2025.</p>")
        .contains("<p class=\"note\">Latest data: the year from April 2024.</p>");
  }

  @Test
  void words_from_data_cannot_become_markup() throws IOException {
    Report given = ExampleReport.report();
    Report hostile =
        new Report(
            "<script>alert(1)</script>",
            given.asOf(),
            "\"><b>",
            true,
            "",
            List.of("<i>"),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            "a & b");
    assertThat(new HtmlReport().html(hostile))
        .doesNotContain("<script>", "<b>", "<i>")
        .contains("&lt;script&gt;", "a &amp; b", "No forecast could be made");
  }

  @Test
  void the_banner_is_there_only_for_invented_people() throws IOException {
    assertThat(html()).contains("The people in the cohort section are invented (synthetic).");
  }

  @Test
  void text_and_band_edges_stand_out_from_what_is_under_them() {
    for (String text : List.of("#0b0c0c", "#12436d", "#3d4449", "#801650")) {
      assertThat(contrast(text, "#ffffff")).as(text).isGreaterThanOrEqualTo(4.5);
    }
    assertThat(contrast("#ffffff", "#12436d")).isGreaterThanOrEqualTo(4.5);
    for (String under : List.of("#ffffff", "#f5e8ef", "#e6cbd9", "#d3a5be")) {
      assertThat(contrast("#801650", under)).as("edge on " + under).isGreaterThanOrEqualTo(3);
    }
    for (String line : List.of("#12436d", "#5b6670")) {
      assertThat(contrast(line, "#ffffff")).as(line).isGreaterThanOrEqualTo(3);
    }
  }

  /** WCAG 2.2, contrast ratio and relative luminance. */
  private static double contrast(String one, String other) {
    double first = luminance(one);
    double second = luminance(other);
    return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
  }

  private static double luminance(String colour) {
    List<Double> parts = new ArrayList<>();
    for (int index = 1; index < 7; index += 2) {
      double share = Integer.parseInt(colour.substring(index, index + 2), 16) / 255.0;
      parts.add(share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4));
    }
    return 0.2126 * parts.get(0) + 0.7152 * parts.get(1) + 0.0722 * parts.get(2);
  }

  @Test
  void nothing_is_drawn_across_a_closed_period() {
    ExampleTables tables = new ExampleTables();
    tables.series("school", Grain.WEEK, LocalDate.of(2024, 7, 1), 20, 6, 1000, 0, true);
    SeriesView series = SeriesView.of(Grain.WEEK, tables.actuals(), tables.forecasts(), "school");
    String svg = new FanChart(series, FanChart.Layout.WIDE).svg("wide", "id", "title", "sessions");
    // July and September to mid-November, with August closed between them.
    assertThat(all("<path[^>]*class=\"actual\"", svg)).hasSize(2);
  }

  @Test
  void a_headline_says_number_period_range_and_change() {
    ExampleTables tables = new ExampleTables();
    tables.series("flat", Grain.MONTH, LocalDate.of(2023, 7, 1), 24, 1, 2_310_000, 0, false);
    SeriesView series = SeriesView.of(Grain.MONTH, tables.actuals(), tables.forecasts(), "flat");
    assertThat(series.headline("Emergency attendances", "attendances", "England"))
        .hasValueSatisfying(
            sentence ->
                assertThat(sentence)
                    .matches(
                        "Emergency attendances in England: 2\\.1\\d million expected in"
                            + " July 2025, likely between 2\\.0\\d million and 2\\.2\\d million;"
                            + " that is [\\d.]+% (above|below) a year earlier\\."));
    assertThat(series.headline("Emergency care", "attendances", "All invented areas"))
        .hasValueSatisfying(
            sentence ->
                assertThat(sentence)
                    .startsWith("Emergency care in all invented areas: 2.")
                    .contains(" million attendances expected in July 2025, likely"));
    assertThat(series.trend().split(" ", -1)).hasSizeLessThanOrEqualTo(10);
  }
}
