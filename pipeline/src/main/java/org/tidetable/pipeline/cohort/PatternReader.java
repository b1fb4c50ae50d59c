package org.tidetable.pipeline.cohort;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tidetable.models.cohort.CodeSet;
import org.tidetable.models.cohort.EventPattern;
import org.tidetable.models.cohort.EventPattern.Reach;
import org.tidetable.models.vocabulary.EventKind;
import org.tidetable.models.vocabulary.Sector;
import org.tidetable.pipeline.conf.Nearest;
import org.tidetable.pipeline.conf.PlacedYaml;

/** Reads which events a rule speaks of: kinds, codes, and whose. */
final class PatternReader {
  private static final List<String> COLUMNS = List.of("provider_code", "area_code");
  private static final String ANY = ".any";

  private final PlacedYaml yaml;

  PatternReader(PlacedYaml yaml) {
    this.yaml = yaml;
  }

  /**
   * The pattern.
   *
   * @param kinds a name or a list of names
   * @param at where they stand
   * @param rule the rule around, which may say codes and via
   * @param path where the rule stands
   */
  Optional<EventPattern> read(JsonNode kinds, String at, JsonNode rule, String path) {
    Optional<Set<EventKind>> found = kinds(kinds, at);
    Optional<List<CodeSet>> codes = codes(rule.path("codes"), dotted(path, "codes"));
    Optional<Reach> reach = reach(rule.path("via"), dotted(path, "via"));
    return found.isEmpty() || codes.isEmpty() || reach.isEmpty()
        ? Optional.empty()
        : Optional.of(new EventPattern(found.get(), codes.get(), reach.get()));
  }

  static String dotted(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private Optional<Set<EventKind>> kinds(JsonNode given, String at) {
    Map<String, String> names = Texts.placed(given, at);
    if (names.isEmpty()) {
      yaml.noteValue(at, "names no kind of event. Name one, such as emergency_admission.");
      return Optional.empty();
    }
    EnumSet<EventKind> kinds = EnumSet.noneOf(EventKind.class);
    boolean sound = true;
    for (Map.Entry<String, String> each : names.entrySet()) {
      String name = each.getValue();
      List<EventKind> meant = meant(name);
      kinds.addAll(meant);
      if (meant.isEmpty()) {
        yaml.noteValue(
            each.getKey(),
            "\""
                + name
                + "\" is no kind of event. "
                + Nearest.suggestion(name, known(name.contains("."))));
        sound = false;
      }
    }
    return sound ? Optional.of(kinds) : Optional.empty();
  }

  /** {@code KIND}, {@code SECTOR.KIND}, or {@code SECTOR.any}. */
  private static List<EventKind> meant(String name) {
    List<EventKind> meant = new ArrayList<>();
    for (EventKind kind : EventKind.values()) {
      String sector = kind.sector().code();
      if (name.equals(kind.code())
          || name.equals(sector + "." + kind.code())
          || name.equals(sector + ANY)) {
        meant.add(kind);
      }
    }
    return meant;
  }

  private static List<String> known(boolean withSector) {
    List<String> known = new ArrayList<>();
    for (EventKind kind : EventKind.values()) {
      known.add(withSector ? kind.sector().code() + "." + kind.code() : kind.code());
    }
    for (Sector sector : Sector.values()) {
      known.add(sector.code() + ANY);
    }
    return known;
  }

  private Optional<List<CodeSet>> codes(JsonNode given, String at) {
    if (given.isMissingNode()) {
      return Optional.of(List.of());
    }
    String file = given.path("file").asText("");
    String column = given.path("of").asText("code");
    if (!given.isObject() || file.isEmpty()) {
      yaml.noteValue(at, "needs a file. Write {file: codes.csv, of: provider_code}.");
      return Optional.empty();
    }
    if (column.equals("code")) {
      yaml.noteValue(
          given.has("of") ? dotted(at, "of") : at,
          "asks for codes of events, but a run's store keeps the kind of an event and not its code."
              + " Map the codes to a kind of their own in the source's mapping (events.codes) and ask"
              + " for that kind, or say of: provider_code or of: area_code.");
      return Optional.empty();
    }
    if (!COLUMNS.contains(column)) {
      yaml.noteValue(dotted(at, "of"), "is no column. " + Nearest.suggestion(column, COLUMNS));
      return Optional.empty();
    }
    Path found = yaml.beside(file);
    if (!Files.isRegularFile(found)) {
      yaml.noteValue(dotted(at, "file"), "there is no file " + found + ". Check the path.");
      return Optional.empty();
    }
    return Optional.of(List.of(CodeSetFile.read(found, column)));
  }

  private Optional<Reach> reach(JsonNode given, String at) {
    if (given.isMissingNode()) {
      return Optional.of(Reach.OWN);
    }
    if (given.asText().equals("household")) {
      return Optional.of(Reach.HOUSEHOLD);
    }
    yaml.noteValue(at, "is \"" + given.asText() + "\". Write household, or leave it out.");
    return Optional.empty();
  }
}
