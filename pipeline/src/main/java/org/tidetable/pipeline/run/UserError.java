package org.tidetable.pipeline.run;

import java.util.Locale;

/**
 * Something that the user can mend: shown without a stack trace, ends with its exit code. The
 * message says what, where, why and what to do, and never holds a person-level value.
 */
public final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;

  private UserError(ExitCode exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** An error whose message is formatted in the root locale. */
  public static UserError of(ExitCode exitCode, String format, Object... arguments) {
    String message = arguments.length == 0 ? format : String.format(Locale.ROOT, format, arguments);
    return new UserError(exitCode, message);
  }

  public ExitCode exitCode() {
    return exitCode;
  }

  /**
   * The user error among the causes of a failure, where an engine has wrapped it; else the failure
   * itself, made unchecked: Spark throws checked exceptions that no signature announces.
   */
  public static RuntimeException unwrapped(Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UserError error) {
        return error;
      }
    }
    return failure instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException(failure);
  }
}
