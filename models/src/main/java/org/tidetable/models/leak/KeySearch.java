package org.tidetable.models.leak;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Keys: values that name a row or a person. A key that follows the order of the outcomes, holds
 * them in a part of it, or comes back on rows that share them is a leak.
 */
final class KeySearch implements Setting.Search {
  private static final String WHO =
      "(person|patient|pupil|student|client|member|resident|child|learner|nhs|upn|customer|user)";
  private static final String NAMING =
      "(id|ref|reference|nr|nbr|no|num|number|key|code|pseudonym|hash)";
  private static final Pattern PERSON =
      Pattern.compile(
          "(?i)"
              + WHO
              + "[_ -]?"
              + NAMING
              + "|"
              + NAMING
              + "[_ -]?"
              + WHO
              + "|person|patient|pupil"
              + "|student|client");
  private static final Pattern KEY =
      Pattern.compile("(?i).*(^|[_ -])(id|ref|reference|nbr|key|identifier)([_ -].*|$)|.*Id");

  @Override
  public List<Finding> in(SuspectColumn column, Setting setting) {
    int filled = column.filled();
    int distinct = column.distinct();
    if (filled < 100 || 2 * filled < setting.rows().rows() || distinct < 50) {
      return List.of();
    }
    if (distinct >= 0.9 * filled && isKey(column, filled)) {
      return unique(column, setting);
    }
    boolean repeats = filled <= 20L * distinct && distinct <= 0.98 * filled;
    return repeats && whole(column) && !setting.rows().personsNamed()
        ? repeated(column, setting)
        : List.of();
  }

  private static List<Finding> unique(SuspectColumn column, Setting setting) {
    boolean[] outcomes = setting.rows().outcomes();
    SuspectColumn sorted = column.numeric() ? column : alphabetical(column);
    double area = Separation.ordered(sorted, outcomes);
    int bins = Math.min(64, Math.max(4, outcomes.length / 40));
    area = Math.max(area, Separation.crossFitted(sorted.binned(bins), outcomes, setting.half()));
    for (SuspectColumn part : Parts.of(column)) {
      area = Math.max(area, Separation.crossFitted(part, outcomes, setting.half()));
    }
    return area >= Math.max(0.58, setting.byChance())
        ? List.of(
            Finding.of(
                LeakKind.IDENTIFIER,
                column.name(),
                "names single rows, and its order or a part of it tells the outcome"
                    + String.format(Locale.ROOT, " (AUROC %.3f)", area)))
        : List.of();
  }

  /** The texts' places in the alphabet as numbers. */
  private static SuspectColumn alphabetical(SuspectColumn column) {
    List<String> sorted = new ArrayList<>(column.texts());
    sorted.sort(null);
    double[] places = new double[column.distinct()];
    for (int level = 0; level < places.length; level++) {
      places[level] = Collections.binarySearch(sorted, column.texts().get(level));
    }
    return new SuspectColumn(column.name(), column.levels(), places, List.of());
  }

  private static List<Finding> repeated(SuspectColumn column, Setting setting) {
    Agreement pairs = Agreement.within(column, setting.rows().outcomes(), 20);
    boolean person = PERSON.matcher(column.name()).matches();
    boolean often = pairs.rows() >= Math.max(20, 0.02 * column.filled());
    if (!often || !(person || pairs.correlation() >= 0.7)) {
      return List.of();
    }
    String figure =
        "comes back on "
            + Setting.percent((double) pairs.rows() / column.filled())
            + " of the rows, whose outcomes go together"
            + String.format(Locale.ROOT, " (correlation %.2f)", pairs.correlation());
    return List.of(
        new Finding(
            person ? LeakKind.SAME_PERSON : LeakKind.IDENTIFIER,
            column.name(),
            figure,
            "If it names persons, say so with --person "
                + column.name()
                + "; else leave it out with"
                + " --drop "
                + column.name()
                + "."));
  }

  private static boolean whole(SuspectColumn column) {
    return !column.numeric() || Arrays.stream(column.numbers()).allMatch(x -> x == Math.rint(x));
  }

  private static boolean isKey(SuspectColumn column, int filled) {
    if (!column.numeric()) {
      return NumberReading.days(column).length == 0;
    }
    return (whole(column) && KEY.matcher(column.name()).matches())
        || neverMeet(column.numbers(), filled);
  }

  /**
   * Numbers on a grid that never meet though chance would make them: they were dealt one to a row.
   */
  private static boolean neverMeet(double[] numbers, int filled) {
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    double step = Double.POSITIVE_INFINITY;
    for (int i = 1; i < sorted.length; i++) {
      step = Math.min(step, sorted[i] - sorted[i - 1]);
    }
    double range = sorted[sorted.length - 1] - sorted[0];
    if (!(step > range * 1e-9)) {
      return false;
    }
    double expected = (double) filled * filled / (2 * (range / step + 1));
    return expected >= 20 && filled - sorted.length <= 0.02 * expected;
  }
}
