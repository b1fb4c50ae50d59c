package org.tidetable.models.risk;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tidetable.models.matrix.FeatureMatrix;
import org.tidetable.models.matrix.Scaling;
import org.tidetable.models.tribuo.BoostedSettings;
import org.tidetable.models.tribuo.BoostedTrainer;
import org.tidetable.models.tribuo.TribuoModel;
import org.tidetable.models.tribuo.TribuoModels;

/**
 * Gradient-boosted trees. Rows held out, the later ones where times are known, choose between some
 * settings and decide how many trees; people each held out in turn calibrate; then all teach as
 * many more trees as they are more. Very many rows try one shape only, small trees that grow where
 * most is gained, and teach no more of them than served those held out. No outcome is drawn more
 * often than it came.
 *
 * <p>Source: Chen and Guestrin (2016), XGBoost: a scalable tree boosting system.
 *
 * @param settings tried first
 * @param patience stops after that many rounds without a gain
 * @param trials how many settings are tried, these included, all from the same seed; 1 for none but
 *     these; where it is more, very many rows take theirs
 */
public record BoostedTreesRisk(BoostedSettings settings, int patience, int trials)
    implements RiskMethod {

  /** Settings for some thousand to some million rows. */
  public static final BoostedTreesRisk STANDARD =
      new BoostedTreesRisk(BoostedSettings.STANDARD, 40, 6);

  /** Trials compare settings by quicker trees, which rank them alike. */
  private static final double QUICK = 0.15;

  private static final int QUICK_ROUNDS = 400;
  private static final int QUICK_PATIENCE = 15;

  /** A leaf of that weight holds at least eight rows, for a row weighs a quarter at most. */
  private static final double LEAST_LEAF = 2;

  /** So many rows bear steps twice as long: what each tree takes from chance is less. */
  private static final int MANY_ROWS = 100_000;

  /** Deep where it pays; trees that are deep everywhere learn chance where outcomes are rare. */
  private static final int MANY_LEAVES = 8;

  private static final int MANY_DEPTH = MANY_LEAVES - 1;

  private static final int[] DEPTHS = {2, 3, 4, 5, 6, 7};
  private static final double[] LEAVES = {2, 5, 10, 20, 40};
  private static final double[] COLUMNS = {0.1, 0.2, 0.3, 0.5, 0.8};
  private static final double[] PENALTIES = {1, 5, 20, 60};

  public BoostedTreesRisk {
    require(patience >= 1, "patience must be 1 or more, but was %s", patience);
    require(trials >= 1, "trials must be 1 or more, but was %s", trials);
    require(
        settings.minimumChildWeight() >= LEAST_LEAF,
        "a leaf must weigh %s or more, lest it tell of few people",
        LEAST_LEAF);
  }

  /** The same with features whose risk may only rise (1) or only fall (-1). */
  public BoostedTreesRisk withDirections(Map<String, Integer> directions) {
    return new BoostedTreesRisk(settings.withDirections(directions), patience, trials);
  }

  @Override
  public String name() {
    return "boosted_trees";
  }

  @Override
  public RiskFit learn(RiskFits fits) {
    RiskSample training = fits.training();
    long seed = fits.seed();
    CrossFit parts = new CrossFit(training, seed);
    Grown grown = grown(training, parts, seed);
    // What is calibrated is made as what is kept: as many trees for as many people.
    HeldOut folds = parts.folds(part -> grown.learn(part, seed)::risks);
    RiskModel raw = raw(training, grown.learn(training, seed));
    return RiskFit.calibrated(raw, folds, parts.later(grown.stopped.heldOut()), training);
  }

  /** The same trees without calibration, which takes four times as many: enough to rank people. */
  public RiskModel ranking(RiskSample training, long seed) {
    Grown grown = grown(training, new CrossFit(training, seed), seed);
    return raw(training, grown.learn(training, seed));
  }

  private Grown grown(RiskSample training, CrossFit parts, long seed) {
    RiskSample learned = parts.choosers();
    RiskSample heldOut = parts.judges();
    require(
        Outcomes.bothIn(learned.outcomes()) && Outcomes.bothIn(heldOut.outcomes()),
        "too few people of either outcome to hold some out; use the method logistic");
    boolean categories = CategoryRates.anyIn(training.features());
    boolean many = training.outcomes().length >= MANY_ROWS && trials > 1;
    List<Choice> choices =
        many
            ? proved(categories)
            : List.of(
                best(
                    choices(categories, seed),
                    CrossFit.some(learned, seed),
                    CrossFit.some(heldOut, seed),
                    seed));
    return choices.stream()
        .parallel()
        .map(
            choice ->
                new Grown(
                    choice, choice.stop(learned, heldOut, patience, seed), learned, many ? 1 : 2))
        .min(Comparator.comparingDouble(each -> each.stopped.loss()))
        .orElseThrow();
  }

  private RiskModel raw(RiskSample training, Learned last) {
    List<String> features = training.features().names();
    return RiskModel.raw(name(), features, Scaling.none(features.size()), last.model, last.rates);
  }

  /**
   * Settings, and how many rounds served the rows held out when {@code from} taught.
   *
   * @param mostMore times as many trees at most when more people teach: as many as before would
   *     leave these the more timid, but very many have no need of more
   */
  private record Grown(
      Choice choice, BoostedTrainer.Stopped stopped, RiskSample from, double mostMore) {
    Learned learn(RiskSample sample, long seed) {
      double more = (double) sample.outcomes().length / from.outcomes().length;
      int rounds = (int) Math.max(1, Math.rint(stopped.rounds() * Math.min(mostMore, more)));
      return choice.learn(sample, rounds, seed);
    }
  }

  /** Trees, and what stands before them. */
  private record Learned(TribuoModel model, CategoryRates rates) {
    double[] risks(FeatureMatrix matrix) {
      return model.predict(rates.apply(matrix));
    }
  }

  /** Settings, and whether categories also count by their rates. */
  private record Choice(BoostedSettings settings, boolean byRate) {
    BoostedTrainer.Stopped stop(RiskSample learned, RiskSample heldOut, int patience, long seed) {
      if (!byRate) {
        return TribuoModels.stopEarly(
            learned.labelled(), heldOut.labelled(), settings, patience, seed);
      }
      CategoryRates rates = CategoryRates.learn(learned);
      return TribuoModels.stopEarly(
          learned.withFeatures(CategoryRates.ofOthers(learned, seed)).labelled(),
          heldOut.withFeatures(rates.apply(heldOut.features())).labelled(),
          settings,
          patience,
          seed);
    }

    Learned learn(RiskSample sample, int rounds, long seed) {
      CategoryRates rates = byRate ? CategoryRates.learn(sample) : CategoryRates.NONE;
      RiskSample seen = byRate ? sample.withFeatures(CategoryRates.ofOthers(sample, seed)) : sample;
      return new Learned(
          TribuoModels.boostedTrees(seen.labelled(), settings.withRounds(rounds), seed), rates);
    }
  }

  /**
   * The one shape that served well wherever rows were very many; where any are, with categories.
   */
  private List<Choice> proved(boolean categories) {
    BoostedSettings small =
        settings
            .withRate(Math.min(1, 2 * settings.learningRate()), settings.rounds())
            .withShape(MANY_DEPTH, 20, 0.5, 20)
            .withLeaves(MANY_LEAVES)
            .withRowShare(1);
    return Stream.of(new Choice(small, false), new Choice(small, true))
        .filter(choice -> categories || !choice.byRate)
        .toList();
  }

  private List<Choice> choices(boolean categories, long seed) {
    List<Choice> choices = new ArrayList<>();
    choices.add(new Choice(settings, false));
    SplittableRandom random = new SplittableRandom(seed);
    for (int trial = 1; trial < trials; trial++) {
      // The first trial changes nothing but the categories, where there are any.
      boolean same = trial == 1 && categories;
      boolean byRate = categories && (same || random.nextInt(2) == 0);
      choices.add(new Choice(same ? settings : drawn(random), byRate));
    }
    return choices;
  }

  /** The one whose quicker trees have the least loss on the rows held out. */
  private static Choice best(
      List<Choice> choices, RiskSample learned, RiskSample heldOut, long seed) {
    if (choices.size() == 1) {
      return choices.get(0);
    }
    double[] losses =
        IntStream.range(0, choices.size())
            .parallel()
            .mapToDouble(
                i -> {
                  Choice each = choices.get(i);
                  BoostedSettings quick = each.settings.withRate(QUICK, QUICK_ROUNDS);
                  return new Choice(quick, each.byRate)
                      .stop(learned, heldOut, QUICK_PATIENCE, seed)
                      .loss();
                })
            .toArray();
    int least = 0;
    for (int i = 1; i < losses.length; i++) {
      least = losses[i] < losses[least] ? i : least;
    }
    return choices.get(least);
  }

  private BoostedSettings drawn(SplittableRandom random) {
    return settings.withShape(
        DEPTHS[random.nextInt(DEPTHS.length)],
        LEAVES[random.nextInt(LEAVES.length)],
        COLUMNS[random.nextInt(COLUMNS.length)],
        PENALTIES[random.nextInt(PENALTIES.length)]);
  }
}
