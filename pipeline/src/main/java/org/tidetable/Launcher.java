package org.tidetable;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Starts the command line, or says which Java it needs.
 *
 * <p>Compiled for Java 8 and using nothing newer, so that an old Java can load this class and
 * explain itself instead of failing with {@code UnsupportedClassVersionError}.
 */
public final class Launcher {
  static final int OLDEST_JAVA = 17;
  static final int WRONG_ENVIRONMENT = 7;

  private static final String MAIN = "org.tidetable.pipeline.Main";
  private static final String LOGGING = "java.util.logging.config.class";

  private static final String RELAUNCHED = "tidetable.relaunched";

  private Launcher() {}

  /** Runs the command line with {@code arguments}; exits 7 on a Java older than 17. */
  public static void main(String[] arguments) throws Throwable {
    String version = System.getProperty("java.specification.version");
    if (!accepts(version)) {
      System.err.println(refusal(version, System.getProperty("java.home")));
      System.exit(WRONG_ENVIRONMENT);
    }
    if (isShort(arguments) && System.getProperty(RELAUNCHED) == null) {
      relaunch(arguments);
    }
    if (System.getProperty(LOGGING) == null) {
      System.setProperty(LOGGING, "org.tidetable.QuietLogging");
    }
    try {
      Class.forName(MAIN).getMethod("main", String[].class).invoke(null, (Object) arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** The demo lasts about a minute, of which Java would spend half on optimising itself. */
  static boolean isShort(String[] arguments) {
    return arguments.length > 0
        && "demo".equals(arguments[0])
        && System.getProperty("java.class.path").endsWith(".jar")
        && !Arrays.asList(arguments).contains("--help");
  }

  /**
   * Runs the same command in a Java that compiles quickly instead of thoroughly, and ends with its
   * exit code. Returns where no second Java can be started: then this one does the work.
   */
  private static void relaunch(String[] arguments) throws InterruptedException {
    List<String> command = new ArrayList<String>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-XX:+IgnoreUnrecognizedVMOptions");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-XX:ReservedCodeCacheSize=240m");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("-D" + RELAUNCHED + "=true");
    // The class path of "java -jar" is the jar alone; its manifest names the rest.
    command.add("-jar");
    command.add(System.getProperty("java.class.path"));
    command.addAll(Arrays.asList(arguments));
    try {
      final Process process = new ProcessBuilder(command).inheritIO().start();
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread() {
                @Override
                public void run() {
                  process.destroy();
                }
              });
      int exit = process.waitFor();
      System.exit(exit);
    } catch (IOException refused) {
      // A locked-down machine may forbid a second process.
      System.setProperty(RELAUNCHED, "refused");
    }
  }

  /**
   * Whether a Java of this specification version, such as {@code 1.8} or {@code 17}, can run us.
   */
  static boolean accepts(String specificationVersion) {
    try {
      return Double.parseDouble(specificationVersion) >= OLDEST_JAVA;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /**
   * What was found, what is needed and how to get it, for a reader who has never installed Java.
   */
  static String refusal(String specificationVersion, String home) {
    return String.join(
        System.lineSeparator(),
        "Tidetable needs Java 17 or newer (17 to 25 are tested); this is Java "
            + specificationVersion
            + " in "
            + home
            + ".",
        "Install one:  Windows  winget install EclipseAdoptium.Temurin.21.JDK",
        "              macOS    brew install --cask temurin@21",
        "              Debian, Ubuntu  sudo apt install openjdk-17-jdk-headless",
        "              Red Hat, Fedora  sudo dnf install java-21-openjdk-devel",
        "or unpack any JDK into a folder of your own and call its bin/java by its full path.",
        "Nothing was written. (exit 7)");
  }
}
