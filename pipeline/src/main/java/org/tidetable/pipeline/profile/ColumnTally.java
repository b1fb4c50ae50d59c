package org.tidetable.pipeline.profile;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.kll.KllDoublesSketch;

/**
 * Counts the cells of one column. Values are counted one by one until there are many; then those
 * known by then are counted on, and the others only go into sketches, so memory is bounded.
 */
final class ColumnTally {
  private static final int SKETCH = 12;
  private static final long[] NONE = {0};

  /** A cell beyond that is no name, code or number; only its length counts. */
  private static final int LONGEST_KEPT = 200;

  private final String heading;
  private final int mostValues;
  private final Map<String, long[]> values = new HashMap<>();
  private final HllSketch others = new HllSketch(SKETCH, TgtHllType.HLL_8);
  private final KllDoublesSketch numbers = KllDoublesSketch.newHeapInstance();
  private final Map<String, Long> marks = new TreeMap<>();
  private final List<Followed> alive = new ArrayList<>();
  private final Map<IdentifierSign, Long> signs = new TreeMap<>();
  private final Map<CellForm, long[]> forms = new EnumMap<>(CellForm.class);
  private boolean spilled;
  private boolean fractions;
  private long opaque;

  ColumnTally(String heading, int mostValues) {
    this.heading = heading;
    this.mostValues = mostValues;
    Spelling.ALL.forEach(spelling -> alive.add(new Followed(spelling.reader())));
  }

  /** A spelling that every cell has followed so far. */
  private static final class Followed {
    private final Spelling.Reader reader;
    private LocalDate first = LocalDate.MAX;
    private LocalDate last = LocalDate.MIN;

    Followed(Spelling.Reader reader) {
      this.reader = reader;
    }

    boolean reads(String cell) {
      Optional<LocalDate> day = reader.read(cell);
      day.ifPresent(
          read -> {
            first = read.isBefore(first) ? read : first;
            last = read.isAfter(last) ? read : last;
          });
      return day.isPresent();
    }
  }

  /** Counts one cell. */
  void see(String cell) {
    long[] count = values.get(cell);
    if (count != null) {
      count[0]++;
    } else if (values.size() < mostValues && cell.length() <= LONGEST_KEPT) {
      values.put(cell, new long[] {1});
    } else {
      spilled = true;
      others.update(cell);
      tally(cell, 1);
    }
  }

  /** Counts a cell that says something about the table and is no value of the column. */
  void seeNote(String cell) {
    if (cell.length() <= LONGEST_KEPT) {
      marks.merge(cell, 1L, Long::sum);
      forms.computeIfAbsent(CellForm.MARK, any -> new long[1])[0]++;
    } else {
      see(cell);
    }
  }

  /** Ends the counting; what was seen can be judged then. */
  void finish() {
    values.forEach((value, count) -> tally(value, count[0]));
  }

  private void tally(String cell, long times) {
    CellForm form = CellForm.of(cell);
    forms.computeIfAbsent(form, any -> new long[1])[0] += times;
    if (form == CellForm.MARK || (form == CellForm.BLANK && !cell.isEmpty())) {
      marks.merge(cell, times, Long::sum);
      return;
    }
    if (form == CellForm.BLANK) {
      return;
    }
    if (form.isNumber()) {
      double value = CellForm.value(cell);
      numbers.update(value, times);
      fractions |= value != Math.rint(value);
    }
    if (!alive.isEmpty()) {
      alive.removeIf(followed -> !followed.reads(cell));
    }
    if (form == CellForm.TEXT || form == CellForm.DIGITS) {
      opaque += looksMade(cell) ? times : 0;
      IdentifierSign.ofCell(cell).ifPresent(sign -> signs.merge(sign, times, Long::sum));
    }
    if (form == CellForm.INTEGER || form == CellForm.DIGITS || form == CellForm.TEXT) {
      if (NhsNumbers.isOne(cell)) {
        signs.merge(IdentifierSign.NHS_NUMBER, times, Long::sum);
      }
    }
  }

  /** Letters and digits in no order that words or codes have: a hash, a token, a UUID. */
  private static boolean looksMade(String cell) {
    int length = cell.length();
    if (length < 16 || length > 128) {
      return false;
    }
    int digits = 0;
    for (int i = 0; i < length; i++) {
      char c = cell.charAt(i);
      boolean token =
          (c >= '0' && c <= '9')
              || (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || c == '-'
              || c == '_'
              || c == '='
              || c == '+'
              || c == '/';
      if (!token) {
        return false;
      }
      digits += c >= '0' && c <= '9' ? 1 : 0;
    }
    return digits >= 2;
  }

  String heading() {
    return heading;
  }

  long count(CellForm form) {
    return forms.getOrDefault(form, NONE)[0];
  }

  /** Cells that are neither blank nor a mark. */
  long filled() {
    long all = 0;
    for (long[] form : forms.values()) {
      all += form[0];
    }
    return all - count(CellForm.BLANK) - count(CellForm.MARK);
  }

  /** Marks, and blanks that are not empty, each with its cells. */
  Map<String, Long> marks() {
    return Collections.unmodifiableMap(marks);
  }

  boolean hasFractions() {
    return fractions;
  }

  /** Spellings that every cell follows. */
  List<Spelling> spellings() {
    return alive.stream().map(followed -> followed.reader.spelling()).toList();
  }

  /** The first day or period, read by that spelling. */
  LocalDate first(Spelling spelling) {
    return followed(spelling).first;
  }

  /** The last day or period, read by that spelling. */
  LocalDate last(Spelling spelling) {
    return followed(spelling).last;
  }

  private Followed followed(Spelling spelling) {
    return alive.stream()
        .filter(followed -> followed.reader.spelling().equals(spelling))
        .findFirst()
        .orElseThrow();
  }

  Map<IdentifierSign, Long> signs() {
    return signs;
  }

  /** Cells that look like a hash or a token. */
  long made() {
    return opaque;
  }

  /** Whether all values are known, not only the first. */
  boolean isExact() {
    return !spilled;
  }

  long distinct() {
    long known = values.keySet().stream().filter(value -> !value.isBlank()).count();
    return known + Math.round(others.getEstimate());
  }

  /** The values that are known, with their cells. */
  Map<String, Long> values() {
    Map<String, Long> counts = new HashMap<>();
    values.forEach((value, count) -> counts.put(value, count[0]));
    return counts;
  }

  /** Least, quartiles and greatest of the numbers; empty when there are none. */
  List<Double> quantiles() {
    if (numbers.isEmpty()) {
      return List.of();
    }
    return List.of(
        numbers.getMinItem(),
        numbers.getQuantile(0.25),
        numbers.getQuantile(0.5),
        numbers.getQuantile(0.75),
        numbers.getMaxItem());
  }
}
