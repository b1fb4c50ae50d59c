package org.tidetable;

import java.lang.reflect.InvocationTargetException;

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

  private Launcher() {}

  /** Runs the command line with {@code arguments}; exits 7 on a Java older than 17. */
  public static void main(String[] arguments) throws Throwable {
    String version = System.getProperty("java.specification.version");
    if (!accepts(version)) {
      System.err.println(refusal(version, System.getProperty("java.home")));
      System.exit(WRONG_ENVIRONMENT);
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
