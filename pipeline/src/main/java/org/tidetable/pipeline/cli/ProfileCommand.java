package org.tidetable.pipeline.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.tidetable.pipeline.profile.FileProfile;
import org.tidetable.pipeline.profile.ProfilePage;
import org.tidetable.pipeline.profile.ProfileText;
import org.tidetable.pipeline.profile.Profiler;
import org.tidetable.pipeline.profile.Proposal;
import org.tidetable.pipeline.profile.ReadyMappings;
import org.tidetable.pipeline.profile.ReadyMappings.Match;
import org.tidetable.pipeline.profile.ReadyProposal;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.RunFolder;
import org.tidetable.pipeline.run.UserError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what files hold, and proposes a mapping for each. */
@Command(
    name = "profile",
    mixinStandardHelpOptions = true,
    description = {
      "Says what a file holds and proposes a mapping for it.",
      "",
      "One pass over CSV (also .gz and .zip), .xlsx, .ods or XML: how it is written, where its",
      "table begins, types, marks of missing values, totals, and columns that lead to persons.",
      "Of those no value is ever shown. Ends with 5 where the file holds identifiers that the",
      "proposal does not drop, band or key.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  tidetable profile conf/demo/ae_by_trust_monthly.csv.gz --out proposed"
    })
final class ProfileCommand implements Callable<Integer> {
  private static final long EVERY_ROWS = 2_000_000;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "The files")
  private List<Path> files = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Also write NAME.yaml, the mapping, and NAME.html, the summary; never over one")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--sheet",
      paramLabel = "NAME",
      description = "Workbooks: the sheet to look at (default: the first that holds a table)")
  private String sheet = "";

  @Option(names = "--mapping-only", description = "Print the proposed mapping and nothing else")
  private boolean mappingOnly;

  @Override
  public Integer call() {
    Set<String> names = new HashSet<>();
    for (Path file : files) {
      checkFree(file, names);
    }
    ReadyMappings ready = ReadyMappings.in(Bundled.folder(place()).resolve("sources"));
    boolean open = false;
    for (Path file : files) {
      FileProfile profile = Profiler.profile(file, sheet, rows -> progress(file, rows));
      Optional<Match> match = ready.best(profile);
      String mapping =
          match
              .filter(Match::isWhole)
              .map(known -> ReadyProposal.of(profile, known, out.orElse(Path.of(""))))
              .orElseGet(() -> Proposal.of(profile));
      if (mappingOnly) {
        System.out.print(mapping);
      } else {
        ProfileText.of(profile, match).forEach(System.out::println);
      }
      out.ifPresent(folder -> write(folder, profile, match, mapping));
      open |= profile.isOpen();
    }
    return open ? ExitCode.PRIVACY.number() : ExitCode.DONE.number();
  }

  /** Where the bundled mappings are unpacked when there is only the jar. */
  private Path place() {
    return out.orElseGet(
        () -> {
          try {
            return Files.createTempDirectory("tidetable");
          } catch (IOException failure) {
            throw new UncheckedIOException(failure);
          }
        });
  }

  private void checkFree(Path file, Set<String> names) {
    if (out.isEmpty()) {
      return;
    }
    String name = Proposal.name(file);
    if (!names.add(name)) {
      throw UserError.of(
          ExitCode.USAGE,
          "Two of the files would both be written as %s. Give one at a time.",
          name);
    }
    for (String ending : List.of(".yaml", ".html")) {
      Path taken = out.get().resolve(name + ending);
      if (Files.exists(taken)) {
        throw UserError.of(
            ExitCode.USAGE,
            "%s is there already and may have been edited. Move it, or name another --out.",
            taken);
      }
    }
  }

  private static void progress(Path file, long rows) {
    if (rows % EVERY_ROWS == 0) {
      System.err.printf(Locale.ROOT, "%s: %,d rows so far%n", file.getFileName(), rows);
    }
  }

  private void write(Path folder, FileProfile profile, Optional<Match> match, String mapping) {
    RunFolder.create(folder);
    String name = Proposal.name(profile.file());
    Path yaml = folder.resolve(name + ".yaml");
    Path html = folder.resolve(name + ".html");
    try {
      Files.writeString(yaml, mapping);
      Files.writeString(html, ProfilePage.of(profile, match, mapping));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    if (!mappingOnly) {
      System.out.printf("%n  Mapping: %s%n  Page:    %s%n", yaml, html);
      System.out.printf("  Next:    tidetable validate %s %s%n%n", yaml, profile.file());
    }
  }
}
