package org.tidetable.pipeline.whole;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import org.tidetable.pipeline.Main;

/**
 * A command as a user types it, and what came of it.
 *
 * @param out what it printed as its result
 * @param err what it said
 */
record Typed(int code, String out, String err) {

  static Typed run(Object... words) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    var printed = new ByteArrayOutputStream();
    var said = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(printed, true, UTF_8));
      System.setErr(new PrintStream(said, true, UTF_8));
      int code = Main.run(Arrays.stream(words).map(Object::toString).toArray(String[]::new));
      return new Typed(code, printed.toString(UTF_8), said.toString(UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  /** All that appeared on the screen. */
  String screen() {
    return out + err;
  }
}
