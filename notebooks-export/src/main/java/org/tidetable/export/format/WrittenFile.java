package org.tidetable.export.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * A file that stands complete in its folder.
 *
 * @param path relative to the folder, with forward slashes
 * @param rows rows of the table; 0 for what is not a table
 */
public record WrittenFile(String path, long bytes, String sha256, long rows) {

  /** Writes beside the place and moves there, so that no reader sees half a file. */
  public static WrittenFile write(Path folder, String path, String text, long rows)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Path target = folder.resolve(path);
    Path parent = Objects.requireNonNull(target.toAbsolutePath().getParent());
    Files.createDirectories(parent);
    Path beside = parent.resolve("." + target.getFileName() + ".part");
    Files.write(beside, bytes);
    Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
    return new WrittenFile(path, bytes.length, sha256(bytes), rows);
  }

  /** Describes a file that somebody else wrote below the folder. */
  public static WrittenFile existing(Path folder, String path, long rows) throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve(path));
    return new WrittenFile(path, bytes.length, sha256(bytes), rows);
  }

  /** SHA-256 in lower-case hexadecimal. */
  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
