package org.tidetable.pipeline.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.RunFolder;
import org.tidetable.pipeline.run.UserError;

/** A table of numbers as CSV, there as a whole or not at all. */
final class CsvOutput {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  /** More digits would show the noise of the machine's arithmetic. */
  private static final MathContext DIGITS = new MathContext(7, RoundingMode.HALF_EVEN);

  private CsvOutput() {}

  /** Refuses a file that can never be written, before any work is done for it. */
  static void check(Path out, Path series) {
    if (Files.isDirectory(out)) {
      throw UserError.of(
          ExitCode.USAGE, "--out %s is a folder. Name a file in it, ending in .csv.", out);
    }
    if (out.toAbsolutePath().normalize().equals(series.toAbsolutePath().normalize())) {
      throw UserError.of(ExitCode.USAGE, "--out %s is the input itself. Name another file.", out);
    }
  }

  /** Writes beside the file, then moves into place. */
  static void write(Path file, List<String> header, Stream<List<String>> rows) {
    Path whole = file.toAbsolutePath().normalize();
    Path folder = whole.resolveSibling(".").normalize();
    RunFolder.create(folder);
    Path partial = folder.resolve("." + whole.getFileName() + ".partial");
    try {
      try (BufferedWriter writer = Files.newBufferedWriter(partial, StandardCharsets.UTF_8);
          CSVPrinter printer = new CSVPrinter(writer, FORMAT)) {
        printer.printRecord(header);
        for (List<String> row : (Iterable<List<String>>) rows::iterator) {
          printer.printRecord(row);
        }
      }
      move(partial, whole);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } finally {
      RunFolder.delete(partial);
    }
  }

  private static void move(Path partial, Path whole) throws IOException {
    try {
      Files.move(partial, whole, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException otherwise) {
      Files.move(partial, whole, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** A number with seven significant digits, never with an exponent; blank when missing. */
  static String number(double value) {
    return Double.isNaN(value) ? "" : plain(new BigDecimal(value).round(DIGITS));
  }

  static String number(OptionalDouble value) {
    return number(value.orElse(Double.NaN));
  }

  private static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }
}
