package org.tidetable.models.evaluation.risk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.tidetable.models.evaluation.risk.RiskScores.Measure;

/**
 * Whether risks come true in one group of people.
 *
 * @param attribute what divides people, for example {@code sex}; two joined by {@code " x "} where
 *     groups cross
 * @param rows tested, not weighted; a count of people or of their stays, to be protected
 * @param people whom the rows are about, each once; to be protected
 * @param outcomes that came, not weighted; likewise
 * @param predicted mean risk
 * @param observed share that has the outcome
 * @param observedOverExpected outcomes that came for each one expected
 * @param listed share of the group that is on the list of the highest risks
 * @param missed share of the group's outcomes that is not on that list
 */
public record GroupGate(
    String attribute,
    String group,
    int rows,
    int people,
    int outcomes,
    double predicted,
    double observed,
    Measure observedOverExpected,
    double listed,
    OptionalDouble missed,
    Status status) {

  /** What a gate says of a group. */
  public enum Status {
    PASSED("passed"),
    WITHDRAWN("withdrawn"),
    NOT_ASSESSED("not_assessed");

    private final String code;

    Status(String code) {
      this.code = code;
    }

    /** The code in files and tables. */
    public String code() {
      return code;
    }

    /**
     * The status of a code.
     *
     * @throws java.util.NoSuchElementException where there is none
     */
    public static Status of(String code) {
      return Arrays.stream(values())
          .filter(each -> each.code.equals(code))
          .findFirst()
          .orElseThrow();
    }
  }

  /** All people, as a group among the others. */
  public static final String EVERYBODY = "everybody";

  /** A group with fewer outcomes than this is not assessed. */
  public static final int FEWEST = 200;

  /** Groups of two attributes at once are looked at from this many rows on. */
  public static final int CROSSED = 500;

  private static final double MARGIN = 0.05;

  /** Everybody, then every group of every attribute, then the larger groups that cross. */
  public static List<GroupGate> of(
      Tested tested, Map<String, String[]> attributes, double listShare) {
    boolean[] listed = new boolean[tested.rows()];
    int places = (int) Math.max(1, Math.rint(listShare * tested.rows()));
    for (int row : tested.highest(places)) {
      listed[row] = true;
    }
    List<GroupGate> gates = new ArrayList<>();
    int[] all = IntStream.range(0, tested.rows()).toArray();
    gates.add(gate(EVERYBODY, EVERYBODY, tested, all, listed));
    List<Map.Entry<String, String[]>> each = List.copyOf(new TreeMap<>(attributes).entrySet());
    for (Map.Entry<String, String[]> one : each) {
      groups(one.getValue())
          .forEach((group, rows) -> gates.add(gate(one.getKey(), group, tested, rows, listed)));
    }
    for (int first = 0; first < each.size(); first++) {
      for (int second = first + 1; second < each.size(); second++) {
        String name = each.get(first).getKey() + " x " + each.get(second).getKey();
        groups(crossed(each.get(first).getValue(), each.get(second).getValue()))
            .forEach(
                (group, rows) -> {
                  if (rows.length >= CROSSED) {
                    gates.add(gate(name, group, tested, rows, listed));
                  }
                });
      }
    }
    return gates;
  }

  /** Whether the group is of one attribute, so that its people can be left out. */
  public boolean single() {
    return !attribute.contains(" x ") && !attribute.equals(EVERYBODY);
  }

  private static String[] crossed(String[] first, String[] second) {
    String[] both = new String[first.length];
    for (int row = 0; row < both.length; row++) {
      both[row] = first[row] + " x " + second[row];
    }
    return both;
  }

  private static Map<String, int[]> groups(String[] groups) {
    Map<String, List<Integer>> rows = new TreeMap<>();
    for (int row = 0; row < groups.length; row++) {
      rows.computeIfAbsent(groups[row], group -> new ArrayList<>()).add(row);
    }
    Map<String, int[]> arrays = new TreeMap<>();
    rows.forEach(
        (group, list) -> arrays.put(group, list.stream().mapToInt(Integer::intValue).toArray()));
    return arrays;
  }

  private static GroupGate gate(
      String attribute, String group, Tested all, int[] rows, boolean[] listed) {
    Tested tested = all.select(rows);
    double weight = 0;
    double expected = 0;
    double observed = 0;
    double taken = 0;
    double found = 0;
    for (int i = 0; i < rows.length; i++) {
      double each = tested.weights()[i];
      boolean on = listed[rows[i]];
      weight += each;
      expected += each * tested.risks()[i];
      observed += tested.outcomes()[i] ? each : 0;
      taken += on ? each : 0;
      found += on && tested.outcomes()[i] ? each : 0;
    }
    Measure ratio = ratio(tested, observed, expected, weight / rows.length);
    return new GroupGate(
        attribute,
        group,
        rows.length,
        new HashSet<>(Arrays.asList(tested.persons())).size(),
        tested.yes(),
        expected / weight,
        observed / weight,
        ratio,
        taken / weight,
        observed > 0 ? OptionalDouble.of(1 - found / observed) : OptionalDouble.empty(),
        status(tested.yes(), ratio));
  }

  private static Status status(int outcomes, Measure ratio) {
    if (outcomes < FEWEST || ratio.lower().isEmpty()) {
      return Status.NOT_ASSESSED;
    }
    boolean off = Math.abs(ratio.value().orElse(1) - 1) > MARGIN;
    boolean sure = ratio.lower().getAsDouble() > 1 || ratio.upper().orElse(1) < 1;
    return off && sure ? Status.WITHDRAWN : Status.PASSED;
  }

  /**
   * Observed over expected. The interval is worked out on the log scale from sums by person, and
   * widened by half an outcome: outcomes are whole, and an interval that ignores it is too narrow.
   */
  private static Measure ratio(Tested tested, double observed, double expected, double one) {
    if (!(expected > 0) || !(observed > 0)) {
      return new Measure(
          expected > 0 ? OptionalDouble.of(0) : OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty());
    }
    double ratio = observed / expected;
    double[] away = new double[tested.rows()];
    for (int row = 0; row < away.length; row++) {
      away[row] = (tested.outcomes()[row] ? 1 : 0) - ratio * tested.risks()[row];
    }
    double variance = new PersonMeans(tested.persons(), tested.weights()).variance(away);
    if (!Double.isFinite(variance)) {
      return new Measure(OptionalDouble.of(ratio), OptionalDouble.empty(), OptionalDouble.empty());
    }
    double width = (PersonMeans.SURE * Math.sqrt(variance) + one / 2) / observed;
    return new Measure(
        OptionalDouble.of(ratio),
        OptionalDouble.of(ratio * Math.exp(-width)),
        OptionalDouble.of(ratio * Math.exp(width)));
  }
}
