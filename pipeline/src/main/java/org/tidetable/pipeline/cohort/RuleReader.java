package org.tidetable.pipeline.cohort;

import static org.tidetable.models.vocabulary.Require.require;
import static org.tidetable.pipeline.cohort.PatternReader.dotted;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.tidetable.models.cohort.Comparison;
import org.tidetable.models.cohort.EventPattern;
import org.tidetable.models.cohort.Rule;
import org.tidetable.models.cohort.Window;
import org.tidetable.pipeline.conf.Nearest;
import org.tidetable.pipeline.conf.PlacedYaml;

/** Reads rules; what is wrong with one is noted where it stands. */
final class RuleReader {
  private static final int OLDEST = 120;

  private final PlacedYaml yaml;
  private final PatternReader patterns;

  private final Optional<Observed> observed;

  RuleReader(PlacedYaml yaml, Optional<Observed> observed) {
    this.yaml = yaml;
    this.observed = observed;
    this.patterns = new PatternReader(yaml);
  }

  /** A list of rules, or a map of groups of which each is a rule. */
  List<Rule> steps(JsonNode given, String path) {
    List<Rule> rules = new ArrayList<>();
    if (given.isMissingNode()) {
      return rules;
    }
    if (given.isArray()) {
      return rules(given, path);
    }
    given
        .fieldNames()
        .forEachRemaining(
            word -> {
              JsonNode value = given.path(word);
              if (word.equals("all") && value.isArray()) {
                rules.addAll(rules(value, dotted(path, word)));
              } else {
                made(word, given, path).ifPresent(rules::add);
              }
            });
    return rules;
  }

  private List<Rule> rules(JsonNode list, String path) {
    List<Rule> rules = new ArrayList<>();
    if (!list.isArray() || list.isEmpty()) {
      yaml.noteValue(path, "must be a list of rules.");
      return rules;
    }
    for (int i = 0; i < list.size(); i++) {
      rule(list.get(i), path + "[" + i + "]").ifPresent(rules::add);
    }
    return rules;
  }

  private Optional<Rule> rule(JsonNode given, String path) {
    if (!given.isObject()) {
      yaml.noteValue(path, "is no rule. Write {exists: emergency_admission, window: [-365, 0]}.");
      return Optional.empty();
    }
    List<String> words = new ArrayList<>();
    given.fieldNames().forEachRemaining(words::add);
    List<String> makers = words.stream().filter(Words.RULES::containsKey).toList();
    if (makers.isEmpty()) {
      words.removeIf(Words.BESIDE::contains);
      String wrong = words.isEmpty() ? "" : words.get(0);
      yaml.note(
          wrong.isEmpty() ? path : dotted(path, wrong),
          "asks nothing. " + Nearest.suggestion(wrong, Words.RULES.keySet()));
      return Optional.empty();
    }
    if (makers.size() > 1) {
      yaml.note(
          dotted(path, makers.get(1)),
          "asks a second thing: " + String.join(", ", makers) + ". Make each a rule.");
      return Optional.empty();
    }
    String maker = makers.get(0);
    List<String> allowed = Words.RULES.getOrDefault(maker, List.of());
    boolean sound = true;
    for (String word : words) {
      if (!word.equals(maker) && !allowed.contains(word)) {
        yaml.note(
            dotted(path, word),
            "is no setting of " + maker + ". " + Nearest.suggestion(word, allowed));
        sound = false;
      }
    }
    Optional<Rule> made = made(maker, given, path);
    return sound ? made.flatMap(rule -> assumed(rule, given, path)) : Optional.empty();
  }

  private Optional<Rule> assumed(Rule rule, JsonNode given, String path) {
    JsonNode unknown = given.path("unknown");
    if (unknown.isMissingNode()) {
      return Optional.of(rule);
    }
    if (!unknown.isBoolean()) {
      yaml.noteValue(dotted(path, "unknown"), "must be true or false: what is taken for granted.");
      return Optional.empty();
    }
    return Optional.of(new Rule.Assumed(rule, unknown.asBoolean()));
  }

  private Optional<Rule> made(String word, JsonNode given, String path) {
    String at = dotted(path, word);
    JsonNode value = given.path(word);
    try {
      return switch (word) {
        case "exists" -> amount(given, path, word, Comparison.AT_LEAST, 1);
        case "none" -> amount(given, path, word, Comparison.EXACTLY, 0);
        case "count", "sum" -> compared(given, path, word);
        case "first", "last" -> edge(given, path, word);
        case "ongoing" -> patterns.read(value, at, given, path).map(Rule.Ongoing::new);
        case "before", "after", "within" -> pair(given, path, word);
        case "all", "any" -> {
          List<Rule> rules = rules(value, at);
          yield rules.isEmpty()
              ? Optional.empty()
              : Optional.of(new Rule.Some(word.equals("any") ? 1 : rules.size(), rules));
        }
        case "at_least" -> {
          requireWhole(value);
          List<Rule> rules = rules(given.path("of"), dotted(path, "of"));
          yield rules.isEmpty()
              ? Optional.empty()
              : Optional.of(new Rule.Some(value.asInt(0), rules));
        }
        case "not" -> rule(value, at).map(Rule.Not::new);
        case "age" -> age(value, at);
        case "sex" -> Optional.of(new Rule.Sex(codes(value, at, Observed::strangerSex)));
        case "area" -> Optional.of(new Rule.Area(codes(value, at, Observed::strangerArea)));
        case "resident_days" -> {
          requireWhole(value);
          yield Optional.of(new Rule.Resident(value.asInt(0)));
        }
        default -> {
          yaml.note(at, "is no rule. " + Nearest.suggestion(word, Words.RULES.keySet()));
          yield Optional.empty();
        }
      };
    } catch (IllegalArgumentException refused) {
      yaml.noteValue(at, String.valueOf(refused.getMessage()) + ".");
      return Optional.empty();
    }
  }

  private static void requireWhole(JsonNode value) {
    require(value.isInt(), "must be a whole number, 1 or more");
  }

  private Optional<Rule> amount(
      JsonNode given, String path, String word, Comparison comparison, double limit) {
    Rule.Measure measure = word.equals("sum") ? Rule.Measure.SUM : Rule.Measure.COUNT;
    Optional<Window> window = window(given, path);
    Optional<EventPattern> events =
        patterns.read(given.path(word), dotted(path, word), given, path);
    return window.isEmpty() || events.isEmpty()
        ? Optional.empty()
        : Optional.of(new Rule.Amount(events.get(), window.get(), measure, comparison, limit));
  }

  private Optional<Rule> compared(JsonNode given, String path, String word) {
    String sign = given.path("op").asText(">=");
    JsonNode number = given.path("number");
    Optional<Comparison> comparison = Optional.empty();
    List<String> signs = new ArrayList<>();
    for (Comparison each : Comparison.values()) {
      signs.add("\"" + each.sign() + "\"");
      comparison = each.sign().equals(sign) ? Optional.of(each) : comparison;
    }
    if (comparison.isEmpty()) {
      yaml.noteValue(dotted(path, "op"), "must be one of " + String.join(", ", signs) + ".");
    }
    boolean sound = number.isNumber() && number.asDouble() >= 0;
    if (number.isMissingNode()) {
      yaml.note(dotted(path, word), "needs a number to compare with. Add number: 2.");
    } else if (!sound) {
      yaml.noteValue(dotted(path, "number"), "must be a number, 0 or more.");
    }
    return comparison.isEmpty() || !sound
        ? Optional.empty()
        : amount(given, path, word, comparison.get(), number.asDouble());
  }

  private Optional<Rule> edge(JsonNode given, String path, String word) {
    Rule.Side side = word.equals("first") ? Rule.Side.FIRST : Rule.Side.LAST;
    Optional<Window> window = window(given, path);
    Optional<EventPattern> events =
        patterns.read(given.path(word), dotted(path, word), given, path);
    return window.isEmpty() || events.isEmpty()
        ? Optional.empty()
        : Optional.of(new Rule.Edge(events.get(), window.get(), side));
  }

  private Optional<Rule> pair(JsonNode given, String path, String word) {
    JsonNode both = given.path(word);
    String at = dotted(path, word);
    JsonNode days = given.path("days");
    boolean two = both.isArray() && both.size() == 2;
    boolean whole = days.isInt() && days.asInt() >= 0;
    if (!two || !whole) {
      yaml.noteValue(
          two && !days.isMissingNode() ? dotted(path, "days") : at,
          "needs two kinds of event, and days, 0 or more. Write {" + word + ": [A, B], days: 30}.");
      return Optional.empty();
    }
    Optional<Window> window = window(given, path);
    Optional<EventPattern> one = patterns.read(both.get(0), at + "[0]", given, path);
    Optional<EventPattern> other = patterns.read(both.get(1), at + "[1]", given, path);
    if (window.isEmpty() || one.isEmpty() || other.isEmpty()) {
      return Optional.empty();
    }
    Rule.Order order =
        switch (word) {
          case "before" -> Rule.Order.BEFORE;
          case "after" -> Rule.Order.AFTER;
          default -> Rule.Order.EITHER;
        };
    return Optional.of(new Rule.Pair(one.get(), other.get(), order, days.asInt(), window.get()));
  }

  private Optional<Window> window(JsonNode given, String path) {
    JsonNode days = given.path("window");
    String at = dotted(path, "window");
    if (days.isMissingNode()) {
      return Optional.of(Window.BEFORE);
    }
    boolean ever = days.path(0).asText().equals("ever");
    if (days.size() != 2 || !(ever || days.get(0).isInt()) || !days.get(1).isInt()) {
      yaml.noteValue(
          at,
          "must be the first day and the day after the last, around the index date. Write"
              + " [-365, 0], or [ever, 0].");
      return Optional.empty();
    }
    try {
      return Optional.of(new Window(ever ? Window.EVER : days.get(0).asInt(), days.get(1).asInt()));
    } catch (IllegalArgumentException refused) {
      yaml.noteValue(at, String.valueOf(refused.getMessage()) + ".");
      return Optional.empty();
    }
  }

  private Optional<Rule> age(JsonNode value, String at) {
    if (!value.isArray() || value.isEmpty() || value.size() > 2 || !value.get(0).isInt()) {
      yaml.noteValue(at, "must be the youngest and the oldest age. Write [65, 120], or [65].");
      return Optional.empty();
    }
    return Optional.of(
        new Rule.Age(value.get(0).asInt(), value.size() == 2 ? value.get(1).asInt() : OLDEST));
  }

  /** The codes; one that no person of the data has is noted where it stands. */
  private SortedSet<String> codes(
      JsonNode value, String at, BiFunction<Observed, String, Optional<String>> stranger) {
    Map<String, String> placed = Texts.placed(value, at);
    if (placed.isEmpty()) {
      yaml.noteValue(at, "names no code. Name one, or some in a list.");
    }
    placed.forEach(
        (place, code) ->
            observed
                .flatMap(data -> stranger.apply(data, code))
                .ifPresent(why -> yaml.noteValue(place, why)));
    return new TreeSet<>(placed.values());
  }
}
