package org.tidetable.pipeline.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidetable.pipeline.conf.MappingReader;
import org.tidetable.pipeline.profile.PlainReading.Column;
import org.tidetable.pipeline.run.UserError;
import org.tidetable.pipeline.source.ColumnMapping;
import org.tidetable.pipeline.source.MappingTrial;
import org.tidetable.pipeline.source.SourceFile;
import org.tidetable.pipeline.source.SourceMapping;
import org.tidetable.pipeline.source.SourceReading;

/**
 * The proposed mapping of every public file is sound as it is and reads the whole file: sums and
 * missing cells of its numeric columns are those that a plain reader of CSV finds. Needs
 * -Dtidetable.data=DIR.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ProposalTest {
  private static final int FILES = 120;
  private static final int LEAST = 110;

  @TempDir Path folder;

  @Test
  void the_proposal_of_each_public_file_reads_it_exactly() throws IOException {
    String data = System.getProperty("tidetable.data", "");
    if (data.isBlank()) {
      System.out.println("Skipped: the public files; give -Dtidetable.data=DIR");
    }
    assumeTrue(!data.isBlank());
    List<Path> files;
    try (Stream<Path> walk = Files.walk(Path.of(data))) {
      files = walk.filter(file -> file.toString().endsWith(".csv.gz")).sorted().toList();
    }
    List<String> failures = new ArrayList<>();
    int numeric = 0;
    for (Path file : files) {
      try {
        numeric += checked(file, failures);
      } catch (UserError refused) {
        failures.add(file.getFileName() + ": " + refused.getMessage());
      }
    }
    failures.forEach(System.out::println);
    System.out.printf(
        "%d files, %d numeric columns, %d files fail by the proposal alone%n",
        files.size(), numeric, failures.size());
    assertThat(files).hasSize(FILES);
    assertThat(failures).hasSizeLessThanOrEqualTo(FILES - LEAST);
  }

  private int checked(Path file, List<String> failures) throws IOException {
    FileProfile profile = Profiler.profile(file, rows -> {});
    Path yaml = folder.resolve(Proposal.name(file) + ".yaml");
    Files.writeString(yaml, Proposal.of(profile));
    SourceMapping mapping = MappingReader.read(yaml);
    MappingTrial trial = MappingTrial.of(mapping, file);
    if (trial.faulty() > 0 || trial.rows() != profile.rows()) {
      failures.add(file.getFileName() + ": set aside " + trial.setAside());
    }
    return compared(profile, mapping, failures);
  }

  private int compared(FileProfile profile, SourceMapping mapping, List<String> failures)
      throws IOException {
    Path file = profile.file();
    List<Column> plain = PlainReading.of(file, profile.layout(), profile.columns().size());
    Map<String, Column> typed = typed(mapping, file);
    for (ColumnFacts column : profile.columns()) {
      Column read = typed.get(column.heading());
      Column seen = plain.get(column.number() - 1);
      if (read != null && (read.missing() != seen.missing() || !near(read.sum(), seen.sum()))) {
        failures.add(
            "%s: %s sums to %s with %d missing, not to %s with %d"
                .formatted(
                    file.getFileName(),
                    column.heading(),
                    read.sum(),
                    read.missing(),
                    seen.sum(),
                    seen.missing()));
        break;
      }
    }
    return typed.size();
  }

  /** Sums and missing cells of the numeric columns as the mapping reads them. */
  private Map<String, Column> typed(SourceMapping mapping, Path file) throws IOException {
    StructType schema = SourceReading.schema(mapping);
    List<String> names = new ArrayList<>();
    mapping
        .columns()
        .forEach(
            (name, column) -> {
              if (column.type() == ColumnMapping.Type.INTEGER
                  || column.type() == ColumnMapping.Type.NUMBER) {
                names.add(name);
              }
            });
    int[] places = names.stream().mapToInt(schema::fieldIndex).toArray();
    BigDecimal[] sums = new BigDecimal[places.length];
    Arrays.fill(sums, BigDecimal.ZERO);
    long[] missing = new long[places.length];
    SourceFile source = new SourceFile(mapping, file.toString(), key().toString());
    source
        .open()
        .forEachRemaining(
            row -> {
              for (int i = 0; i < places.length; i++) {
                if (row.isNullAt(places[i])) {
                  missing[i]++;
                } else {
                  sums[i] = sums[i].add(BigDecimal.valueOf(row.getDouble(places[i])));
                }
              }
            });
    Map<String, Column> columns = new HashMap<>();
    for (int i = 0; i < places.length; i++) {
      columns.put(names.get(i), new Column(sums[i], missing[i]));
    }
    return columns;
  }

  private Path key() throws IOException {
    Path key = folder.resolve("key");
    if (!Files.exists(key)) {
      Files.write(key, new byte[32]);
      Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    }
    return key;
  }

  private static boolean near(BigDecimal one, BigDecimal other) {
    double scale = Math.max(1, Math.max(one.abs().doubleValue(), other.abs().doubleValue()));
    return one.subtract(other).abs().doubleValue() <= 1e-9 * scale;
  }
}
