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
      List<WrittenFile> files = written(run, tables, staging);
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

  /**
   * Every file but the manifest, side by side, listed in one order. The report takes longest and so
   * begins first; it alone shows the gate further tables.
   */
  private static List<WrittenFile> written(Run run, SafeTables tables, Path staging) {
    ReportContent content = new ReportContent(run, tables);
    List<Callable<List<WrittenFile>>> work = new ArrayList<>();
    work.add(() -> List.of(new HtmlReport().write(content.report(), staging)));
    List<TableFormat> formats =
        List.of(new ParquetFormat(run.spark(), run.folder().scratch()), new CsvFormat());
    List<SafeTable> all = tables.all();
    for (SafeTable table : all) {
      for (TableFormat format : formats) {
        work.add(() -> List.of(format.write(table, staging)));
      }
    }
    work.add(() -> described(run.configuration(), all, staging));
    if (!run.configuration().demand().isEmpty()) {
      work.add(() -> List.of(content.notebook().write(staging, "demand")));
    }
    for (String risk : run.configuration().riskNames()) {
      if (NotMade.cause(run, risk).isEmpty()) {
        work.add(() -> texts(run, risk, staging));
      }
    }
    List<List<WrittenFile>> written = SideBySide.run(work);
    List<WrittenFile> files = new ArrayList<>();
    written.subList(1, written.size()).forEach(files::addAll);
    files.addAll(written.get(0));
    return files;
  }

  private static List<WrittenFile> described(
      Configuration configuration, List<SafeTable> tables, Path staging) throws IOException {
    String name = configuration.written().name();
    return new DataPackage(
            name.replace('_', '-').toLowerCase(Locale.ROOT),
            "Tidetable release " + name,
            ReportContent.about(configuration),
            DataDictionary.SCHEMA_VERSION,
            tables)
        .write(staging);
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
