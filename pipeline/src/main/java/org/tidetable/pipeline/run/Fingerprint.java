package org.tidetable.pipeline.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** SHA-256 of files, texts and of the code itself. */
public final class Fingerprint {
  private static final int SHORT = 12;

  private Fingerprint() {}

  /** The hash of a file's bytes, in hexadecimal. */
  public static String ofFile(Path file) {
    MessageDigest digest = digest();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The hash of texts in their order, in hexadecimal. */
  public static String ofTexts(List<String> texts) {
    MessageDigest digest = digest();
    for (String text : texts) {
      digest.update(text.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The first 12 digits of a hash: enough to name a run. */
  public static String shortened(String hash) {
    return hash.substring(0, SHORT);
  }

  /** The hash of Tidetable's own classes, wherever they were loaded from. */
  public static String ofCode() {
    TreeMap<String, String> parts = new TreeMap<>();
    for (Class<?> known :
        List.of(
            Fingerprint.class,
            org.tidetable.models.forecast.Series.class,
            org.tidetable.features.store.StoreSchema.class,
            org.tidetable.export.disclosure.SafeTable.class)) {
      Path place = place(known);
      if (Files.isRegularFile(place)) {
        parts.put(String.valueOf(place.getFileName()), ofFile(place));
      } else {
        parts.putAll(ofFolder(place));
      }
    }
    return ofTexts(parts.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
  }

  private static Map<String, String> ofFolder(Path folder) {
    TreeMap<String, String> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      walk.filter(Files::isRegularFile)
          .forEach(file -> files.put(folder.relativize(file).toString(), ofFile(file)));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return files;
  }

  private static Path place(Class<?> known) {
    try {
      return Path.of(known.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
