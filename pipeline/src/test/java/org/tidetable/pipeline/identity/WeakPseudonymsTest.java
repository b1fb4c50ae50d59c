package org.tidetable.pipeline.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidetable.pipeline.file.Line;
import org.tidetable.pipeline.run.UserError;

class WeakPseudonymsTest {
  private static final WeakPseudonyms FEW =
      WeakPseudonyms.of(
          List.of(
              new NumberCandidates(999_000_000, 999_020_000, NumberCandidates.Spelling.USUAL),
              new DayCandidates()));

  private static byte[] hash(String algorithm, String text) {
    try {
      return MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String hex(String algorithm, String text) {
    return HexFormat.of().formatHex(hash(algorithm, text));
  }

  private static Optional<Finding> search(String... cells) {
    Map<String, Long> hashes = new LinkedHashMap<>();
    for (String cell : cells) {
      hashes.put(cell, 2L + hashes.size());
    }
    return FEW.search(hashes);
  }

  @Test
  void an_unkeyed_hash_of_a_number_is_broken_in_every_usual_spelling() {
    String number = firstNumber();
    String spaced = number.replaceFirst("(...)(...)", "$1 $2 ");
    for (String algorithm : List.of("MD5", "SHA-1", "SHA-224", "SHA-256", "SHA-384", "SHA-512")) {
      String hex = hex(algorithm, number);
      assertThat(search(hex)).as(algorithm).isPresent();
      assertThat(search(hex.toUpperCase(Locale.ROOT))).isPresent();
      assertThat(search(hex(algorithm, spaced))).isPresent();
      assertThat(search(hex(algorithm, spaced.replace(' ', '-')))).isPresent();
    }
    byte[] bytes = hash("SHA-256", number);
    assertThat(search(Base64.getEncoder().encodeToString(bytes))).isPresent();
    assertThat(search(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes))).isPresent();
    assertThat(search(HexFormat.of().formatHex(bytes, 0, 16))).isPresent();
  }

  @Test
  void an_unkeyed_hash_of_a_date_of_birth_is_broken() {
    assertThat(search(hex("SHA-256", "03/02/1945"))).isPresent();
    assertThat(search(hex("MD5", "1945-02-03"))).isPresent();
  }

  @Test
  void one_hit_among_many_keyed_hashes_is_proof_and_has_its_line() {
    String[] cells = new String[500];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = hex("SHA-256", "a secret that nobody can guess " + i);
    }
    assertThat(search(cells)).isEmpty();
    cells[250] = hex("SHA-256", firstNumber());
    assertThat(search(cells)).get().extracting(Finding::line).isEqualTo(252L);
  }

  @Test
  void what_is_not_the_shape_of_a_hash_is_not_searched() {
    assertThat(HashForms.isHashShaped("pabcdefghijklmnopqrstuvwxy2")).isFalse();
    assertThat(HashForms.isHashShaped("TESTLMgmxx4BW0MY95QVCCDpQc0pOIVW")).isFalse();
    assertThat(HashForms.isHashShaped("1ba4b3d4-1e7e-4ad5-9b6a-f6a7eb2a97b2")).isFalse();
    assertThat(HashForms.isHashShaped(hex("MD5", "x"))).isTrue();
  }

  @Test
  void a_column_is_searched_once_for_each_file(@TempDir Path folder) {
    SearchLedger ledger = SearchLedger.in(folder.resolve("searched"));
    String clean = hex("SHA-256", "a secret that nobody can guess");
    String weak = hex("SHA-256", firstNumber());
    assertThat(refused("file 1", ledger, clean)).isFalse();
    assertThat(ledger.holds("file 1", "key", 0)).isTrue();
    assertThat(ledger.holds("file 2", "key", 0)).isFalse();
    assertThat(refused("file 2", ledger, weak)).isTrue();
    assertThat(ledger.holds("file 2", "key", 0)).isFalse();
    assertThat(refused("", SearchLedger.nowhere(), weak)).isTrue();
  }

  private static boolean refused(String fileHash, SearchLedger ledger, String cell) {
    IdentityGate gate =
        new IdentityGate("a.csv", List.of(Gates.column("key")), ledger, fileHash, FEW);
    gate.see(new Line(1, 2, -1, -1, List.of(cell)));
    try {
      gate.finish();
      return false;
    } catch (UserError refused) {
      assertThat(refused).hasMessageContaining("hashes made without a key");
      return true;
    }
  }

  @Test
  @Tag("benchmark")
  void a_column_of_sha_256_is_broken_or_cleared_within_three_minutes() {
    Invented invented = Invented.seeded(5);
    Map<String, Long> weak = new LinkedHashMap<>();
    Map<String, Long> clean = new LinkedHashMap<>();
    for (int i = 0; i < 50_000; i++) {
      String number = Disguise.plain(invented.parts(Kind.NHS_NUMBER), Kind.NHS_NUMBER);
      weak.put(hex("SHA-256", number), (long) i);
      clean.put(hex("SHA-256", "a secret that nobody can guess " + number), (long) i);
    }
    Map<String, Long> last = Map.of(hex("SHA-256", "799 999 " + lastOfTheRange()), 2L);
    double broken = seconds(weak, true);
    double alone = seconds(last, true);
    double cleared = seconds(clean, false);
    System.out.printf(
        "SHA-256: 50,000 NHS numbers broken in %.2f s, the last number alone in %.1f s, 50,000"
            + " keyed hashes cleared in %.1f s%n",
        broken, alone, cleared);
    assertThat(Math.max(alone, cleared)).isLessThan(180);
  }

  private static double seconds(Map<String, Long> hashes, boolean found) {
    long start = System.nanoTime();
    assertThat(WeakPseudonyms.everything().search(hashes).isPresent()).isEqualTo(found);
    return (System.nanoTime() - start) / 1e9;
  }

  /** The last four digits of the greatest valid number below 8,000,000,000. */
  private static String lastOfTheRange() {
    long number = 7_999_999_999L;
    while (!CheckDigits.checks(number)) {
      number--;
    }
    return Long.toString(number).substring(6);
  }

  private static String firstNumber() {
    List<String> numbers = new ArrayList<>();
    for (long number = 9_990_100_000L; numbers.isEmpty(); number++) {
      if (CheckDigits.checks(number)) {
        numbers.add(Long.toString(number));
      }
    }
    return numbers.get(0);
  }
}
