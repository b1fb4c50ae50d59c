package org.tidetable.pipeline.cli;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tidetable.models.evaluation.Backtest;
import org.tidetable.models.forecast.DemandCalendar;
import org.tidetable.models.forecast.Forecast;
import org.tidetable.models.pool.Pool;
import org.tidetable.models.vocabulary.Grain;
import org.tidetable.pipeline.conf.HierarchyReader;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.Progress;
import org.tidetable.pipeline.run.UserError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Forecasts of the series in one file. */
@Command(
    name = "forecast",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Forecasts every series of a file, with ranges, from where each series ends.",
      "",
      "SERIES is a long table, one row for each series and period, with the columns",
      "  series_id,period_start,value     or     unique_id,ds,y",
      "as CSV (also .gz) or Parquet. period_start is the first day of the period,",
      "2024-01-01; hours are 2024-01-01T09:00. Weeks may start on any weekday and",
      "years in any month, the same within a series. A period without a row is",
      "missing, as is a blank, NA or NaN; a zero is a zero.",
      "",
      "FILE has one row for each series and period ahead, with the columns",
      "  series_id,period_start,horizon,expected,",
      "  lower_80,upper_80,lower_95,upper_95,status,reason",
      "expected is the number to plan with; the ranges say how sure it is: 8 in 10",
      "values should lie between lower_80 and upper_80. Where no forecast can be made,",
      "status is not_made and reason says why; else status is made.",
      "",
      "With --hierarchy totals are forecast too, and parts and totals add up exactly.",
      "The YAML file says how series divide:",
      "  lookup: units.csv          # series_id and codes; else columns of SERIES",
      "  dimensions:",
      "    - name: area",
      "      levels: [region, council]   # columns, the coarsest first",
      "      parents: councils.csv       # their table; else beside the series",
      "    - name: age",
      "  totals: every              # or one_dimension, or top",
      "  whole_numbers: true",
      "FILE then also has the columns level, one for each dimension, and",
      "expected_alone: the number before anything had to add up. A series too short for a",
      "forecast of its own gets the mean of its last values, which reason then says.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  tidetable forecast visits.csv --grain month --horizon 12 --out forecast.csv",
      "  tidetable forecast calls.csv --grain day --horizon 28 --levels 90 --out f.csv",
      "  tidetable forecast visits.csv --grain month --horizon 12 \\",
      "      --hierarchy areas.yaml --out forecast.csv",
      "How good such forecasts are: tidetable backtest --help"
    })
final class ForecastCommand implements Callable<Integer> {
  private static final int CAUSES_SHOWN = 3;

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
      names = "--levels",
      paramLabel = "L",
      split = ",",
      description = "Shares of values that the ranges hold, in per cent (default: 80,95)")
  private List<Integer> levels = List.of(80, 95);

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

  @Option(
      names = "--hierarchy",
      paramLabel = "H",
      description = "Also forecast totals, such that all adds up: a YAML file, see below")
  private @Nullable Path hierarchy;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "Where the forecasts go (CSV)")
  private Path out = Path.of("");

  @Option(names = "--quiet", description = "No progress lines")
  private boolean quiet;

  @Override
  public Integer call() {
    Progress progress = new Progress(System.err, quiet);
    SeriesWork.checkHorizon(horizon);
    checkLevels();
    DemandCalendar days = SeriesWork.calendar(calendar, schoolHolidays);
    CsvOutput.check(/* out= */ out, /* series= */ file);
    SeriesWork work =
        new SeriesWork(
            file,
            grain,
            horizon,
            levels.stream().sorted().toList(),
            Backtest.of(grain, horizon, pool),
            SeriesWork.methods(pool, grain, methods),
            days);
    ForecastRows rows = new ForecastRows(grain, horizon, levels);
    if (hierarchy == null) {
      List<Forecast> forecasts = work.run(progress).forecasts();
      CsvOutput.write(out, rows.header(), forecasts.stream().flatMap(rows::rows));
      summarise(forecasts, progress);
    } else {
      HierarchyReader reader = HierarchyReader.read(hierarchy);
      CoherentSeries coherent = work.run(progress, reader);
      CoherentRows all = new CoherentRows(rows, coherent, reader.wholeNumbers());
      CsvOutput.write(out, all.header(), all.rows());
      summarise(coherent.forecasts().coherent().forecasts(), progress);
      coherent.words().forEach(words -> progress.say("%s", words));
    }
    return ExitCode.DONE.number();
  }

  private void checkLevels() {
    boolean sound =
        !levels.isEmpty()
            && levels.stream().allMatch(level -> level >= 1 && level <= 99)
            && levels.stream().distinct().count() == levels.size();
    if (!sound) {
      throw UserError.of(
          ExitCode.USAGE,
          "--levels must be different whole numbers from 1 to 99, for example --levels 80,95.");
    }
  }

  private void summarise(List<Forecast> forecasts, Progress progress) {
    Map<String, Integer> causes = new TreeMap<>();
    for (Forecast forecast : forecasts) {
      forecast.fold(made -> 0, notMade -> causes.merge(notMade.cause(), 1, Integer::sum));
    }
    int notMade = causes.values().stream().mapToInt(Integer::intValue).sum();
    progress.say(
        "%s: %s forecast, %,d not made, in %.1f s",
        out,
        SeriesWork.counted(forecasts.size() - notMade, "series", "series"),
        notMade,
        progress.seconds());
    causes.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(CAUSES_SHOWN)
        .forEach(cause -> progress.say("  %,d not made: %s", cause.getValue(), cause.getKey()));
    if (causes.size() > CAUSES_SHOWN) {
      progress.say("  and other causes, in the column reason");
    }
  }
}
