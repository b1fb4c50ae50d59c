package org.tidetable.pipeline.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tidetable.models.evaluation.Backtest;
import org.tidetable.models.evaluation.DemandForecasts;
import org.tidetable.models.evaluation.ForecastAccuracy;
import org.tidetable.models.pool.Pool;
import org.tidetable.models.vocabulary.Grain;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.Progress;
import org.tidetable.pipeline.run.UserError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How good forecasts of the series in one file would have been. */
@Command(
    name = "backtest",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Says how good the forecasts of a file's series would have been.",
      "",
      "Forecasts the end of every series from what came before it, and compares the",
      "methods. SERIES is as for forecast: see tidetable forecast --help.",
      "",
      "The row \"chosen\" is what forecast would have given: the methods' mean, weighted",
      "for each series by earlier origins only. Columns:",
      "  smape, wape   errors in per cent; smape is 0 to 200",
      "  mase, rmsse   errors in units of a simple forecast's own",
      "  coverage_80   share of values inside the 80%% range of the chosen forecasts",
      "  width_80      mean width of that range, in the unit of the series",
      "  wis           weighted interval score of all ranges, in units of mase",
      "DIR gets leaderboard.csv, accuracy_by_series.csv, and accuracy_by_part.csv: the",
      "chosen forecasts by third of the horizon and of the series' size.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  tidetable backtest visits.csv --grain month --horizon 12 --out backtest"
    })
final class BacktestCommand implements Callable<Integer> {
  private static final int MOST_ORIGINS = 100;
  private static final int PLACES = 3;

  @Parameters(paramLabel = "SERIES", description = "The series (CSV, CSV.gz or Parquet)")
  private Path file = Path.of("");

  @Option(
      names = "--grain",
      paramLabel = "G",
      required = true,
      description = "Length of a period: hour, day, week, month, quarter or year")
  private Grain grain = Grain.MONTH;

  @Option(
      names = "--horizon",
      paramLabel = "H",
      required = true,
      description = "How many periods ahead")
  private int horizon;

  @Option(
      names = "--origins",
      paramLabel = "K",
      description =
          "Earlier dates from which forecasts are tried (default: by grain, 4 to 13). Methods are"
              + " judged at the latest half of them; with 1, at one horizon before the end only.")
  private int origins;

  @Option(
      names = "--calendar",
      paramLabel = "C",
      description = "Know the bank holidays of gb-eng, gb-wls, gb-sct or gb-nir")
  private String calendar = "";

  @Option(
      names = "--school-holidays",
      paramLabel = "FILE",
      description = "Know when schools are closed: a CSV file of name,first_day,last_day")
  private @Nullable Path schoolHolidays;

  @Option(
      names = "--pool",
      paramLabel = "P",
      description = "Methods: full, or light for a first look (default: full)")
  private Pool pool = Pool.FULL;

  @Option(
      names = "--methods",
      paramLabel = "M",
      split = ",",
      completionCandidates = MethodCandidates.class,
      description = {
        "These methods and no others, instead of a pool: ${COMPLETION-CANDIDATES}.",
        "What they are: tidetable describe methods"
      })
  private List<String> methods = List.of();

  @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where files go")
  private Path out = Path.of("");

  @Option(names = "--quiet", description = "No progress lines")
  private boolean quiet;

  @Override
  public Integer call() {
    Progress progress = new Progress(System.err, quiet);
    SeriesWork.checkHorizon(horizon);
    if (Files.exists(out) && !Files.isDirectory(out)) {
      throw UserError.of(ExitCode.USAGE, "--out %s is a file. Name a folder.", out);
    }
    Backtest backtest = backtest();
    SeriesWork work =
        new SeriesWork(
            file,
            grain,
            horizon,
            AccuracyRows.LEVELS,
            backtest,
            SeriesWork.methods(pool, grain, methods),
            SeriesWork.calendar(calendar, schoolHolidays));
    DemandForecasts forecasts = work.run(progress);
    CsvOutput.write(
        out.resolve("accuracy_by_series.csv"),
        AccuracyRows.bySeriesHeader(),
        AccuracyRows.bySeries(forecasts));
    CsvOutput.write(
        out.resolve("leaderboard.csv"),
        AccuracyRows.leaderboardHeader(),
        AccuracyRows.leaderboard(forecasts.overall(), CsvOutput::number).stream());
    CsvOutput.write(
        out.resolve("accuracy_by_part.csv"),
        AccuracyRows.partsHeader(),
        AccuracyRows.parts(forecasts.overall()));
    print(forecasts.overall(), backtest);
    progress.say(
        "%s: leaderboard.csv and accuracies by series and part, %,d of %s judged, in %.1f s",
        out,
        forecasts.accuracies().size(),
        SeriesWork.counted(forecasts.forecasts().size(), "series", "series"),
        progress.seconds());
    return ExitCode.DONE.number();
  }

  private Backtest backtest() {
    if (origins == 0) {
      return Backtest.of(grain, horizon, pool);
    }
    if (origins < 1 || origins > MOST_ORIGINS) {
      throw UserError.of(
          ExitCode.USAGE, "--origins is %d. Use a number from 1 to %d.", origins, MOST_ORIGINS);
    }
    return Backtest.spread(grain, horizon, origins);
  }

  private void print(ForecastAccuracy overall, Backtest backtest) {
    List<List<String>> table = new ArrayList<>();
    table.add(AccuracyRows.leaderboardHeader());
    table.addAll(AccuracyRows.leaderboard(overall, BacktestCommand::rounded));
    int columns = table.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : table) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : table) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        String pad = " ".repeat(widths[i] - row.get(i).length());
        line.append(i == 0 ? row.get(i) + pad : "  " + pad + row.get(i));
      }
      System.out.println(line);
    }
    System.out.println(verdict(overall));
    for (ForecastAccuracy.Lead lead : overall.leads()) {
      System.out.printf(
          Locale.ROOT,
          "mase of %s less that of chosen: %.3f, or %.3f to %.3f as series are drawn (95 in 100).%n",
          lead.over(),
          lead.mean(),
          lead.lower(),
          lead.upper());
    }
    int judged = backtest.lastHeldOut();
    System.out.printf(
        Locale.ROOT,
        "Judged on %s ahead from %d origin%s.%n",
        SeriesWork.counted(horizon, grain.code(), grain.code() + "s"),
        judged,
        judged == 1 ? "" : "s");
  }

  private static String verdict(ForecastAccuracy overall) {
    return overall
        .beatsNaive()
        .map(
            beats ->
                beats
                    ? "chosen beats or equals the better of naive and seasonal_naive."
                    : "chosen is worse than the better of naive and seasonal_naive: use that.")
        .orElse("No series is long enough to tell whether chosen beats naive.");
  }

  private static String rounded(OptionalDouble value) {
    return value.isPresent()
        ? String.format(Locale.ROOT, "%,." + PLACES + "f", value.getAsDouble())
        : "-";
  }
}
