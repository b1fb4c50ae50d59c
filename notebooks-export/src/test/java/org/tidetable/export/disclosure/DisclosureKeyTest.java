package org.tidetable.export.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DisclosureKeyTest {
  private static final String SECRET = "0123456789abcdef0123456789abcdef";

  @TempDir Path folder;

  private Path file(String secret, String permissions) throws IOException {
    Path file = folder.resolve("disclosure.key");
    Files.writeString(file, secret);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  @Test
  void a_key_is_named_by_a_fingerprint_and_never_shown() throws IOException {
    DisclosureKey key = DisclosureKey.read(file(SECRET, "rw-------"));
    assertThat(key.id()).hasSize(12).isNotEqualTo(DisclosureKey.demoOnly().id());
    assertThat(key.toString()).doesNotContain(SECRET);
  }

  @Test
  void a_key_that_others_can_read_is_refused() throws IOException {
    for (String permissions : new String[] {"rw-r-----", "rw----r--", "rw--w----"}) {
      Path file = file(SECRET, permissions);
      assertThatThrownBy(() -> DisclosureKey.read(file))
          .isInstanceOf(DisclosureKey.Unusable.class)
          .hasMessageContaining("chmod 600");
    }
  }

  @Test
  void a_short_or_absent_key_is_refused() throws IOException {
    Path shortKey = file("secret", "rw-------");
    assertThatThrownBy(() -> DisclosureKey.read(shortKey)).hasMessageContaining("32 bytes");
    assertThatThrownBy(() -> DisclosureKey.read(folder.resolve("absent")))
        .isInstanceOf(DisclosureKey.Unusable.class);
  }

  @Test
  void a_gate_refuses_a_key_that_its_policy_does_not_name() throws IOException {
    DisclosureKey key = DisclosureKey.read(file(SECRET, "rw-------"));
    DisclosurePolicy policy = DisclosurePolicy.standard("v", DisclosureKey.DEMO_ONLY);
    assertThatThrownBy(() -> new DisclosureGate(policy, key)).isInstanceOf(DisclosureRefused.class);
  }
}
