package org.tidetable.pipeline.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.tidetable.export.disclosure.DisclosureRefused;
import org.tidetable.export.disclosure.SafeTable;
import org.tidetable.export.format.CsvFormat;
import org.tidetable.export.format.DataPackage;
import org.tidetable.export.format.HtmlReport;
import org.tidetable.export.format.TableFormat;
import org.tidetable.export.format.WrittenFile;
import org.tidetable.export.release.Manifest;
import org.tidetable.pipeline.conf.Configuration;
import org.tidetable.pipeline.paper.Papers;
import org.tidetable.pipeline.paper.PublishedText;
import org.tidetable.pipeline.publish.DataDictionary;
import org.tidetable.pipeline.publish.ParquetFormat;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.RunFolder;
import org.tidetable.pipeline.run.UserError;

/**
 * Results through the gate and into files. Everything is written beside its place; the folder is
 * moved into place once it is whole.
 */
final class Publish implements Stage {
  @Override
  public String run(Run run) {
    Path staging = run.folder().staging();
    RunFolder.delete(staging);
    RunFolder.create(staging);
    try {
      SafeTables tables = SafeTables.of(run);
      List<WrittenFile> files = new ArrayList<>(written(run, tables, staging));
      Configuration configuration = run.configuration();
      String name = configuration.written().name();
      files.addAll(
          new DataPackage(
                  name.replace('_', '-').toLowerCase(Locale.ROOT),
                  "Tidetable release " + name,
                  ReportContent.about(configuration),
                  DataDictionary.SCHEMA_VERSION,
                  tables.all())
              .write(staging));
      ReportContent content = new ReportContent(run, tables);
      if (!configuration.demand().isEmpty()) {
        files.add(content.notebook().write(staging, "demand"));
      }
      for (String risk : configuration.riskNames()) {
        if (NotMade.cause(run, risk).isPresent()) {
          continue;
        }
        files.addAll(texts(run, risk, staging));
      }
      files.add(new HtmlReport().write(content.report(), staging));
      new Manifest(
              run.id(),
              DataDictionary.SCHEMA_VERSION,
              run.configuration().keyId(),
              files,
              tables.decisions())
          .write(staging);
      RunFolder.delete(run.folder().published());
      Files.move(staging, run.folder().published(), StandardCopyOption.ATOMIC_MOVE);
      return String.format(
          Locale.ROOT, "%d tables, %d files", tables.all().size(), files.size() + 1);
    } catch (DisclosureRefused refused) {
      RunFolder.delete(staging);
      throw UserError.of(
          ExitCode.PRIVACY,
          "%s: %s. %s. %s. Nothing was published.",
          refused.where(),
          refused.what(),
          refused.why(),
          refused.remedy());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Every table in every format, side by side, listed in the order of the tables. */
  private static List<WrittenFile> written(Run run, SafeTables tables, Path staging) {
    List<TableFormat> formats =
        List.of(new ParquetFormat(run.spark(), run.folder().scratch()), new CsvFormat());
    List<Callable<WrittenFile>> work = new ArrayList<>();
    for (SafeTable table : tables.all()) {
      for (TableFormat format : formats) {
        work.add(() -> format.write(table, staging));
      }
    }
    return SideBySide.run(work);
  }

  // A card holds no count of people: those are in the protected tables.
  private static List<WrittenFile> texts(Run run, String risk, Path staging) throws IOException {
    Path folder = run.folder().models().resolve(risk);
    int base = run.configuration().disclosure().base();
    List<WrittenFile> files = new ArrayList<>();
    files.add(text(folder.resolve("card.md"), "model-cards/" + risk + ".md", base, staging));
    for (String name : Papers.NAMES) {
      files.add(text(folder.resolve(name), "model-papers/" + risk + "/" + name, base, staging));
    }
    return files;
  }

  private static WrittenFile text(Path file, String name, int base, Path staging)
      throws IOException {
    String text = Files.readString(file, StandardCharsets.UTF_8);
    return WrittenFile.write(staging, name, PublishedText.checked(text, base, name), 0);
  }
}
