package org.tidetable.pipeline.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/** The one place that starts Spark. */
public final class Sessions {
  /** How libraries are called that every cluster has. */
  private static final List<String> OF_SPARK = List.of("spark-", "scala-library-", "hadoop-");

  private Sessions() {}

  /**
   * A session on that master.
   *
   * @param master {@code local[*]}, {@code spark://...}; when empty, what {@code spark-submit} has
   *     set, else {@code local[*]}
   * @param scratch a folder that only its owner can read, for what does not fit into memory
   */
  public static SparkSession start(String master, Path scratch) {
    SparkSession.Builder builder =
        SparkSession.builder()
            .appName("tidetable")
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.sql.session.timeZone", "UTC")
            // Files of a run are small on a laptop; a cluster's own setting stands.
            .config("spark.sql.shuffle.partitions", setting("spark.sql.shuffle.partitions", "4"))
            // Plans that change as they run cost more than they save on small jobs.
            .config("spark.sql.adaptive.enabled", setting("spark.sql.adaptive.enabled", "false"))
            .config("spark.sql.parquet.compression.codec", "snappy")
            // Reading ahead in further threads gains nothing on a local disk.
            .config("spark.hadoop.parquet.hadoop.vectored.io.enabled", "false")
            .config("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")
            .config("spark.local.dir", setting("spark.local.dir", scratch.toString()))
            .config("spark.sql.warehouse.dir", scratch.resolve("warehouse").toString());
    String chosen = master.isEmpty() ? setting("spark.master", "local[*]") : master;
    if (chosen.startsWith("local")) {
      builder
          .config("spark.driver.host", "127.0.0.1")
          .config("spark.driver.bindAddress", "127.0.0.1");
    } else if (setting("spark.jars", "").isEmpty()) {
      builder.config("spark.jars", String.join(",", program()));
    }
    return builder.master(chosen).getOrCreate();
  }

  /**
   * The program and those of its libraries that executors lack, as a cluster brings its own Spark;
   * none where it does not run from its jar.
   */
  private static List<String> program() {
    Path jar;
    try {
      jar = Path.of(Sessions.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException strange) {
      throw new IllegalStateException("where the program lies cannot be told", strange);
    }
    Path libraries = jar.resolveSibling("lib");
    if (!Files.isRegularFile(jar) || !Files.isDirectory(libraries)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(libraries)) {
      return Stream.concat(Stream.of(jar), all.sorted())
          .filter(file -> OF_SPARK.stream().noneMatch(file.getFileName().toString()::startsWith))
          .map(Path::toString)
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String setting(String name, String otherwise) {
    return System.getProperty(name, otherwise);
  }
}
