package org.tidetable.pipeline.landing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.tidetable.features.frame.Rows;
import org.tidetable.pipeline.identity.Pseudonymiser;
import org.tidetable.pipeline.run.Fingerprint;
import org.tidetable.pipeline.run.RunFolder;
import org.tidetable.pipeline.run.UserError;
import org.tidetable.pipeline.source.EventsMapping;
import org.tidetable.pipeline.source.SourceFile;
import org.tidetable.pipeline.source.SourceMapping;

/**
 * The rows of files as they were read, each under a key made of all that they depend on: a later
 * run reads only what has changed. A copy is made beside its place and moved there when it is
 * whole. Readable by its owner only.
 */
public final class Landing {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();
  private static final int LATE_AFTER = 60;
  private static final String SEARCHED = "searched";
  private static final StructType TEXT = new StructType().add("receipt", DataTypes.StringType);

  private final Path root;
  private final String codeVersion;
  private final String keyFile;
  private final String pseudonymKeyId;

  /**
   * @param out the output folder; the landing folder is in it
   * @param codeVersion of Tidetable: another code may read the same file differently
   * @param keyFile the key that pseudonyms are made with; empty for none
   */
  public Landing(Path out, String codeVersion, String keyFile) {
    this.root = out.resolve("landing");
    this.codeVersion = codeVersion;
    this.keyFile = keyFile;
    this.pseudonymKeyId = keyFile.isEmpty() ? "" : Pseudonymiser.read(Path.of(keyFile)).keyId();
    RunFolder.create(root);
    RunFolder.close(root);
    sweep();
  }

  /** What a run that was stopped has left half done. No other run works here at the time. */
  private void sweep() {
    for (Path found : entries()) {
      if (String.valueOf(found.getFileName()).startsWith(LandingTask.PART)) {
        RunFolder.delete(found);
      }
    }
  }

  private List<Path> entries() {
    try (Stream<Path> entries = Files.list(root)) {
      return entries.toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public Path root() {
    return root;
  }

  /** A file that a run needs; its rows may have been read before. */
  public record Wanted(SourceMapping mapping, Path file) {}

  /**
   * The receipts of files, in their order, and how many of them had been read before.
   *
   * @param receipts one for each file wanted
   */
  public record Landed(List<Receipt> receipts, int before) {}

  /**
   * Reads the files that have not been read before, the largest first, one task each.
   *
   * @param objections names the file of {@link Objections}; empty for none
   * @throws UserError of the first file that is refused; nothing of it is kept
   */
  public Landed land(SparkSession spark, List<Wanted> wanted, String objections) {
    List<String> keys = new ArrayList<>();
    Map<String, Receipt> receipts = new HashMap<>();
    Map<String, ToLand> work = new HashMap<>();
    int before = 0;
    for (Wanted one : wanted) {
      ToLand toLand = toLand(one, objections);
      keys.add(toLand.key());
      Optional<Receipt> known = receipt(toLand.key());
      if (known.isPresent()) {
        receipts.put(toLand.key(), known.get());
        before++;
      } else {
        work.put(toLand.key(), toLand);
      }
    }
    read(spark, new ArrayList<>(work.values()))
        .forEach(receipt -> receipts.put(receipt.key(), receipt));
    forgetOthers(receipts.values(), objections);
    return new Landed(keys.stream().map(key -> of(receipts, key)).toList(), before);
  }

  private static Receipt of(Map<String, Receipt> receipts, String key) {
    return java.util.Objects.requireNonNull(receipts.get(key));
  }

  private static List<Receipt> read(SparkSession spark, List<ToLand> work) {
    if (work.isEmpty()) {
      return List.of();
    }
    work.sort(
        Comparator.comparingLong((ToLand one) -> size(Path.of(one.file().file())))
            .reversed()
            .thenComparing(ToLand::key));
    JavaSparkContext tasks = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Function<ToLand, Row> land = one -> RowFactory.create(LandingTask.land(one).text());
    Dataset<Row> receipts =
        spark.createDataFrame(tasks.parallelize(work, work.size()).map(land), TEXT);
    try {
      return Rows.small(receipts).stream().map(row -> Receipt.ofText(row.getString(0))).toList();
    } catch (Exception failure) {
      throw UserError.unwrapped(failure);
    }
  }

  private ToLand toLand(Wanted wanted, String objections) {
    SourceMapping mapping = wanted.mapping();
    Path file = wanted.file();
    try {
      long modified = Files.getLastModifiedTime(file).toMillis();
      String applied = mapping.personLevel() ? objections : "";
      String hash = Fingerprint.ofFile(file);
      String key =
          Fingerprint.ofTexts(
              List.of(
                  hash,
                  String.valueOf(file.getFileName()),
                  JSON.writeValueAsString(mapping),
                  codeVersion,
                  pseudonymKeyId,
                  applied));
      EventsMapping events = mapping.events();
      Integer lateAfter = events == null ? null : events.lateAfterDays();
      return new ToLand(
          new SourceFile(
              mapping, file.toString(), keyFile, hash, root.resolve(SEARCHED).toString()),
          RowKind.of(mapping),
          key.substring(0, 32),
          root.toString(),
          hash,
          modified,
          applied,
          lateAfter == null ? LATE_AFTER : lateAfter);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The receipt of a copy that is there and as large as it was. */
  private Optional<Receipt> receipt(String key) {
    Path folder = root.resolve(key);
    if (!Files.exists(folder.resolve(Receipt.NAME))) {
      return Optional.empty();
    }
    try {
      Receipt receipt = Receipt.read(folder);
      boolean whole = Files.size(folder.resolve(LandingTask.ROWS)) == receipt.landedBytes();
      return whole && hashesAreWhole(folder, receipt) ? Optional.of(receipt) : Optional.empty();
    } catch (IOException damaged) {
      return Optional.empty();
    }
  }

  // With a run missing, records that occur twice would not be found.
  private static boolean hashesAreWhole(Path folder, Receipt receipt) throws IOException {
    long bytes = 0;
    for (String run : RecordHashes.runs(folder)) {
      bytes += Files.size(Path.of(run));
    }
    return bytes == receipt.landedRecords() * Long.BYTES;
  }

  /** Copies made under other objections, and the lists themselves, may not be used any more. */
  private void forgetOthers(Iterable<Receipt> current, String objections) {
    Set<String> kept = new HashSet<>(Set.of(SEARCHED, objections));
    current.forEach(receipt -> kept.add(receipt.key()));
    for (Path found : entries()) {
      String name = String.valueOf(found.getFileName());
      Optional<Receipt> receipt = receipt(name);
      boolean same =
          receipt
              .filter(r -> r.kind() == RowKind.COUNTS || r.objections().equals(objections))
              .isPresent();
      if (!kept.contains(name) && !same) {
        forget(name);
      }
    }
  }

  /** Deletes the copy of a file that is refused after all. */
  public void forget(String key) {
    RunFolder.delete(root.resolve(key));
  }

  /** Where the rows of a file are. */
  public Path rows(Receipt receipt) {
    return root.resolve(receipt.key()).resolve(LandingTask.ROWS);
  }

  /** The sorted runs of its record hashes. */
  public List<String> runs(Receipt receipt) {
    return RecordHashes.runs(root.resolve(receipt.key()));
  }
}
