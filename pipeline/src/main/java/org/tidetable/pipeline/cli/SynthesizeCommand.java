package org.tidetable.pipeline.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.RunFolder;
import org.tidetable.pipeline.run.UserError;
import org.tidetable.pipeline.synthetic.Rates;
import org.tidetable.pipeline.synthetic.SyntheticPopulation;
import org.tidetable.pipeline.synthetic.SyntheticSeries;
import org.tidetable.pipeline.synthetic.SyntheticSettings;
import org.tidetable.pipeline.synthetic.SyntheticSummary;
import org.tidetable.pipeline.synthetic.Truth;
import org.tidetable.pipeline.synthetic.statutory.Plant;
import org.tidetable.pipeline.synthetic.statutory.StatutoryPopulation;
import org.tidetable.pipeline.synthetic.statutory.StatutorySummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Invents a linked population. */
@Command(
    name = "synthesize",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Invents a linked population, for trying things out.",
      "",
      "Invents people in families and areas, and what health, care and schools record",
      "of them: three plain files with pseudonyms of their own, or the files of the",
      "national collections with their headings and codes; a register and a link table.",
      "No real person stands behind any row. The truth goes to a folder apart.",
      "With the plain files come series/daily.csv and series/hourly.csv, to be",
      "forecast, whose week, year and holiday effects go to true_series.csv there.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  tidetable synthesize --people 20000 --truth truth/true_risk.csv --out people",
      "  tidetable synthesize --people 20000 --truth my_truth.yaml --out people",
      "  tidetable synthesize --people 20000 --format statutory \\",
      "      --plant late,bad_date --out extracts"
    })
final class SynthesizeCommand implements Callable<Integer> {
  @Option(names = "--people", paramLabel = "N", required = true, description = "How many people")
  private int people;

  @Option(
      names = "--from",
      paramLabel = "DATE",
      description = "First day of the records, the first of a month (default: ${DEFAULT-VALUE})")
  private LocalDate from = LocalDate.of(2021, 4, 1);

  @Option(
      names = "--to",
      paramLabel = "DATE",
      description = "Last day of the records, the last of a month (default: ${DEFAULT-VALUE})")
  private LocalDate to = LocalDate.of(2025, 3, 31);

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "The same seed invents the same people (default: ${DEFAULT-VALUE})")
  private long seed = 1;

  /** What the files look like. */
  enum Format {
    PLAIN,
    STATUTORY
  }

  @Option(
      names = "--format",
      paramLabel = "F",
      description = "plain, or statutory: the formats of the national collections (default: plain)")
  private Format format = Format.PLAIN;

  @Option(
      names = "--contacts",
      description =
          "Plain files also tell of the family doctor, and of school and home care by week;"
              + " statutory files always do")
  private boolean contacts;

  @Option(
      names = "--plant",
      paramLabel = "LIST",
      description =
          "Errors to plant in statutory files: all, none or kinds with commas"
              + " (default: none). Plain files always have theirs")
  private @Nullable String plant;

  @Option(
      names = "--truth",
      paramLabel = "FILE",
      description =
          "A .yaml file of base rates, effects and interactions to invent by; any other name: write"
              + " the true risks there, beside it what was planted and true events. May be given"
              + " for both")
  private List<Path> truths = List.of();

  @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where the files go")
  private Path out = Path.of("");

  @Override
  public Integer call() throws IOException {
    @Nullable Path truth = single(truths.stream().filter(file -> !isYaml(file)).toList());
    @Nullable Path law = single(truths.stream().filter(SynthesizeCommand::isYaml).toList());
    if (truth != null
        && truth.toAbsolutePath().normalize().startsWith(out.toAbsolutePath().normalize())) {
      throw UserError.of(
          ExitCode.USAGE,
          "--truth %s lies in --out %s, where a run could read it. Choose a folder apart from it.",
          truth,
          out);
    }
    if (format == Format.PLAIN && plant != null) {
      throw UserError.of(
          ExitCode.USAGE, "--plant is for --format statutory. Leave it out, or add the format.");
    }
    try {
      return format == Format.PLAIN
          ? plain(law, truth)
          : statutory(law, plant == null ? "none" : plant, truth);
    } catch (IllegalArgumentException refused) {
      // The settings speak of themselves as the options do, without the dashes.
      throw UserError.of(ExitCode.USAGE, "--%s.", String.valueOf(refused.getMessage()));
    }
  }

  private static boolean isYaml(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }

  private static @Nullable Path single(List<Path> files) {
    if (files.size() > 1) {
      throw UserError.of(
          ExitCode.USAGE,
          "--truth names %s and %s. Give one .yaml to invent by, and one file to write.",
          files.get(0),
          files.get(1));
    }
    return files.isEmpty() ? null : files.get(0);
  }

  private int plain(@Nullable Path law, @Nullable Path truth) throws IOException {
    Truth by = law == null ? Truth.standard() : Truth.read(law);
    var settings = new SyntheticSettings(people, from, to, seed, contacts, Rates.PLAIN, by);
    RunFolder.create(out);
    SyntheticSummary summary = SyntheticPopulation.write(settings, out, Optional.ofNullable(truth));
    SyntheticSeries.write(
        seed, to, out, Optional.ofNullable(truth).map(file -> file.resolveSibling(".")));
    System.out.printf(
        "%,d invented people in %s: %,d rows.%n", summary.people(), out, sum(summary.rows()));
    return 0;
  }

  private int statutory(@Nullable Path law, String errors, @Nullable Path truth)
      throws IOException {
    Set<Plant> plants = Plant.named(errors);
    Truth by = law == null ? Truth.england() : Truth.read(law);
    var settings = new SyntheticSettings(people, from, to, seed, true, Rates.NATIONAL, by);
    RunFolder.create(out);
    StatutorySummary summary =
        StatutoryPopulation.write(settings, plants, out, Optional.ofNullable(truth));
    System.out.printf(
        "%,d invented people in %s: %,d events in %,d rows.%n",
        summary.people(), out, summary.events(), sum(summary.rows()));
    return 0;
  }

  private static long sum(Map<String, Long> rows) {
    return rows.values().stream().mapToLong(Number::longValue).sum();
  }
}
