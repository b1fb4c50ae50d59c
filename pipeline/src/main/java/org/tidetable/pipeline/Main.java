package org.tidetable.pipeline;

import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.tidetable.pipeline.cli.Commands;
import org.tidetable.pipeline.cli.FailureLog;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.UserError;
import picocli.CommandLine;
import picocli.CommandLine.UnmatchedArgumentException;

/** The entry of the command line: wires the commands, and maps what happens to exit codes. */
public final class Main {
  private static final int LIKE = 3;

  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** Runs one command and returns its exit code. */
  public static int run(String... arguments) {
    // Libraries below spell method names with the default locale; a Turkish one has no plain I.
    Locale.setDefault(Locale.ROOT);
    CommandLine line = new CommandLine(new Commands());
    line.setAbbreviatedSubcommandsAllowed(false);
    line.setAbbreviatedOptionsAllowed(false);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.registerConverter(LocalDate.class, Main::day);
    line.setParameterExceptionHandler(
        (problem, given) -> {
          PrintWriter err = problem.getCommandLine().getErr();
          err.println(problem.getMessage());
          suggestion(problem, line).ifPresent(err::println);
          err.println(
              "See: " + problem.getCommandLine().getCommandSpec().qualifiedName() + " --help");
          return ExitCode.USAGE.number();
        });
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> ended(failure, command.getErr(), arguments));
    return line.execute(arguments);
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException notOne) {
      throw new CommandLine.TypeConversionException(
          "\"" + text + "\" is not a date. Write it as 2025-04-01");
    }
  }

  private static int ended(Exception failure, PrintWriter err, String[] arguments) {
    if (UserError.unwrapped(failure) instanceof UserError error) {
      err.println(error.getMessage());
      err.println("(exit " + error.exitCode().number() + ")");
      return error.exitCode().number();
    }
    return FailureLog.write(failure, err, Arrays.asList(arguments));
  }

  private static Optional<String> suggestion(
      CommandLine.ParameterException problem, CommandLine line) {
    if (!(problem instanceof UnmatchedArgumentException unmatched)
        || unmatched.getUnmatched().isEmpty()) {
      return Optional.empty();
    }
    String given = unmatched.getUnmatched().get(0);
    List<String> known = List.copyOf(line.getSubcommands().keySet());
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    return known.stream()
        .min(Comparator.comparingInt(name -> distance.apply(given, name)))
        .filter(name -> distance.apply(given, name) <= LIKE)
        .map(name -> "Did you mean: tidetable " + name + "?");
  }
}
