package org.tidetable.pipeline.profile;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.tidetable.models.vocabulary.Grain;
import org.tidetable.pipeline.identity.GatedColumn.Meaning;
import org.tidetable.pipeline.identity.Sighting;
import org.tidetable.pipeline.source.ColumnMapping;

/** Judges one column by what was counted of it. */
final class ColumnVerdict {
  /** Fewer rows than that might be one person's. */
  private static final long SHARED = 10;

  private static final int MOST_SHOWN = 8;
  private static final int MOST_CODES = 400;

  private static final Pattern TIME =
      Pattern.compile(
          "(?:.* )?(?:date|day|period|time|year|month|quarter|dob|birth|start|end|from|to|decom|dec)"
              + "(?: .*)?|f ?year|.*date");
  private static final Pattern YEAR = Pattern.compile("(?:.* )?(?:f ?)?year(?: .*)?|time period.*");
  private static final Pattern TOTAL =
      Pattern.compile(
          "(?i)(?:grand )?totals?(?: .*)?|.* total|all|all (?:ages|persons|people|reasons|types|sexes"
              + "|.* reasons)|persons|both sexes|18plus|england(?: total)?|scotland.*|wales|northern"
              + " ireland|great britain|united kingdom|uk|national|regional|region|country"
              + "|[EWSNK]9[0-9]000001|[SW]92000003|W92000004|N92000002|K0[0-9]000001");

  private final ColumnTally tally;
  private final long filled;
  private final boolean numeric;

  private ColumnVerdict(ColumnTally tally) {
    this.tally = tally;
    this.filled = tally.filled();
    long numbers =
        tally.count(CellForm.INTEGER)
            + tally.count(CellForm.DECIMAL)
            + tally.count(CellForm.THOUSANDS);
    this.numeric = filled > 0 && numbers == filled;
  }

  /**
   * Judges a column.
   *
   * @param number the column's, from 1
   * @param sighted what the identity gate finds in it, if it is declared to hold that
   */
  static ColumnFacts of(
      ColumnTally tally, int number, Function<Meaning, Optional<Sighting>> sighted) {
    return new ColumnVerdict(tally).facts(number, sighted);
  }

  private ColumnFacts facts(int number, Function<Meaning, Optional<Sighting>> sighted) {
    String words = IdentifierSign.plain(tally.heading());
    Optional<Spelling> spelling = spelling(words);
    boolean day = spelling.filter(s -> s.grain() == Grain.DAY).isPresent();
    ColumnMapping.Type type =
        day ? ColumnMapping.Type.DATE : numeric ? number() : ColumnMapping.Type.TEXT;
    Optional<Sighting> sighting = sighted.apply(meaning(type));
    Optional<IdentifierSign> sign =
        sighting.map(found -> IdentifierSign.of(found.kind())).or(this::sign);
    boolean closed = sign.isPresent();
    boolean measured = type != ColumnMapping.Type.TEXT;
    return new ColumnFacts(
        tally.heading(),
        number,
        type,
        filled + (measured ? 0 : marked()),
        tally.count(CellForm.BLANK) - blanksMarked(),
        measured ? tally.marks() : Map.of(),
        tally.distinct(),
        tally.isExact(),
        tally.count(CellForm.THOUSANDS) > 0,
        closed || !numeric ? List.of() : tally.quantiles(),
        spelling.map(this::time),
        closed ? Map.of() : top(),
        closed ? Map.of() : totals(),
        sign,
        sign.map(s -> signed(s, sighting)).orElse(0L),
        filled > 0 && tally.made() * 2 > filled,
        hint());
  }

  private static Meaning meaning(ColumnMapping.Type type) {
    return switch (type) {
      case TEXT -> Meaning.TEXT;
      case INTEGER, NUMBER -> Meaning.NUMBER;
      case DATE -> Meaning.EVENT_DATE;
    };
  }

  private long signed(IdentifierSign sign, Optional<Sighting> sighting) {
    long shaped = tally.signs().getOrDefault(sign, 0L);
    long otherwise = sighting.map(Sighting::count).orElse(filled);
    return Math.max(shaped, otherwise);
  }

  private TimeFacts time(Spelling spelling) {
    boolean days = spelling.grain() == Grain.DAY;
    Spelling.Reader reader = spelling.reader();
    Set<LocalDate> known = new HashSet<>();
    if (days && tally.isExact()) {
      tally.values().keySet().forEach(value -> reader.read(value).ifPresent(known::add));
    }
    return new TimeFacts(
        spelling,
        days ? TimeFacts.grain(known) : spelling.grain(),
        days && known.size() > 1 && TimeFacts.isMonthEnd(known),
        tally.first(spelling),
        tally.last(spelling),
        spelling.pattern().startsWith("dd/MM")
            && tally.spellings().stream().anyMatch(s -> s.pattern().startsWith("MM/dd")));
  }

  private ColumnMapping.Type number() {
    return tally.hasFractions() ? ColumnMapping.Type.NUMBER : ColumnMapping.Type.INTEGER;
  }

  private long marked() {
    return tally.marks().values().stream().mapToLong(Long::longValue).sum();
  }

  /** Blanks that are not empty count among the marks. */
  private long blanksMarked() {
    return tally.marks().entrySet().stream()
        .filter(mark -> mark.getKey().isBlank())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private Optional<Spelling> spelling(String words) {
    if (filled == 0) {
      return Optional.empty();
    }
    return tally.spellings().stream()
        .filter(spelling -> !spelling.needsWords() || told(spelling, words))
        .findFirst();
  }

  private static boolean told(Spelling spelling, String words) {
    boolean year = YEAR.matcher(words).matches();
    return spelling.pattern().equals("calendar_year")
        ? year
        : year || TIME.matcher(words).matches();
  }

  private Optional<IdentifierSign> sign() {
    Optional<IdentifierSign> named = IdentifierSign.ofHeading(tally.heading()).filter(this::mayBe);
    Optional<IdentifierSign> shaped =
        tally.signs().entrySet().stream()
            .filter(sign -> sign.getValue() * 2 > filled)
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey);
    return shaped.isPresent() ? shaped : named;
  }

  /** Whether the cells do not speak against what the heading says. */
  private boolean mayBe(IdentifierSign sign) {
    if (filled == 0) {
      return false;
    }
    return switch (sign) {
      case BIRTH_DATE -> tally.spellings().stream().anyMatch(s -> s.grain() == Grain.DAY);
      case PERSON, NHS_NUMBER, LEARNER_NUMBER, PUPIL_NUMBER ->
          !tally.hasFractions() && (tally.distinct() > 2 || filled <= 2);
      case FREE_TEXT, NAME, ADDRESS, OTHER, PART -> !numeric && tally.distinct() > filled / 20;
      case NATIONAL_INSURANCE, POSTCODE, EMAIL, PHONE -> tally.distinct() > 2 || filled <= 2;
    };
  }

  private Map<String, Long> top() {
    Map<String, Long> top = new LinkedHashMap<>();
    boolean measures = numeric && tally.distinct() > 2 * MOST_SHOWN;
    // Of many different values one may stand in ten rows of one person.
    if (!measures && tally.distinct() <= MOST_CODES) {
      tally.values().entrySet().stream()
          .filter(value -> value.getValue() >= SHARED && !value.getKey().isBlank())
          .sorted(
              Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                  .thenComparing(Map.Entry.comparingByKey()))
          .limit(MOST_SHOWN)
          .forEach(value -> top.put(value.getKey(), value.getValue()));
    }
    return top;
  }

  private Map<String, Long> totals() {
    Map<String, Long> totals = new LinkedHashMap<>();
    if (!numeric && tally.distinct() > 1) {
      tally.values().entrySet().stream()
          .filter(value -> TOTAL.matcher(value.getKey().strip()).matches())
          .sorted(Map.Entry.comparingByKey())
          .limit(MOST_SHOWN)
          .forEach(value -> totals.put(value.getKey(), value.getValue()));
    }
    return totals;
  }

  private String hint() {
    if (filled == 0) {
      return "no cell holds a value";
    }
    long digits = tally.count(CellForm.DIGITS);
    long text = tally.count(CellForm.TEXT);
    if (digits > 0 && text == 0) {
      return "digits with leading zeros, or very long: a code";
    }
    return !numeric && text > 0 && text * 20 < filled && tally.spellings().isEmpty()
        ? "mostly numbers, but " + text + " cells are not"
        : "";
  }
}
