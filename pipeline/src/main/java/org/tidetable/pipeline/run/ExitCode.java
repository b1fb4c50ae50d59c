package org.tidetable.pipeline.run;

/** How a command ends: the numbers are a public contract, printed by {@code --help}. */
public enum ExitCode {
  DONE(0, "done"),
  FAULT(1, "a fault of Tidetable: the message names the log"),
  USAGE(2, "the command line is not understood"),
  CONFIGURATION(3, "the configuration has problems"),
  INPUT(4, "input data is refused"),
  PRIVACY(5, "an identifier in the input, or a disclosure in the output, is refused"),
  WARNINGS(6, "done with warnings, and --strict was given"),
  ENVIRONMENT(7, "the machine: JDK, memory, disk, permissions"),
  HELD(8, "another run holds this output"),
  INTERRUPTED(130, "interrupted");

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  public int number() {
    return number;
  }

  public String meaning() {
    return meaning;
  }
}
