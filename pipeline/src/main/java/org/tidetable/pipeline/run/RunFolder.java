package org.tidetable.pipeline.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * The folders of one run. What is person-level is readable by its owner only: folders 0700, files
 * 0600.
 */
public final class RunFolder {
  private final Path root;

  public RunFolder(Path root) {
    this.root = root;
  }

  public Path root() {
    return root;
  }

  /** The output folder that the run is in. */
  public Path out() {
    Path runs = java.util.Objects.requireNonNull(root.getParent());
    return java.util.Objects.requireNonNull(runs.getParent());
  }

  public Path ingest() {
    return closed("ingest");
  }

  public Path store() {
    return closed("store");
  }

  public Path features() {
    return closed("features");
  }

  /** Person-level cohorts: never published. */
  public Path restricted() {
    return closed("restricted");
  }

  /** The invented population's files. */
  public Path synthetic() {
    return closed("synthetic");
  }

  /** Spill files of the engine. */
  public Path scratch() {
    return closed("scratch");
  }

  /** Findings with exact counts of the rows of person-level files. */
  public Path quality() {
    return closed("quality");
  }

  public Path models() {
    return open("models");
  }

  public Path forecasts() {
    return open("forecasts");
  }

  /** What may leave; only the publishing stage writes here. */
  public Path published() {
    return root.resolve("published");
  }

  /** A folder beside {@link #published()} in which it is prepared. */
  public Path staging() {
    return root.resolve("published.staging");
  }

  /** Writes rows as Parquet in place of what an earlier attempt of the same stage left. */
  public void write(Dataset<Row> rows, Path folder) {
    delete(folder);
    rows.write().parquet(folder.toString());
    if (folder.startsWith(root.resolve("ingest"))
        || folder.startsWith(root.resolve("store"))
        || folder.startsWith(root.resolve("features"))
        || folder.startsWith(root.resolve("restricted"))) {
      close(folder);
    }
  }

  /** Writes rows of the store, which are kept for long: as {@link #write}, but packed tighter. */
  public void writeStore(Dataset<Row> rows, Path folder) {
    delete(folder);
    rows.write().option("compression", "zstd").parquet(folder.toString());
    close(folder);
  }

  /** Reads what an earlier stage wrote, with the columns that it must have. */
  public Dataset<Row> read(SparkSession spark, Path folder, StructType schema) {
    requireThere(folder);
    return spark.read().schema(schema).parquet(folder.toString());
  }

  /** Reads what an earlier stage wrote. */
  public Dataset<Row> read(SparkSession spark, Path folder) {
    requireThere(folder);
    return spark.read().parquet(folder.toString());
  }

  /** A folder that an earlier stage has written; refuses where it did not. */
  public Path requireThere(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw UserError.of(
          ExitCode.USAGE,
          "%s is not there: an earlier stage has not run. Leave out --from, or name an earlier one.",
          root.getParent() == null ? folder : root.getParent().relativize(folder));
    }
    return folder;
  }

  private Path closed(String name) {
    Path folder = open(name);
    close(folder);
    return folder;
  }

  private Path open(String name) {
    Path folder = root.resolve(name);
    create(folder);
    return folder;
  }

  /** Makes a folder with its parents, or says that it may not be written. */
  public static void create(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (AccessDeniedException denied) {
      throw notWritable(folder);
    } catch (IOException failure) {
      throw notWritable(folder);
    }
    if (!Files.isWritable(folder)) {
      throw notWritable(folder);
    }
  }

  private static UserError notWritable(Path folder) {
    return UserError.of(
        ExitCode.ENVIRONMENT,
        "%s cannot be written. Choose another folder with --out, or ask for permission to it. "
            + "Nothing was written.",
        folder);
  }

  /** Takes every right from all but the owner, where the file system knows owners. */
  public static void close(Path folder) {
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes)
                throws IOException {
              allow(dir, "rwx------");
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              allow(file, "rw-------");
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure)
                throws IOException {
              if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
              }
              throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException failure)
                throws IOException {
              if (failure == null || failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
              }
              throw failure;
            }
          });
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void allow(Path path, String rights) throws IOException {
    if (Files.getFileAttributeView(path, PosixFileAttributeView.class) != null) {
      try {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
      } catch (NoSuchFileException gone) {
        // Work beside this one renames and deletes files of its own.
        return;
      }
    }
  }

  /** Deletes a folder of this run with all that is in it. */
  public static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(
                Path dir, @org.jspecify.annotations.Nullable IOException failure)
                throws IOException {
              Files.delete(dir);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
