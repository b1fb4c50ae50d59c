package org.tidetable.pipeline.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.pipeline.source.PublicFiles.Listed;

/**
 * Every public CSV file is read through its ready mapping, and the numbers of each column are those
 * that a plain reader of CSV finds.
 */
class EveryPublicFileTest {
  private static final BigDecimal CLOSE = new BigDecimal("1e-9");

  @Test
  void every_ready_mapping_is_sound() {
    List<String> names = new ArrayList<>();
    for (String file : PublicFiles.mappings()) {
      SourceMapping mapping = PublicFiles.mapping(file);
      names.add(mapping.name());
      assertThat(mapping.title()).as(file).isNotBlank();
    }
    assertThat(names).doesNotHaveDuplicates();
  }

  @Test
  void every_ready_mapping_of_an_extract_says_its_version() {
    assertThat(PublicFiles.mappings())
        .map(PublicFiles::mapping)
        .filteredOn(mapping -> mapping.personLevel() && !mapping.invented())
        .filteredOn(mapping -> mapping.publishedBy().isEmpty() && mapping.version().isEmpty())
        .extracting(SourceMapping::name)
        .isEmpty();
  }

  @Test
  void every_public_file_has_a_mapping() {
    assertThat(PublicFiles.listed().stream().map(Listed::file).distinct().sorted().toList())
        .isEqualTo(PublicFiles.present())
        .hasSize(120);
  }

  @TestFactory
  Stream<DynamicTest> every_number_is_read() {
    PublicFiles.folder();
    return PublicFiles.listed().stream()
        .map(
            listed ->
                DynamicTest.dynamicTest(
                    listed.file() + " by " + listed.mapping(), () -> check(listed)));
  }

  private static void check(Listed listed) throws IOException {
    SourceMapping mapping = PublicFiles.mapping(listed.mapping());
    PlainColumns plain = PlainColumns.read(listed.path(), mapping.layout());
    checkColumns(listed, mapping, plain);
    checkFates(listed, mapping, plain.rows());
  }

  private static void checkColumns(Listed listed, SourceMapping mapping, PlainColumns plain)
      throws IOException {
    try (TypedCells cells = new TypedCells(mapping, listed.path())) {
      List<Typed> columns = cells.headings().stream().map(any -> new Typed()).toList();
      long rows = 0;
      while (cells.hasNext()) {
        rows++;
        List<TypedCells.Cell> row = cells.next();
        for (int i = 0; i < columns.size(); i++) {
          columns.get(i).add(row.get(i));
        }
      }
      assertThat(rows).as("rows").isEqualTo(plain.rows());
      for (int i = 0; i < columns.size(); i++) {
        String heading = cells.headings().get(i);
        columns.get(i).compare(heading, plain.column(i), marks(mapping, heading));
      }
    }
  }

  private static Set<String> marks(SourceMapping mapping, String heading) {
    Set<String> marks = new HashSet<>(mapping.missing().keySet());
    mapping
        .columns()
        .forEach(
            (name, column) -> {
              if (name.equals(heading) || column.also().contains(heading)) {
                marks.addAll(column.missing().keySet());
              }
            });
    return marks;
  }

  /** What was read of one column. */
  private static final class Typed {
    private BigDecimal sum = BigDecimal.ZERO;
    private long missing;
    private boolean changed;
    private final Set<String> unfit = new HashSet<>();
    private boolean undeclared;

    void add(TypedCells.Cell cell) {
      if (cell instanceof TypedCells.Number number) {
        sum = sum.add(BigDecimal.valueOf(number.value()));
      } else if (cell instanceof TypedCells.Text text) {
        sum = sum.add(numeric(text.text()));
      } else if (cell instanceof TypedCells.Unfit why) {
        unfit.add(why.reason());
      }
      missing += cell instanceof TypedCells.Missing ? 1 : 0;
      changed |= cell instanceof TypedCells.Changed;
      undeclared |= cell instanceof TypedCells.Undeclared;
    }

    // Codes that look like numbers are texts; all of their digits must be there too.
    private static BigDecimal numeric(String text) {
      try {
        return new BigDecimal(text.trim());
      } catch (NumberFormatException notOne) {
        return BigDecimal.ZERO;
      }
    }

    void compare(String heading, PlainColumns.Column plain, Set<String> marks) {
      assertThat(undeclared).as("undeclared: " + heading).isFalse();
      assertThat(unfit).as(heading).isEmpty();
      if (changed || !plain.isNumeric(marks)) {
        return;
      }
      BigDecimal allowed = plain.sum().abs().max(BigDecimal.ONE).multiply(CLOSE);
      assertThat(sum.subtract(plain.sum(), MathContext.DECIMAL128).abs())
          .as("sum of %s: %s against %s", heading, sum, plain.sum())
          .isLessThanOrEqualTo(allowed);
      assertThat(missing).as("missing in " + heading).isEqualTo(plain.missing(marks));
    }
  }

  private static void checkFates(Listed listed, SourceMapping mapping, long rows) {
    StructType schema = SourceReading.schema(mapping);
    int fate = schema.fieldIndex(StoreSchema.FATE);
    int first = schema.fieldIndex(StoreSchema.FIRST);
    Map<String, Long> fates = new TreeMap<>();
    SourceReading reading = Gated.open(mapping, listed.path());
    while (reading.hasNext()) {
      Row row = reading.next();
      if (row.getBoolean(first)) {
        fates.merge(row.getString(fate), 1L, Long::sum);
      }
    }
    assertThat(fates.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(rows);
    assertThat(fates.getOrDefault(Fate.SET_ASIDE.code(), 0L)).isEqualTo(listed.setAside());
    assertThat(reading.drift().absent()).isEmpty();
  }
}
