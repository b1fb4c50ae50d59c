package org.tidetable.pipeline.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Identifiers of twelve kinds in forty disguises: what gets past the gate. */
class PlantedIdentifiersTest {
  private static final int COLUMN = 40;
  private static final List<Kind> KINDS =
      List.of(
          Kind.NHS_NUMBER,
          Kind.CHI_NUMBER,
          Kind.HEALTH_AND_CARE_NUMBER,
          Kind.UPN,
          Kind.ULN,
          Kind.NATIONAL_INSURANCE,
          Kind.POSTCODE,
          Kind.BIRTH_DATE,
          Kind.NAME,
          Kind.EMAIL,
          Kind.PHONE,
          Kind.FREE_TEXT);

  /** What a heading or a file's name may hold: dates and words are usual there. */
  private static final Set<Kind> NOT_OUTSIDE =
      Set.of(Kind.BIRTH_DATE, Kind.NAME, Kind.FREE_TEXT, Kind.ULN);

  /** Without a check digit of its own or a shape that proves it. */
  private static final Set<Kind> BY_WORDS = Set.of(Kind.NAME, Kind.FREE_TEXT);

  private static final List<Disguise> DISGUISES = List.of(Disguise.values());

  private record Count(long planted, long accepted) {
    Count plus(long more, boolean refused) {
      return new Count(planted + more, accepted + (refused ? 0 : more));
    }
  }

  @Test
  void there_are_twelve_kinds_and_forty_disguises() {
    assertThat(KINDS).hasSize(12);
    assertThat(Disguise.values()).hasSize(40);
  }

  @Test
  void none_of_some_thousand_planted_identifiers_is_accepted() {
    Map<Kind, Count> table = plant(1, 7);
    assertThat(accepted(table)).as(text(table)).isZero();
  }

  /** Single numbers among empty cells: shapes prove themselves, and so does one check digit. */
  @Test
  void an_identifier_alone_in_its_column_is_refused() {
    Invented invented = Invented.seeded(11);
    List<String> passed = new ArrayList<>();
    for (Kind kind : KINDS) {
      if (NOT_OUTSIDE.contains(kind)) {
        continue;
      }
      for (Disguise disguise :
          List.of(
              Disguise.PLAIN,
              Disguise.BLANKS,
              Disguise.FULL_WIDTH,
              Disguise.LABEL,
              Disguise.IN_A_SENTENCE,
              Disguise.HTML_ENTITIES,
              Disguise.QUOTES)) {
        List<String> cells = new ArrayList<>(Collections.nCopies(200, ""));
        cells.set(
            77, disguise.cells(invented.parts(kind), kind, PlantedIdentifiersTest::cut).get(0));
        if (Gates.message("extra", cells).isEmpty()) {
          passed.add(kind + " " + disguise);
        }
      }
    }
    assertThat(passed).isEmpty();
  }

  @Test
  @Tag("benchmark")
  void of_a_million_planted_identifiers_only_words_may_pass() {
    Map<Kind, Count> table = plant(53, 2026);
    System.out.println(text(table));
    long planted = table.values().stream().mapToLong(Count::planted).sum();
    assertThat(planted).isGreaterThanOrEqualTo(1_000_000);
    table.forEach(
        (kind, count) -> {
          if (BY_WORDS.contains(kind)) {
            assertThat(count.accepted()).isLessThanOrEqualTo(count.planted() / 100);
          } else {
            assertThat(count.accepted()).as(kind.toString()).isZero();
          }
        });
  }

  private static Map<Kind, Count> plant(int columns, long seed) {
    Map<Kind, Count> table = new EnumMap<>(Kind.class);
    for (Kind kind : KINDS) {
      for (Disguise disguise : Disguise.values()) {
        Invented invented =
            Invented.seeded(seed + 1000L * KINDS.indexOf(kind) + DISGUISES.indexOf(disguise));
        for (int i = 0; i < columns; i++) {
          boolean single = isOutside(disguise) && !NOT_OUTSIDE.contains(kind);
          long refused =
              single ? outside(disguise, kind, invented) : column(disguise, kind, invented);
          Count count = table.getOrDefault(kind, new Count(0, 0));
          count = count.plus(refused, true).plus(COLUMN - refused, false);
          table.put(kind, count);
          if (refused < COLUMN) {
            System.out.println("accepted: " + kind + " " + disguise);
          }
        }
      }
    }
    return table;
  }

  private static boolean isOutside(Disguise disguise) {
    return disguise == Disguise.HEADING || disguise == Disguise.FILE_NAME;
  }

  /** As many files as a column has cells, each with one identifier outside its table. */
  private static long outside(Disguise disguise, Kind kind, Invented invented) {
    long refused = 0;
    for (int i = 0; i < COLUMN; i++) {
      String plain = Disguise.plain(invented.parts(kind), kind);
      boolean heading = disguise == Disguise.HEADING;
      String file = heading ? "a.csv" : "extract_" + plain + ".csv";
      List<GatedColumn> columns = List.of(Gates.column(heading ? plain : "count"));
      refused += Gates.message(file, columns, List.of(List.of("1"))).isEmpty() ? 0 : 1;
    }
    return refused;
  }

  private static long column(Disguise disguise, Kind kind, Invented invented) {
    List<List<String>> rows = new ArrayList<>();
    int width = 0;
    while (rows.size() < COLUMN) {
      List<String> parts = invented.parts(kind);
      boolean zero = Disguise.plain(parts, kind).startsWith("0");
      if (disguise == Disguise.LOST_ZERO && kind == Kind.CHI_NUMBER && !zero) {
        continue;
      }
      List<String> row = new ArrayList<>(List.of(Integer.toString(rows.size() % 7)));
      row.addAll(disguise.cells(parts, kind, PlantedIdentifiersTest::cut));
      row.add("E0900000" + rows.size() % 10);
      rows.add(row);
      width = row.size();
    }
    List<GatedColumn> columns = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      columns.add(Gates.column("c"));
    }
    return Gates.message("a.csv", columns, rows).isEmpty() ? 0 : COLUMN;
  }

  /** At the blank or the sign, else in equal pieces. */
  private static List<String> cut(String plain, int pieces) {
    String[] words = plain.split("[ -]|(?=@)", pieces);
    if (words.length == pieces) {
      return List.of(words);
    }
    if (words.length == 2 && plain.indexOf(' ') > 3) {
      return List.of(words[0], "J", words[1]);
    }
    List<String> cut = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= pieces; i++) {
      int to = plain.length() * i / pieces;
      cut.add(plain.substring(from, to));
      from = to;
    }
    return cut;
  }

  private static long accepted(Map<Kind, Count> table) {
    return table.values().stream().mapToLong(Count::accepted).sum();
  }

  private static String text(Map<Kind, Count> table) {
    StringBuilder text = new StringBuilder("kind, planted, accepted\n");
    table.forEach(
        (kind, count) ->
            text.append(
                String.format(
                    Locale.ROOT, "%s, %d, %d%n", kind, count.planted(), count.accepted())));
    return text.toString();
  }
}
