package org.tidetable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;

/**
 * Sends the warnings of libraries that use java.util.logging to the log file and the rest nowhere.
 *
 * <p>Named by the system property {@code java.util.logging.config.class}, so it costs nothing until
 * the first of them logs.
 */
public final class QuietLogging {
  /** Called by the log manager of the JDK. */
  public QuietLogging() throws IOException {
    String settings = ".level=WARNING\nhandlers=org.slf4j.bridge.SLF4JBridgeHandler\n";
    LogManager.getLogManager()
        .readConfiguration(
            new ByteArrayInputStream(settings.getBytes(StandardCharsets.ISO_8859_1)));
  }
}
