package org.tidetable.pipeline.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.UserError;

class PseudonymiserTest {
  @TempDir Path folder;

  private Pseudonymiser key(String name, int bytes, String permissions) throws IOException {
    Path file = folder.resolve(name);
    byte[] secret = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      secret[i] = (byte) (name.hashCode() + i);
    }
    Files.write(file, secret);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    return Pseudonymiser.read(file);
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  /** RFC 5869, appendices A.1 to A.3. */
  @Test
  void keys_are_derived_as_rfc_5869_does() {
    assertThat(
            Hkdf.derive(
                hex("0b".repeat(22)),
                hex("000102030405060708090a0b0c"),
                hex("f0f1f2f3f4f5f6f7f8f9"),
                42))
        .isEqualTo(
            hex(
                "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"
                    + "34007208d5b887185865"));
    assertThat(Hkdf.derive(counted(0, 80), counted(0x60, 80), counted(0xb0, 80), 82))
        .isEqualTo(
            hex(
                "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c"
                    + "59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71"
                    + "cc30c58179ec3e87c14c01d5c1f3434f1d87"));
    assertThat(Hkdf.derive(hex("0b".repeat(22)), new byte[0], new byte[0], 42))
        .isEqualTo(
            hex(
                "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"
                    + "9d201395faa4b61a96c8"));
  }

  private static byte[] counted(int from, int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (from + i);
    }
    return bytes;
  }

  @Test
  void one_number_has_one_pseudonym_however_it_is_spelled() throws IOException {
    Pseudonymiser key = key("a", 32, "rw-------");
    String plain = key.pseudonym("hospital", "9434765919");
    assertThat(plain).matches("p[a-z2-7]{26}");
    assertThat(key.pseudonym("hospital", " 943 476 5919 ")).isEqualTo(plain);
    assertThat(key.pseudonym("hospital", "943-476-5919")).isEqualTo(plain);
    assertThat(key.pseudonym("hospital", "\uff19\uff14\uff13\u00a04765919")).isEqualTo(plain);
    assertThat(key.pseudonym("hospital", "ab 12")).isEqualTo(key.pseudonym("hospital", "AB12"));
    assertThat(key.pseudonym("hospital", "0123")).isNotEqualTo(key.pseudonym("hospital", "123"));
    assertThat(key.pseudonym("hospital", "  ")).isEmpty();
  }

  @Test
  void sources_and_keys_cannot_be_joined() throws IOException {
    Pseudonymiser key = key("a", 32, "rw-------");
    Pseudonymiser other = key("b", 32, "r--------");
    Set<String> all = new HashSet<>();
    all.add(key.pseudonym("hospital", "1"));
    all.add(key.pseudonym("school", "1"));
    all.add(other.pseudonym("hospital", "1"));
    assertThat(all).hasSize(3);
    assertThat(key.keyId()).matches("[0-9a-f]{12}").isNotEqualTo(other.keyId());
    assertThat(key.toString()).contains(key.keyId());
  }

  @Test
  void our_own_pseudonyms_pass_the_gate() throws IOException {
    Pseudonymiser key = key("a", 32, "rw-------");
    var cells =
        java.util.stream.IntStream.range(0, 2000)
            .mapToObj(i -> key.pseudonym("hospital", "9" + i))
            .toList();
    assertThat(new HashSet<>(cells)).hasSize(2000);
    assertThat(Gates.message("person", cells)).isEmpty();
  }

  @Test
  void a_key_that_others_may_read_or_guess_is_refused() {
    assertThatThrownBy(() -> key("a", 32, "rw-r-----"))
        .isInstanceOfSatisfying(
            UserError.class, error -> assertThat(error.exitCode()).isEqualTo(ExitCode.ENVIRONMENT))
        .hasMessageContaining("chmod 600");
    assertThatThrownBy(() -> key("b", 31, "rw-------")).hasMessageContaining("fewer than 32 bytes");
    assertThatThrownBy(() -> Pseudonymiser.read(folder.resolve("none")))
        .hasMessageContaining("cannot be read");
  }

  @Test
  @Tag("benchmark")
  void pseudonyms_are_made_fast() throws IOException {
    Pseudonymiser key = key("a", 32, "rw-------");
    long letters = 0;
    long start = 0;
    for (int i = -200_000; i < 1_000_000; i++) {
      start = i == 0 ? System.nanoTime() : start;
      letters += key.pseudonym("hospital", Integer.toString(2_000_000_000 + i)).length();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf("pseudonyms: %.0f a second on one thread%n", 1e6 / seconds);
    assertThat(letters).isEqualTo(27L * 1_200_000);
    assertThat(seconds).isLessThan(20);
  }
}
