package org.tidetable.pipeline.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.tidetable.pipeline.file.Packed.gzip;
import static org.tidetable.pipeline.file.Packed.refused;
import static org.tidetable.pipeline.file.Packed.zip;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file is packed in is seen from its bytes, checked, and kept within limits. */
class UnpackedFileTest {
  private static final String TEXT = "a,b\n1,2\n";

  @TempDir private Path folder;

  private UnpackedFile open(byte[] bytes) throws IOException {
    return UnpackedFile.open(Files.write(folder.resolve("a.csv"), bytes));
  }

  private String text(byte[] bytes) throws IOException {
    try (UnpackedFile file = open(bytes)) {
      return new String(file.bytes().readAllBytes(), UTF_8);
    }
  }

  @Test
  void an_archive_of_one_file_is_read_and_names_it() throws IOException {
    byte[] bytes = zip("inner/", "", "inner/x.csv", TEXT);
    assertThat(text(bytes)).isEqualTo(TEXT);
    try (UnpackedFile file = open(bytes)) {
      assertThat(file.names()).containsExactly("inner/x.csv");
    }
  }

  @Test
  void the_name_inside_a_packed_file_stands_outside_the_table() throws IOException {
    Path file = Files.write(folder.resolve("a.csv"), zip("x.csv", TEXT));
    try (CsvTable table = CsvTable.open(file, FileLayout.CSV_FILE)) {
      assertThat(table.outside()).containsExactly("x.csv");
    }
  }

  @Test
  void an_archive_of_none_or_two_is_refused() {
    refused(() -> text(zip()), "an archive of 0 files");
    refused(() -> text(zip("x", TEXT, "y", TEXT)), "an archive of 2 files", "one is read");
  }

  @Test
  void a_packed_file_inside_a_packed_file_is_refused() throws IOException {
    byte[] inner = gzip(TEXT);
    refused(() -> text(gzip(inner)), "a packed file inside a packed file");
    refused(() -> text(gzip(zip("x", TEXT))), "a packed file inside a packed file");
  }

  @Test
  void an_archive_under_a_password_is_refused() {
    byte[] bytes = zip("x", TEXT);
    // The flag stands in the file's own head and in the directory at the end.
    bytes[6] |= 1;
    bytes[find(bytes, "PK\1\2") + 8] |= 1;
    refused(() -> text(bytes), "under a password");
  }

  @Test
  void an_old_office_file_is_refused() {
    byte[] bytes = {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, 1, 2, 3};
    refused(() -> text(bytes), "an old Office file", "Save it");
  }

  @Test
  void an_archive_whose_bytes_have_changed_is_refused() {
    byte[] whole = zip("x", "a,b\n" + "1,2\n".repeat(50));
    byte[] cut = Arrays.copyOf(whole, whole.length - 10);
    refused(() -> CsvTable.open(write(cut), FileLayout.CSV_FILE), "cut off or damaged");
    byte[] sum = whole.clone();
    sum[find(whole, "PK\1\2") + 16] ^= 1;
    refused(
        () -> {
          try (CsvTable table = CsvTable.open(write(sum), FileLayout.CSV_FILE)) {
            table.forEachRemaining(line -> assertThat(line.cells()).hasSize(2));
          }
        },
        "cut off or damaged");
  }

  @Test
  void what_unpacks_to_far_more_than_its_size_is_refused() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      byte[] blanks = new byte[1 << 20];
      Arrays.fill(blanks, (byte) '\n');
      for (int i = 0; i < 100; i++) {
        gzip.write(blanks);
      }
    }
    refused(() -> text(bytes.toByteArray()), "more than 200 times its size", "67108864 bytes");
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("a.csv"), bytes);
  }

  private static int find(byte[] bytes, String signature) {
    return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf(signature);
  }
}
