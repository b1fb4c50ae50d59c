package org.tidetable.pipeline.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.tidetable.pipeline.conf.MappingReader;
import org.tidetable.pipeline.identity.IdentityGate;
import org.tidetable.pipeline.identity.Pseudonymiser;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.RunFolder;
import org.tidetable.pipeline.run.UserError;
import org.tidetable.pipeline.source.ChangedTable;
import org.tidetable.pipeline.source.ColumnMapping.Privacy;
import org.tidetable.pipeline.source.SourceMapping;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a file again without what identifies persons. */
@Command(
    name = "pseudonymise",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a file again as CSV, without what identifies persons.",
      "",
      "Columns that the mapping keys get pseudonyms (HMAC-SHA256 under the key, another for each",
      "source), those that it bands are made coarser, those that it drops are emptied. Every other",
      "cell must pass the identity gate, else nothing is written (exit 5).",
      "",
      "The key is a file of 32 random bytes or more that only you can read. Make it once:",
      "  (umask 077; mkdir -p keys; head -c 32 /dev/urandom > keys/pseudonyms.key)",
      "Who has the key can find out who is who: keep it apart from the data.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  tidetable pseudonymise returns.csv --mapping returns.yaml \\",
      "    --key keys/pseudonyms.key --out safe/returns.csv"
    })
final class PseudonymiseCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "The file")
  private Path file = Path.of("");

  @Option(
      names = "--mapping",
      required = true,
      paramLabel = "M",
      description = "Its mapping, which says what to key, band or drop")
  private Path mapping = Path.of("");

  @Option(names = "--key", required = true, paramLabel = "FILE", description = "The key")
  private Path key = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The new file, for your eyes only (0600); never over one that is there")
  private Path out = Path.of("");

  @Override
  public Integer call() {
    if (Files.exists(out)) {
      throw there();
    }
    SourceMapping read = MappingReader.read(mapping);
    Map<Privacy, List<String>> changed = new TreeMap<>();
    read.columns()
        .forEach(
            (name, column) ->
                changed.computeIfAbsent(column.privacy(), any -> new ArrayList<>()).add(name));
    changed.keySet().retainAll(List.of(Privacy.KEY, Privacy.BAND, Privacy.DROP));
    if (changed.isEmpty()) {
      throw UserError.of(
          ExitCode.CONFIGURATION,
          "%s  keys, bands or drops no column, so nothing would change. Add privacy: key to the"
              + " columns that identify persons.",
          mapping);
    }
    Pseudonymiser keys = Pseudonymiser.read(key);
    long rows = write(read, keys);
    System.out.printf("%s: %,d rows, written under key %s.%n", out, rows, keys.keyId());
    changed.forEach(
        (privacy, names) ->
            System.out.printf("  %s: %s%n", words(privacy), String.join(", ", names)));
    System.out.println(
        "In a mapping of the new file, keyed columns are privacy: pseudonym; banded and emptied"
            + " ones are text.");
    return 0;
  }

  private UserError there() {
    return UserError.of(
        ExitCode.USAGE, "%s is there already. Move it, or name another --out.", out);
  }

  private static String words(Privacy privacy) {
    return switch (privacy) {
      case KEY -> "keyed";
      case BAND -> "made coarser";
      case DROP -> "emptied";
      case KEEP, PSEUDONYM -> "kept";
    };
  }

  private long write(SourceMapping read, Pseudonymiser keys) {
    Path whole = out.toAbsolutePath().normalize();
    Path folder = whole.resolveSibling(".").normalize();
    RunFolder.create(folder);
    Path partial = folder.resolve("." + whole.getFileName() + ".partial");
    RunFolder.delete(partial);
    try (ChangedTable table =
        new ChangedTable(
            read, file, cell -> keys.pseudonym(read.linkSource(), cell), IdentityGate::new)) {
      long rows = write(table, partial);
      // Without the option to replace, so that a file made meanwhile is left alone.
      Files.move(partial, whole);
      return rows;
    } catch (FileAlreadyExistsException meanwhile) {
      throw there();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } finally {
      RunFolder.delete(partial);
    }
  }

  private static long write(ChangedTable table, Path partial) throws IOException {
    Files.createFile(partial);
    RunFolder.close(partial);
    CSVFormat format = CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();
    try (BufferedWriter writer =
            new BufferedWriter(
                new OutputStreamWriter(Files.newOutputStream(partial), StandardCharsets.UTF_8));
        CSVPrinter printer = new CSVPrinter(writer, format)) {
      printer.printRecord(table.header());
      long rows = 0;
      while (table.hasNext()) {
        printer.printRecord(table.next().cells());
        rows++;
      }
      return rows;
    }
  }
}
