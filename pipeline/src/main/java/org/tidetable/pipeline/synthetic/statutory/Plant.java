package org.tidetable.pipeline.synthetic.statutory;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** An error of real extracts that can be planted; a row has one at most. */
public enum Plant {
  /** The same row twice, byte for byte. */
  EXACT_DUPLICATE(0.004),
  /** An earlier and wrong version of the record besides; the later one is right. */
  CORRECTED_DUPLICATE(0.004),
  /** The row itself was received later than the source ever is otherwise. */
  LATE(0.003),
  /** One row more, of a person in no link. */
  UNLINKED_PERSON(0.004),
  /** One row more, whose start is not a date. */
  BAD_DATE(0.002),
  /** One row more, with a code that is on no list. */
  UNKNOWN_CODE(0.002),
  /** One row more, without its last two cells. */
  SHORT_ROW(0.002),
  /** One row more, with a cell too many. */
  LONG_ROW(0.002),
  /** One row more, of nobody. */
  MISSING_ID(0.002),
  /** One row more, that ends before it starts. */
  END_BEFORE_START(0.002);

  private final double share;

  Plant(double share) {
    this.share = share;
  }

  /** Share of the rows to which this happens, where a file has what it takes. */
  double share() {
    return share;
  }

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The kinds named in a list with commas, or {@code all} or {@code none}.
   *
   * @throws IllegalArgumentException in words for the user, if there is no such kind
   */
  public static Set<Plant> named(String list) {
    Set<Plant> plants = EnumSet.noneOf(Plant.class);
    if (list.equals("none")) {
      return plants;
    }
    if (list.equals("all")) {
      return EnumSet.allOf(Plant.class);
    }
    for (String name : list.split(",", -1)) {
      plants.add(
          EnumSet.allOf(Plant.class).stream()
              .filter(plant -> plant.code().equals(name.strip()))
              .findAny()
              .orElseThrow(() -> new IllegalArgumentException(unknown(name))));
    }
    return plants;
  }

  private static String unknown(String name) {
    String known = String.join(", ", EnumSet.allOf(Plant.class).stream().map(Plant::code).toList());
    return "there is no kind of error \"" + name + "\"; there are all, none, " + known;
  }
}
