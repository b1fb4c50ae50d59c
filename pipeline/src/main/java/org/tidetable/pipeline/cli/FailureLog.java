package org.tidetable.pipeline.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.tidetable.pipeline.run.ExitCode;

/**
 * Failures that the user did not cause: the trace goes to a file that only its owner can read, and
 * never to the screen. Messages of exceptions may hold values, so the file leaves them out.
 */
public final class FailureLog {
  private FailureLog() {}

  /** Notes the failure and returns the exit code. */
  public static int write(Throwable failure, PrintWriter err, List<String> arguments) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError) {
        err.println("The memory is used up. Give more with: java -Xmx6g -jar ...");
        err.println("(exit 7)");
        return ExitCode.ENVIRONMENT.number();
      }
      if (isDiskFull(cause)) {
        err.println("The disk is full. Free some space, or choose another folder with --out.");
        err.println("What was published before is untouched.");
        err.println("(exit 7)");
        return ExitCode.ENVIRONMENT.number();
      }
    }
    err.println(
        "This is a fault of Tidetable, not of your data. "
            + place(failure, arguments.isEmpty() ? "" : arguments.get(0)));
    err.println("(exit 1)");
    return ExitCode.FAULT.number();
  }

  private static boolean isDiskFull(Throwable cause) {
    String message = cause.getMessage();
    return (cause instanceof FileSystemException || cause instanceof IOException)
        && message != null
        && message.toLowerCase(Locale.ROOT).contains("no space left");
  }

  private static String place(Throwable failure, String command) {
    try {
      Path log = Files.createTempFile("tidetable-failure-", ".log");
      try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(log))) {
        out.println("tidetable " + command);
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
          out.println(cause.getClass().getName());
          for (StackTraceElement step : cause.getStackTrace()) {
            out.println("    at " + step);
          }
        }
      }
      return "Please report it with the file " + log + ", which holds no data.";
    } catch (IOException | UncheckedIOException notEvenThat) {
      return "Its log could not be written.";
    }
  }
}
