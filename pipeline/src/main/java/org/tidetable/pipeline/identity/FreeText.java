package org.tidetable.pipeline.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether the different texts of a column are remarks about persons rather than labels.
 *
 * <p>Refused as a whole: the best redactor of British clinical text leaves 1 to 4 in 100
 * identifiers standing. Labels are short, or few, or tell nothing of what somebody did.
 */
final class FreeText {
  private static final Set<String> TELLING =
      Set.of(
          "HE SHE HIS HER HIM HERS THEY THEM WE ME MY WAS WERE HAD HAS BEEN DID DIDN"
              .concat(" SAID SAYS TOLD ASKED FELT FEELS SEEN REVIEWED ATTENDED VISITED REPORTED")
              .concat(" DISCUSSED AGREED ADVISED CALLED SPOKE MET MUM DAD MOTHER FATHER SISTER")
              .concat(" BROTHER WIFE HUSBAND PATIENT PT CLIENT TODAY YESTERDAY LIVES LIVING")
              .concat(" STRUGGLING REFUSED PRESENTED ADMITTED FELL FEEL FEELING WANTS")
              .split(" "));

  private static final Set<String> JOINING =
      Set.of(
          "IS ARE WITH TO AND NOT BUT FROM AT ON AFTER BEFORE WHEN AS THAT THIS FOR BY IF SO NO"
              .split(" "));

  private static final Pattern WORDS = Pattern.compile("[^A-Z]+");
  private static final int LONG = 30;
  private static final int LONG_WORDS = 5;
  private static final int VERY_LONG = 60;
  private static final int MANY = 30;
  private static final double SHARE = 0.2;

  private FreeText() {}

  /** The remarks among the texts of a column, where they are enough to refuse it; else none. */
  static List<DistinctTexts.Kept> in(
      List<DistinctTexts.Kept> texts, double different, long cells, HeadingWords heading) {
    List<DistinctTexts.Kept> straight = in(texts, different, cells, heading, false);
    return straight.isEmpty() ? in(texts, different, cells, heading, true) : straight;
  }

  private static List<DistinctTexts.Kept> in(
      List<DistinctTexts.Kept> texts,
      double different,
      long cells,
      HeadingWords heading,
      boolean backwards) {
    List<DistinctTexts.Kept> longOnes = new ArrayList<>();
    List<DistinctTexts.Kept> telling = new ArrayList<>();
    long length = 0;
    int joined = 0;
    Folded folded = new Folded();
    for (DistinctTexts.Kept kept : texts) {
      String text = backwards ? new StringBuilder(kept.text()).reverse().toString() : kept.text();
      int words = folded.of(text).words();
      String content = folded.content();
      int told = count(content, TELLING);
      if (folded.length() > LONG && words > LONG_WORDS) {
        longOnes.add(kept);
        length += folded.length();
        joined += count(content, JOINING) >= 2 ? 1 : 0;
        if (told >= 1) {
          telling.add(kept);
        }
      } else if ((told >= 2 && words >= 4) || isSpelled(folded)) {
        telling.add(kept);
      }
    }
    int all = texts.size();
    boolean unlikeLabels = different > 0.3 * cells || different > 1000;
    boolean tells = telling.size() >= SHARE * all && !telling.isEmpty();
    boolean notes = heading.saysNotes() && longOnes.size() >= SHARE * all && !longOnes.isEmpty();
    boolean essays =
        2 * longOnes.size() >= all
            && different >= MANY
            && 2 * different >= cells
            && 2 * joined >= longOnes.size()
            && length >= (long) VERY_LONG * longOnes.size();
    if (unlikeLabels && (tells || notes || essays)) {
      return longOnes.size() > telling.size() ? longOnes : telling;
    }
    return List.of();
  }

  /** A long text whose letters stand one by one. */
  private static boolean isSpelled(Folded folded) {
    return folded.length() > 2 * LONG
        && folded.has(CharClasses.BLANK)
        && folded.letters() > LONG
        && folded.words() == 0;
  }

  private static int count(String text, Set<String> wanted) {
    int count = 0;
    for (String word : WORDS.split(text, -1)) {
      count += wanted.contains(word) ? 1 : 0;
    }
    return count;
  }
}
