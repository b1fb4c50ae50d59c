package org.tidetable.pipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.logging.log4j.core.LoggerContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs may quote what was read: nobody but their owner reads them. */
class LogFilesTest {
  private static final String OWNER_ONLY = "rw-------";

  @Test
  void the_log_of_the_libraries_is_for_its_owner(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("tidetable.log");
    URI settings =
        Objects.requireNonNull(LogFilesTest.class.getResource("/log4j2.properties")).toURI();
    System.setProperty("tidetable.log", file.toString());
    // A context of its own: that of the other tests has read its settings long ago.
    try (LoggerContext context = new LoggerContext("log files", null, settings)) {
      context.start();
      context.getLogger("any").warn("something that a library says");
    } finally {
      System.clearProperty("tidetable.log");
    }
    assertThat(Files.readString(file)).contains("something that a library says");
    assertThat(rights(file)).isEqualTo(OWNER_ONLY);
  }

  @Test
  void the_log_of_a_failure_is_for_its_owner_and_holds_no_message() throws IOException {
    StringWriter said = new StringWriter();
    FailureLog.write(
        new IllegalStateException("a cell"), new PrintWriter(said, true), List.of("run"));
    Matcher named = Pattern.compile("the file (\\S+\\.log),").matcher(said.toString());
    assertThat(named.find()).isTrue();
    Path file = Path.of(named.group(1));
    assertThat(rights(file)).isEqualTo(OWNER_ONLY);
    assertThat(Files.readString(file)).contains("IllegalStateException").doesNotContain("a cell");
    Files.delete(file);
  }

  private static String rights(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
