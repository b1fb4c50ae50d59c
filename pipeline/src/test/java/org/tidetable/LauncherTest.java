package org.tidetable;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherTest {
  private static final int CLASS_FILE_OF_JAVA_8 = 52;

  @Test
  void any_java_since_8_can_load_the_launcher() throws IOException {
    try (var classFile =
        new DataInputStream(Launcher.class.getResourceAsStream("Launcher.class"))) {
      assertThat(classFile.readInt()).isEqualTo(0xCAFEBABE);
      classFile.readUnsignedShort();
      assertThat(classFile.readUnsignedShort()).isEqualTo(CLASS_FILE_OF_JAVA_8);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.7", "1.8", "9", "11", "16", "", "unknown"})
  void an_older_java_is_refused(String version) {
    assertThat(Launcher.accepts(version)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"17", "21", "25", "26"})
  void java_17_and_newer_are_accepted(String version) {
    assertThat(Launcher.accepts(version)).isTrue();
  }

  @Test
  void a_refusal_says_what_was_found_what_is_needed_and_how_to_get_it() {
    assertThat(Launcher.refusal("11", "/opt/java"))
        .contains("Java 17 or newer", "this is Java 11 in /opt/java", "apt install", "exit 7");
  }
}
