package org.tidetable.pipeline.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tidetable.pipeline.file.FileLayout.Format;
import org.tidetable.pipeline.run.UserError;

/** Damaged workbooks and XML are refused with a message for people, or read. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MutatedWorkbooksTest {
  private static final int FILES = 1_000;
  private static final String SHEET_CELLS =
      "<c r='A1' t='inlineStr'><is><t>zqx</t></is></c><c r='B1'><v>1</v></c></row>"
          + "<row r='2'><c r='A2' t='str'><v>zqx</v></c><c r='B2' t='b'><v>1</v></c></row>"
          + "<row r='9'><c r='B9'><f>1+1</f><v>2.50</v></c>";
  private static final String ODS_CONTENT =
      """
      <o:c xmlns:o='o' xmlns:t='t' xmlns:x='x'><o:spreadsheet><t:table t:name='zqx'>
      <t:table-row><t:table-cell><x:p>zqx</x:p></t:table-cell></t:table-row>
      <t:table-row t:number-rows-repeated='3'><t:table-cell t:number-columns-repeated='2'
      o:value-type='float' o:value='1.50'/></t:table-row></t:table></o:spreadsheet></o:c>
      """;
  private static final String XML =
      "<r><head>zqx</head><g><id>zqx</id><x a='1'>zqx</x><x><y>1</y><y>2</y></x><z/></g></r>";

  @TempDir private Path folder;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private PrintStream screen;
  private int refused;

  @BeforeEach
  void what_is_printed_is_kept() {
    screen = System.err;
    System.setErr(new PrintStream(printed, true, UTF_8));
  }

  /** Parsers like to print what they object to, which may be somebody's. */
  @AfterEach
  void nothing_was_printed() {
    System.setErr(screen);
    assertThat(printed.toString(UTF_8)).isEmpty();
  }

  @Test
  void no_damage_to_an_xlsx_workbook_crashes() throws IOException {
    readAll(WorkbookTableTest.minimal(SHEET_CELLS), Format.WORKBOOK, 1);
    // Inside the archive, so that its check sums are right.
    for (int seed = 0; seed < FILES; seed++) {
      String cells = new String(damaged(SHEET_CELLS.getBytes(UTF_8), seed), UTF_8);
      read(WorkbookTableTest.minimal(cells), Format.WORKBOOK, seed);
    }
    assertThat(refused).isBetween(FILES / 2, 2 * FILES);
  }

  @Test
  void no_damage_to_an_open_document_crashes() throws IOException {
    readAll(Packed.zip("content.xml", ODS_CONTENT), Format.WORKBOOK, 2);
    for (int seed = 0; seed < FILES; seed++) {
      String content = new String(damaged(ODS_CONTENT.getBytes(UTF_8), seed), UTF_8);
      read(Packed.zip("content.xml", content), Format.WORKBOOK, seed);
    }
    assertThat(refused).isBetween(FILES / 2, 2 * FILES);
  }

  @Test
  void no_damage_to_xml_crashes() throws IOException {
    readAll(XML.getBytes(UTF_8), Format.XML, 3);
    readAll(Packed.gzip(XML), Format.XML, 4);
    assertThat(refused).isBetween(FILES / 2, 2 * FILES);
  }

  private void readAll(byte[] whole, Format format, int firstSeed) throws IOException {
    for (int seed = firstSeed * FILES; seed < (firstSeed + 1) * FILES; seed++) {
      read(damaged(whole, seed), format, seed);
    }
  }

  private static byte[] damaged(byte[] whole, int seed) {
    return DamagedFile.once(whole, new SplittableRandom(seed));
  }

  private void read(byte[] bytes, Format format, int seed) throws IOException {
    FileLayout layout = new FileLayout(format, "", "", "", 0, 0, "", false, List.of(), "x");
    Path file = Files.write(folder.resolve(seed + "." + format), bytes);
    long record = 0;
    try (TableReader table = Tables.open(file, layout)) {
      while (table.hasNext()) {
        assertThat(table.next().record()).as("seed %d", seed).isEqualTo(++record);
      }
    } catch (UserError error) {
      refused++;
      assertThat(error.getMessage()).as("seed %d", seed).doesNotContain(DamagedFile.MARKER);
    } catch (RuntimeException crash) {
      throw new AssertionError("seed " + seed, crash);
    }
    Files.delete(file);
  }
}
