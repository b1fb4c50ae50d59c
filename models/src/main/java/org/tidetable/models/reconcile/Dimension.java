package org.tidetable.models.reconcile;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One way to divide a demand: by area, by age, by service. Its codes stand in levels from the
 * coarsest to the finest, every finest code under one code of each level above. Above all stands
 * {@value #ALL}, unless the coarsest level has one code only and so is the total already.
 *
 * <p>Levels are numbered from the coarsest; codes within a level from 0, in the order in which they
 * were first named.
 */
public final class Dimension {
  /** The code, and the level, of everything together. */
  public static final String ALL = "all";

  private final String name;
  private final List<String> levels;
  private final List<List<String>> codes;
  private final int[][] ancestors;
  private final Map<String, Integer> leaves;

  private Dimension(
      String name,
      List<String> levels,
      List<List<String>> codes,
      int[][] ancestors,
      Map<String, Integer> leaves) {
    this.name = name;
    this.levels = levels;
    this.codes = codes;
    this.ancestors = ancestors;
    this.leaves = leaves;
  }

  /** A dimension of one level beside the total, named like the dimension. */
  public static Dimension flat(String name, List<String> codes) {
    return tree(name, List.of(name), codes.stream().map(List::of).toList());
  }

  /**
   * A dimension whose codes lie under others.
   *
   * @param levels their names, coarsest first, unique
   * @param paths for each finest code the codes above it and itself, one for each level; a finest
   *     code may be told once only
   * @throws IllegalArgumentException where a code lies under two others or is told twice
   */
  public static Dimension tree(String name, List<String> levels, List<List<String>> paths) {
    require(!levels.isEmpty(), "dimension %s needs at least one level", name);
    require(!paths.isEmpty(), "dimension %s needs at least one code", name);
    int depth = levels.size();
    List<Map<String, Integer>> numbers = new ArrayList<>();
    List<Map<String, String>> above = new ArrayList<>();
    for (int level = 0; level < depth; level++) {
      numbers.add(new LinkedHashMap<>());
      above.add(new HashMap<>());
    }
    int[][] ancestors = new int[depth][paths.size()];
    for (int leaf = 0; leaf < paths.size(); leaf++) {
      List<String> path = paths.get(leaf);
      require(path.size() == depth, "%s %s needs a code for each level", name, path);
      for (int level = 0; level < depth; level++) {
        String code = path.get(level);
        Map<String, Integer> known = numbers.get(level);
        ancestors[level][leaf] = known.computeIfAbsent(code, unknown -> known.size());
        String parent = level == 0 ? ALL : path.get(level - 1);
        String other = above.get(level).putIfAbsent(code, parent);
        require(
            other == null || other.equals(parent),
            "%s %s lies under both %s and %s",
            levels.get(level),
            code,
            other,
            parent);
      }
      require(
          numbers.get(depth - 1).size() == leaf + 1,
          "%s %s is told twice",
          name,
          path.get(depth - 1));
    }
    List<String> names = new ArrayList<>(levels);
    List<List<String>> codes = new ArrayList<>();
    numbers.forEach(known -> codes.add(List.copyOf(known.keySet())));
    int[][] all = ancestors;
    if (codes.get(0).size() > 1) {
      names.add(0, ALL);
      codes.add(0, List.of(ALL));
      all = new int[depth + 1][];
      all[0] = new int[paths.size()];
      System.arraycopy(ancestors, 0, all, 1, depth);
    }
    return new Dimension(name, List.copyOf(names), codes, all, Map.copyOf(numbers.get(depth - 1)));
  }

  public String name() {
    return name;
  }

  /** The names of all levels, the total's first. */
  public List<String> levels() {
    return levels;
  }

  /** Number of codes in a level. */
  public int size(int level) {
    return codes.get(level).size();
  }

  /** The code with that number in a level. */
  public String code(int level, int number) {
    return codes.get(level).get(number);
  }

  /**
   * The number of a finest code.
   *
   * @throws IllegalArgumentException for a code that is not in the finest level
   */
  public int leaf(String code) {
    Integer leaf = leaves.get(code);
    if (leaf == null) {
      throw new IllegalArgumentException("dimension " + name + " has no code " + code);
    }
    return leaf;
  }

  /** The number, in a level, of the code above a finest one. */
  public int above(int leaf, int level) {
    return ancestors[level][leaf];
  }

  @Override
  public String toString() {
    return name
        + " "
        + levels
        + " "
        + Arrays.toString(codes.stream().mapToInt(List::size).toArray());
  }
}
