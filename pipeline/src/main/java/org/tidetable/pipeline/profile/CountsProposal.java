package org.tidetable.pipeline.profile;

import static org.tidetable.pipeline.profile.YamlLines.list;
import static org.tidetable.pipeline.profile.YamlLines.quoted;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tidetable.models.vocabulary.EventKind;
import org.tidetable.models.vocabulary.Grain;
import org.tidetable.pipeline.source.ColumnMapping;

/**
 * The section {@code counts} for a file in which a period, an area and the number of a known kind
 * of event are recognised by the words of the headings.
 */
final class CountsProposal {
  private static final int MOST_PARTS = 60;
  private static final Pattern AREA =
      Pattern.compile(
          "(?:new )?(?:.* )?(?:trust|icb|sicbl|lhb|hb|hospital|org|provider|la|ltla|utla|lad|council"
              + "|region|country|authority|area|geog)(?: ?\\d{2})? (?:code|c)");
  private static final Pattern AGE = Pattern.compile("(?:.* )?age(?: .*)?");

  private final FileProfile profile;
  private final Map<ColumnFacts, EventKind> measures = new LinkedHashMap<>();

  private CountsProposal(FileProfile profile) {
    this.profile = profile;
    for (ColumnFacts column : profile.columns()) {
      if (column.isNumeric()) {
        KindWords.of(column.heading()).ifPresent(kind -> measures.put(column, kind));
      }
    }
  }

  /** The section's lines; empty where not all of it is recognised. */
  static Optional<YamlLines> of(FileProfile profile, String before) {
    CountsProposal proposal = new CountsProposal(profile);
    return proposal.measures.isEmpty() ? Optional.empty() : proposal.lines(before);
  }

  private Optional<YamlLines> lines(String before) {
    YamlLines lines = new YamlLines(before);
    lines.line(0, "counts:");
    if (has("time_period") && has("time_identifier")) {
      lines.line(1, "grain: " + dfeGrain(), "likely: check against time_identifier");
      lines.line(
          1,
          "period: {columns: [time_period, time_identifier], format: dfe}",
          "sure: as \"explore education statistics\" has it");
    } else {
      Optional<ColumnFacts> period = period();
      if (period.isEmpty()) {
        return Optional.empty();
      }
      TimeFacts time = period.get().time().orElseThrow();
      Grain grain = time.isDay() ? time.grain() : time.spelling().grain();
      lines.line(1, "grain: " + grain.code(), "likely: how far apart the periods are");
      lines.line(
          1,
          "period: {columns: "
              + list(List.of(period.get().heading()))
              + ", format: "
              + quoted(time.format())
              + "}",
          "sure: every cell is spelled so");
    }
    return areas(lines) ? Optional.of(parts(lines)) : Optional.empty();
  }

  private String dfeGrain() {
    Map<String, Long> identifiers =
        column("time_identifier").map(ColumnFacts::top).orElse(Map.of());
    boolean weeks = identifiers.keySet().stream().anyMatch(word -> word.startsWith("Week"));
    return weeks ? "week" : "year";
  }

  private boolean areas(YamlLines lines) {
    lines.line(1, "areas:");
    if (has("geographic_level") && has("country_code")) {
      lines.line(
          2, "- {level: nation, code: country_code, where: {geographic_level: National}}", "sure");
      if (has("region_code")) {
        lines.line(
            2, "- {level: region, code: region_code, where: {geographic_level: Regional}}", "sure");
      }
      if (has("new_la_code")) {
        lines.line(
            2,
            "- {level: authority, code: new_la_code, where: {geographic_level: Local authority}}",
            "sure");
      }
      return true;
    }
    Optional<ColumnFacts> area =
        profile.columns().stream()
            .filter(column -> AREA.matcher(plain(column)).matches())
            .filter(column -> column.time().isEmpty())
            .findFirst();
    area.ifPresent(
        column ->
            lines.line(
                2,
                "- {level: " + level(plain(column)) + ", code: " + quoted(column.heading()) + "}",
                "likely: " + column.distinct() + " different codes"));
    return area.isPresent();
  }

  private static String level(String plain) {
    for (String level : List.of("trust", "hospital", "icb", "council", "region", "country")) {
      if (plain.contains(level)) {
        return level.equals("country") ? "nation" : level;
      }
    }
    return plain.contains("la ") || plain.contains("ltla") || plain.contains("authority")
        ? "authority"
        : "area";
  }

  private YamlLines parts(YamlLines lines) {
    List<ColumnFacts> parts =
        profile.columns().stream()
            .filter(column -> column.type() == ColumnMapping.Type.TEXT && column.time().isEmpty())
            .filter(column -> column.distinct() > 1 && column.distinct() <= MOST_PARTS)
            .filter(column -> !plain(column).matches(".*(?:code|name|level|identifier).*"))
            .toList();
    boolean age = false;
    boolean category = false;
    for (ColumnFacts part : parts) {
      boolean isAge = AGE.matcher(plain(part)).matches() && !age;
      if (!isAge && category) {
        continue;
      }
      age |= isAge;
      category |= !isAge;
      String total = part.totals().keySet().stream().findFirst().map(YamlLines::quoted).orElse("");
      lines.line(
          1,
          (isAge ? "age_group" : "category")
              + ": {columns: "
              + list(List.of(part.heading()))
              + (total.isEmpty() ? "" : ", total: " + total)
              + "}",
          "a guess: " + part.distinct() + " different values");
    }
    lines.line(1, "measures:");
    measures.forEach(
        (column, kind) ->
            lines.line(
                2,
                "- {column: " + quoted(column.heading()) + ", kind: " + kind.code() + "}",
                "likely: by its heading"));
    return lines;
  }

  private Optional<ColumnFacts> period() {
    return profile.columns().stream()
        .filter(column -> column.time().isPresent() && column.sign().isEmpty())
        .findFirst();
  }

  private boolean has(String heading) {
    return column(heading).isPresent();
  }

  private Optional<ColumnFacts> column(String heading) {
    return profile.columns().stream().filter(c -> c.heading().equals(heading)).findFirst();
  }

  private static String plain(ColumnFacts column) {
    return IdentifierSign.plain(column.heading());
  }
}
