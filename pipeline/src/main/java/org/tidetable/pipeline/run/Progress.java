package org.tidetable.pipeline.run;

import java.io.PrintStream;
import java.util.Locale;

/** A line for each stage on the error stream: what was done, and how long it took. */
public final class Progress {
  private final PrintStream out;
  private final boolean quiet;
  private final long started = System.nanoTime();

  public Progress(PrintStream out, boolean quiet) {
    this.out = out;
    this.quiet = quiet;
  }

  /** A line without a stage. */
  public void say(String format, Object... arguments) {
    if (!quiet) {
      out.println(String.format(Locale.ROOT, format, arguments));
      out.flush();
    }
  }

  /** The line of a finished stage. */
  public void stage(int number, int of, String name, String what, double seconds) {
    say("%d/%d %-9s %-66s %5.1f s", number, of, name, what, seconds);
  }

  /** Seconds since the command began. */
  public double seconds() {
    return (System.nanoTime() - started) / 1e9;
  }
}
