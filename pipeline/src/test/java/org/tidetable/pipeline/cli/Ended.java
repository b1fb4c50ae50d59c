package org.tidetable.pipeline.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.tidetable.pipeline.run.UserError;
import picocli.CommandLine;

/**
 * How {@code risk} ended and what it said, as the command line would, apart from a failure's log.
 */
record Ended(int code, String said) {
  static Ended risk(List<?> arguments) {
    CommandLine line = new CommandLine(new RiskCommand());
    StringWriter said = new StringWriter();
    line.setErr(new PrintWriter(said, true));
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          if (failure instanceof UserError error) {
            said.write(error.getMessage());
            return error.exitCode().number();
          }
          throw failure;
        });
    PrintStream before = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PrintStream caught = new PrintStream(out, true, StandardCharsets.UTF_8)) {
      System.setOut(caught);
      int code = line.execute(arguments.stream().map(Object::toString).toArray(String[]::new));
      return new Ended(code, said + out.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(before);
    }
  }
}
