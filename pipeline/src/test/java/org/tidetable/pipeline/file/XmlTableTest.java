package org.tidetable.pipeline.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.tidetable.pipeline.file.Packed.refused;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidetable.pipeline.run.ExitCode;

/** Elements of XML become rows; nothing in the file is lost, fetched or expanded. */
class XmlTableTest {
  private static final String CHILDREN =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <Message xmlns="urn:census">
        <Header><Year>2022</Year></Header>
        <Children>
          <Child>
            <ChildIdentifiers><LAchildID>c1</LAchildID></ChildIdentifiers>
            <Disabilities><Disability>VIS</Disability><Disability>MOB</Disability></Disabilities>
            <CINdetails type="new"><Start>2020-07-13</Start>
              <Assessments><Factors><Factor>1A</Factor><Factor>2B</Factor></Factors></Assessments>
            </CINdetails>
            <CINdetails><Start>2021-01-02</Start><End/></CINdetails>
          </Child>
          <Child>
            <ChildIdentifiers><LAchildID>c2</LAchildID></ChildIdentifiers>
          </Child>
        </Children>
      </Message>
      """;

  @TempDir private Path folder;

  private record Read(List<String> header, List<Line> lines, List<String> outside) {
    List<List<String>> rows() {
      return lines.stream().map(Line::cells).toList();
    }
  }

  private Read read(byte[] bytes, String element) throws IOException {
    Path file = Files.write(folder.resolve("a.xml"), bytes);
    FileLayout layout =
        new FileLayout(FileLayout.Format.XML, "", "", "", 0, 0, "", false, List.of(), element);
    List<Line> lines = new ArrayList<>();
    try (TableReader table = Tables.open(file, layout)) {
      table.forEachRemaining(lines::add);
      return new Read(table.header(), lines, table.outside());
    }
  }

  private Read read(String text, String element) throws IOException {
    return read(text.getBytes(UTF_8), element);
  }

  @Test
  void an_element_is_a_row_and_paths_within_it_are_columns() throws IOException {
    Read read = read(CHILDREN, "Child");
    assertThat(read.header())
        .containsExactly(
            "ChildIdentifiers/LAchildID",
            "Disabilities/Disability",
            "CINdetails/@type",
            "CINdetails/Start",
            "CINdetails/Assessments/Factors/Factor",
            "CINdetails/End");
    assertThat(read.lines())
        .containsExactly(
            new Line(
                1,
                5,
                -1,
                -1,
                List.of("c1", "VIS|MOB", "new", "2020-07-13|2021-01-02", "1A|2B", "")),
            new Line(2, 13, -1, -1, List.of("c2", "", "", "", "", "")));
    assertThat(read.outside()).containsExactly("2022");
  }

  @Test
  void values_of_the_elements_around_repeat_for_each_row() throws IOException {
    Read read = read(CHILDREN, "CINdetails");
    assertThat(read.header())
        .containsExactly(
            "@type",
            "Start",
            "Assessments/Factors/Factor",
            "End",
            "/Child/ChildIdentifiers/LAchildID",
            "/Child/Disabilities/Disability");
    assertThat(read.rows())
        .containsExactly(
            List.of("new", "2020-07-13", "1A|2B", "", "c1", "VIS|MOB"),
            List.of("", "2021-01-02", "", "", "c1", "VIS|MOB"));
    assertThat(read.outside()).as("not the child without a row").containsExactly("2022");
  }

  @Test
  void values_that_come_after_a_row_belong_to_it_too() throws IOException {
    Read read =
        read(
            "<r><g><x>1</x><x>2</x><after>A</after></g><g><before>B</before><x>3</x></g></r>", "x");
    assertThat(read.header()).containsExactly("x", "/g/after", "/g/before");
    assertThat(read.rows())
        .containsExactly(List.of("1", "A", ""), List.of("2", "A", ""), List.of("3", "", "B"));
  }

  @Test
  void a_packed_file_is_read_and_a_cut_one_refused() throws IOException {
    byte[] bytes = Packed.gzip(CHILDREN);
    assertThat(read(bytes, "Child").rows()).hasSize(2);
    refused(() -> read(Arrays.copyOf(bytes, bytes.length - 20), "Child"), "a.xml:", "cut off");
  }

  @Test
  void the_encoding_is_the_declared_one_and_utf_8_otherwise() throws IOException {
    String declared = "<?xml version='1.0' encoding='%s'?><r><x>Île</x></r>";
    for (String encoding : List.of("utf-8", "ISO-8859-1", "windows-1252", "UTF-16")) {
      byte[] bytes = declared.formatted(encoding).getBytes(Charset.forName(encoding));
      assertThat(read(bytes, "x").rows()).containsExactly(List.of("Île"));
    }
    assertThat(read("\ufeff<r><x>Île</x></r>", "x").rows()).containsExactly(List.of("Île"));
    byte[] wrong = "<r>\n<x>Île</x></r>".getBytes(ISO_8859_1);
    refused(() -> read(wrong, "x"), "a.xml:", "no well-formed XML");
    refused(() -> read(declared.formatted("klingon"), "x"), "a.xml:1:1", "no well-formed XML");
  }

  @Test
  void a_document_type_is_refused_and_nothing_is_fetched() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "s3cret");
    String external =
        "<!DOCTYPE r [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]><r><x>&e;</x></r>";
    refused(() -> read(external, "x"), "a.xml:1:", "document type", "refused");
    String laughs = "<!DOCTYPE r [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><r><x>&b;</x></r>";
    refused(() -> read(laughs, "x"), "a.xml:1:", "document type", "refused");
    refused(() -> read("<!DOCTYPE r><r><x>1</x></r>", "x"), "document type");
  }

  @Test
  void what_is_not_well_formed_is_refused_with_its_place() {
    refused(() -> read("<r>\n<x>1</x>\n<x>2</y>\n</r>", "x"), "a.xml:3:", "no well-formed XML");
    refused(() -> read("<r>\n<x>1</x>\n", "x"), "a.xml:", "no well-formed XML");
    refused(() -> read("a,b\n1,2\n", "x"), "a.xml:1:1", "no well-formed XML");
  }

  @Test
  void an_element_that_is_not_there_or_not_named_is_refused() {
    refused(() -> read(CHILDREN, "Chidl"), "no element \"Chidl\"", "Correct the element");
    refused(ExitCode.CONFIGURATION, () -> read(CHILDREN, ""), "name the element");
  }

  @Test
  void elements_deeper_and_texts_longer_than_the_limit_are_refused() {
    String deep = "<a>".repeat(101) + "</a>".repeat(101);
    refused(() -> read(deep, "a"), "more than 100 elements inside each other");
    String text = "<r><x>" + "y".repeat(Limits.CELL_CHARS + 1) + "</x></r>";
    refused(() -> read(text, "x"), "more than 131072 characters");
  }
}
