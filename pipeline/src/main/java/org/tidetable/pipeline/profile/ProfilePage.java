package org.tidetable.pipeline.profile;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tidetable.export.format.HtmlReport;
import org.tidetable.pipeline.profile.ReadyMappings.Match;

/** What a file holds, as one HTML page in the style of the report: no script, no network. */
public final class ProfilePage {
  private static final String TEMPLATE = "org/tidetable/pipeline/profile/profile.peb";

  private ProfilePage() {}

  /** One column as the page shows it. */
  public record ColumnView(
      int number, String heading, String type, String missing, String different, String what) {}

  /** One finding: about what, and what was found. */
  public record Finding(String what, String found) {}

  /** The page. */
  public static String of(FileProfile profile, Optional<Match> match, String mapping)
      throws IOException {
    PebbleEngine engine =
        new PebbleEngine.Builder()
            .loader(new ClasspathLoader(ProfilePage.class.getClassLoader()))
            .strictVariables(true)
            .defaultLocale(Locale.ROOT)
            .build();
    Map<String, Object> page = new HashMap<>();
    page.put("css", css());
    page.put("file", String.valueOf(profile.file().getFileName()));
    page.put("written", ProfileText.howWritten(profile));
    page.put(
        "size",
        String.format(
            Locale.ROOT,
            "%,d rows, %d columns: %s.",
            profile.rows(),
            profile.columns().size(),
            profile.level().words()));
    page.put("ready", match.map(ReadyProposal::inWords).orElse(""));
    page.put("whole", match.map(Match::isWhole).orElse(false));
    page.put("drift", match.map(ReadyProposal::drift).orElse(List.of()));
    page.put("identifying", identifying(profile));
    page.put("totals", totals(profile));
    page.put("columns", profile.columns().stream().map(c -> view(profile, c)).toList());
    page.put("mapping", mapping);
    StringWriter html = new StringWriter();
    engine.getTemplate(TEMPLATE).evaluate(html, page, Locale.ROOT);
    return html.toString();
  }

  private static List<Finding> identifying(FileProfile profile) {
    return profile.identifying().stream()
        .map(
            column ->
                new Finding(
                    column.shown(),
                    String.format(
                        Locale.ROOT,
                        "%s, %,d cells; proposed: %s",
                        column.sign().orElseThrow().words(),
                        column.signed(),
                        Proposal.privacy(column).name().toLowerCase(Locale.ROOT))))
        .toList();
  }

  private static List<Finding> totals(FileProfile profile) {
    return profile.withTotals().stream()
        .map(c -> new Finding(c.shown(), String.join(", ", ProfileText.totals(c))))
        .toList();
  }

  private static ColumnView view(FileProfile profile, ColumnFacts column) {
    return new ColumnView(
        column.number(),
        column.shown(),
        ProfileText.typeWord(column),
        ProfileText.missing(column),
        (column.exact() ? "" : "about ") + column.distinct(),
        ProfileText.what(profile, column));
  }

  private static String css() throws IOException {
    try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
      if (in == null) {
        throw new IOException("the program's file report.css is missing; install it again");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
