package org.tidetable.models.risk;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.tidetable.models.calibration.LogOdds;
import org.tidetable.models.matrix.FeatureMatrix;

/**
 * What is known of the places where people live, and of nothing else: features of the places, and
 * how often the outcome came there among the rows that teach. These get that number from other
 * people only, for else it would tell their own outcome.
 *
 * @param rows all rows, with the features of places among their columns
 * @param features those of the columns that tell of places only; others are left out
 * @param places where each row lives
 */
public record PlaceSource(RiskSample rows, List<String> features, String[] places, long seed)
    implements FeatureSource {

  /** The column of how often the outcome came, in log-odds from the mean; 0 where unknown. */
  public static final String RATE = "place, rate";

  /** A place counts as if so many rows more had the mean rate. */
  private static final double PULL = 20;

  private static final int FOLDS = 10;

  public PlaceSource {
    require(
        places.length == rows.outcomes().length,
        "%s places for %s rows",
        places.length,
        rows.outcomes().length);
    List<String> given = rows.features().names();
    features = features.stream().filter(given::contains).toList();
  }

  /** Rows and outcomes, weighted. */
  private static final class Seen {
    private double rows;
    private double with;

    void add(double weight, boolean outcome) {
      rows += weight;
      with += outcome ? weight : 0;
    }

    /** The rate of these but for others, drawn towards a mean. */
    double rate(Seen others, double mean) {
      return (with - others.with + PULL * mean) / (rows - others.rows + PULL);
    }
  }

  @Override
  public Encoding learn(int[] trainingRows) {
    int[] folds = PersonFolds.of(rows.persons(), FOLDS, PersonFolds.hash("places", seed));
    Map<String, Seen> byPlace = new HashMap<>();
    Map<String, Seen> byPart = new HashMap<>();
    Seen all = new Seen();
    for (int row : trainingRows) {
      for (Seen each :
          List.of(
              all,
              byPlace.computeIfAbsent(places[row], any -> new Seen()),
              byPart.computeIfAbsent(folds[row] + " " + places[row], any -> new Seen()))) {
        each.add(rows.weights()[row], rows.outcomes()[row]);
      }
    }
    Seen none = new Seen();
    double mean = all.rows > 0 ? all.with / all.rows : 0.5;
    double[] rates = new double[places.length];
    boolean[] teaches = new boolean[places.length];
    Arrays.stream(trainingRows).forEach(row -> teaches[row] = true);
    for (int row = 0; row < rates.length; row++) {
      Seen own = teaches[row] ? byPart.getOrDefault(folds[row] + " " + places[row], none) : none;
      double rate = byPlace.getOrDefault(places[row], none).rate(own, mean);
      rates[row] = LogOdds.of(rate) - LogOdds.of(mean);
    }
    return wanted -> matrix(wanted, rates);
  }

  private FeatureMatrix matrix(int[] wanted, double[] rates) {
    FeatureMatrix given = rows.features();
    int width = features.size();
    int[] placeOf = given.names().stream().mapToInt(features::indexOf).toArray();
    int most = Arrays.stream(wanted).map(row -> given.start(row + 1) - given.start(row) + 1).sum();
    int[] starts = new int[wanted.length + 1];
    int[] columns = new int[most];
    float[] values = new float[most];
    int count = 0;
    for (int i = 0; i < wanted.length; i++) {
      double[] cells = new double[width + 1];
      for (int entry = given.start(wanted[i]); entry < given.start(wanted[i] + 1); entry++) {
        if (placeOf[given.column(entry)] >= 0) {
          cells[placeOf[given.column(entry)]] = given.value(entry);
        }
      }
      cells[width] = rates[wanted[i]];
      for (int column : IntStream.range(0, cells.length).filter(c -> cells[c] != 0).toArray()) {
        columns[count] = column;
        values[count++] = (float) cells[column];
      }
      starts[i + 1] = count;
    }
    List<String> names =
        IntStream.rangeClosed(0, width)
            .mapToObj(column -> column < width ? features.get(column) : RATE)
            .toList();
    return new FeatureMatrix(
        names, starts, Arrays.copyOf(columns, count), Arrays.copyOf(values, count));
  }
}
