package org.tidetable.pipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidetable.pipeline.Main;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ProfileCommandsTest {
  @TempDir Path folder;

  private String printed = "";

  /** Runs a command; what it prints on either stream is kept. */
  private int run(Object... words) {
    String[] arguments = new String[words.length];
    for (int i = 0; i < words.length; i++) {
      arguments[i] = words[i].toString();
    }
    PrintStream out = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      return Main.run(arguments);
    } finally {
      System.setOut(out);
      printed = bytes.toString(StandardCharsets.UTF_8);
    }
  }

  private Path people() throws IOException {
    StringBuilder text = new StringBuilder("patient_id,ward\n");
    for (int i = 0; i < 30; i++) {
      text.append(61_000 + 17 * i).append(",North\n");
    }
    return Files.writeString(folder.resolve("stays.csv"), text);
  }

  @Test
  void a_new_file_is_profiled_and_its_proposal_reads_it() throws IOException {
    Path file = people();
    Path out = folder.resolve("proposed");

    assertThat(run("profile", file, "--out", out)).isZero();
    assertThat(printed).contains("30 rows, 2 columns", "proposed: key").doesNotContain("61017");
    assertThat(printed.lines().filter(line -> !line.contains("/"))).allMatch(l -> l.length() <= 80);
    assertThat(Files.readString(out.resolve("stays.html")))
        .contains("<html lang=\"en-GB\">")
        .doesNotContain("<script", "61017");
    assertThat(run("validate", out.resolve("stays.yaml"), file)).isZero();
    assertThat(printed).contains("30 rows: 30 used");
  }

  @Test
  void an_edited_proposal_is_never_written_over() throws IOException {
    Path file = people();
    Path out = folder.resolve("proposed");
    run("profile", file, "--out", out);
    Files.writeString(out.resolve("stays.yaml"), "edited");

    assertThat(run("profile", file, "--out", out)).isEqualTo(2);
    assertThat(out.resolve("stays.yaml")).hasContent("edited");
  }

  @Test
  void the_mapping_alone_can_be_printed() throws IOException {
    assertThat(run("profile", people(), "--mapping-only")).isZero();
    assertThat(printed).startsWith("# Proposed for stays.csv").contains("privacy: key");
  }

  @Test
  void a_pseudonymised_file_has_other_keys_and_is_for_its_owner_only() throws IOException {
    Path file = people();
    Path out = folder.resolve("proposed");
    run("profile", file, "--out", out);
    Path key = Files.write(folder.resolve("key"), new byte[32]);
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    Path safe = folder.resolve("safe.csv");
    Object[] command = {
      "pseudonymise", file, "--mapping", out.resolve("stays.yaml"), "--key", key, "--out", safe
    };

    assertThat(run(command)).isZero();
    assertThat(printed).contains("30 rows, written under key");
    assertThat(Files.readAllLines(safe)).hasSize(31).contains("patient_id,ward");
    assertThat(Files.readString(safe)).doesNotContain("61017").contains(",North");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(safe)))
        .isEqualTo("rw-------");
    assertThat(run(command)).isEqualTo(2);
  }

  @Test
  void nothing_is_written_where_a_kept_column_holds_numbers_of_persons() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("kept.csv"), "patient_id,other\n71234,943 476 5919\n71235,\n");
    Path mapping =
        Files.writeString(
            folder.resolve("kept.yaml"),
            """
            name: kept
            title: kept
            columns:
              patient_id: {privacy: key}
              other: {type: text}
            table: {}
            """);
    Path key = Files.write(folder.resolve("key"), new byte[32]);
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    Path safe = folder.resolve("safe.csv");

    assertThat(run("pseudonymise", file, "--mapping", mapping, "--key", key, "--out", safe))
        .isEqualTo(5);
    assertThat(folder).isDirectoryNotContaining("glob:**safe.csv*");
  }
}
