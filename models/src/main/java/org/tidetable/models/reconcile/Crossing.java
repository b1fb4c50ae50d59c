package org.tidetable.models.reconcile;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A demand divided by several dimensions at once, such as service, area and age. Its nodes are the
 * products of their levels that hold a series; a level that divides the bottom as a finer one does
 * (every provider in one area) is left out.
 */
public final class Crossing {

  /** Which products of levels are nodes, beside the bottom. */
  public enum Totals {
    /** Of every level of every dimension. */
    EVERY,
    /** Of every level of one dimension, all others together. */
    ONE_DIMENSION,
    /** Everything together, and nothing else. */
    TOP
  }

  private static final int DENSE = 1 << 22;

  private final List<Dimension> dimensions;
  private final int[][] leaves;
  private final Hierarchy hierarchy;
  private final List<int[]> depths;
  private final int[] examples;

  private Crossing(
      List<Dimension> dimensions,
      int[][] leaves,
      Hierarchy hierarchy,
      List<int[]> depths,
      int[] examples) {
    this.dimensions = dimensions;
    this.leaves = leaves;
    this.hierarchy = hierarchy;
    this.depths = depths;
    this.examples = examples;
  }

  /**
   * The crossing of series with these codes.
   *
   * @param keys for each bottom series its finest code in each dimension
   */
  public static Crossing of(List<Dimension> dimensions, List<List<String>> keys, Totals totals) {
    int[][] leaves = new int[dimensions.size()][keys.size()];
    for (int series = 0; series < keys.size(); series++) {
      require(keys.get(series).size() == dimensions.size(), "a code is needed for each dimension");
      for (int dimension = 0; dimension < leaves.length; dimension++) {
        leaves[dimension][series] = dimensions.get(dimension).leaf(keys.get(series).get(dimension));
      }
    }
    return of(dimensions, leaves, totals);
  }

  /**
   * The crossing of series with these numbers of codes, for very many series.
   *
   * @param leaves for each dimension the number of the finest code of each bottom series
   */
  public static Crossing of(List<Dimension> dimensions, int[][] leaves, Totals totals) {
    require(!dimensions.isEmpty(), "a hierarchy needs at least one dimension");
    require(leaves.length == dimensions.size(), "codes are needed for each dimension");
    int bottoms = leaves[0].length;
    List<Candidate> candidates = new ArrayList<>();
    for (int[] depth : products(dimensions, totals)) {
      candidates.add(candidate(dimensions, leaves, depth));
    }
    candidates.sort(Comparator.comparing(Candidate::nodes));
    List<Candidate> kept = new ArrayList<>();
    for (int index = candidates.size() - 1; index >= 0; index--) {
      Candidate one = candidates.get(index);
      boolean again = one.nodes == bottoms || kept.stream().anyMatch(one::dividesLike);
      if (!again) {
        kept.add(0, one);
      }
    }
    List<String> names = new ArrayList<>();
    List<int[]> depths = new ArrayList<>();
    for (Candidate one : kept) {
      names.add(name(dimensions, one.depth));
      depths.add(one.depth);
    }
    depths.add(dimensions.stream().mapToInt(one -> one.levels().size() - 1).toArray());
    names.add(name(dimensions, depths.get(kept.size())));
    Hierarchy hierarchy =
        Hierarchy.of(bottoms, names, kept.stream().map(one -> one.group).toList());
    int[] examples = new int[hierarchy.totals()];
    for (int level = 0; level < kept.size(); level++) {
      for (int bottom = bottoms - 1; bottom >= 0; bottom--) {
        examples[hierarchy.nodeOf(level, bottom)] = bottom;
      }
    }
    return new Crossing(List.copyOf(dimensions), leaves, hierarchy, depths, examples);
  }

  public Hierarchy hierarchy() {
    return hierarchy;
  }

  public List<Dimension> dimensions() {
    return dimensions;
  }

  /** The code of a node in each dimension; {@link Dimension#ALL} where it holds all codes. */
  public List<String> key(int node) {
    int[] depth = depths.get(level(node));
    List<String> key = new ArrayList<>();
    for (int index = 0; index < depth.length; index++) {
      key.add(code(node, index, depth[index]));
    }
    return key;
  }

  /**
   * The codes of a node in all levels that it lies in, by the name of the level; without those that
   * hold everything.
   */
  public Map<String, String> parts(int node) {
    int[] depth = depths.get(level(node));
    Map<String, String> parts = new LinkedHashMap<>();
    for (int index = 0; index < depth.length; index++) {
      List<String> levels = dimensions.get(index).levels();
      for (int at = 0; at <= depth[index]; at++) {
        if (!levels.get(at).equals(Dimension.ALL)) {
          parts.put(levels.get(at), code(node, index, at));
        }
      }
    }
    return parts;
  }

  /** The level that a node is in. */
  public Hierarchy.Level levelOf(int node) {
    return hierarchy.levels().get(level(node));
  }

  /** A node's codes with their levels, such as {@code region=north|age=0-17}. */
  public String label(int node) {
    int[] depth = depths.get(level(node));
    List<String> words = new ArrayList<>();
    for (int index = 0; index < depth.length; index++) {
      String level = dimensions.get(index).levels().get(depth[index]);
      if (!level.equals(Dimension.ALL)) {
        words.add(level + "=" + code(node, index, depth[index]));
      }
    }
    return words.isEmpty() ? Dimension.ALL : String.join("|", words);
  }

  private int level(int node) {
    int level = 0;
    while (node >= hierarchy.levels().get(level).first() + hierarchy.levels().get(level).nodes()) {
      level++;
    }
    return level;
  }

  private String code(int node, int index, int depth) {
    int bottom = node < hierarchy.totals() ? examples[node] : node - hierarchy.totals();
    Dimension dimension = dimensions.get(index);
    return dimension.code(depth, dimension.above(leaves[index][bottom], depth));
  }

  /** Depths in each dimension of the levels above the bottom. */
  private static List<int[]> products(List<Dimension> dimensions, Totals totals) {
    List<int[]> products = new ArrayList<>(List.of(new int[dimensions.size()]));
    if (totals == Totals.TOP) {
      return products;
    }
    for (int index = 0; index < dimensions.size(); index++) {
      int count = products.size();
      for (int product = 0; product < count; product++) {
        for (int depth = 1; depth < dimensions.get(index).levels().size(); depth++) {
          if (totals == Totals.EVERY || product == 0) {
            int[] deeper = products.get(product).clone();
            deeper[index] = depth;
            products.add(deeper);
          }
        }
      }
    }
    return products;
  }

  private static String name(List<Dimension> dimensions, int[] depth) {
    List<String> words = new ArrayList<>();
    for (int index = 0; index < depth.length; index++) {
      Dimension dimension = dimensions.get(index);
      String level = dimension.levels().get(depth[index]);
      if (!level.equals(Dimension.ALL)) {
        words.add(level);
      }
    }
    return words.isEmpty() ? Dimension.ALL : String.join(" and ", words);
  }

  /** A level that may become part of the hierarchy. */
  private record Candidate(int[] depth, int[] group, int nodes) {
    boolean dividesLike(Candidate other) {
      if (nodes != other.nodes) {
        return false;
      }
      int[] twin = new int[nodes];
      Arrays.fill(twin, Hierarchy.NONE);
      for (int bottom = 0; bottom < group.length; bottom++) {
        int found = twin[group[bottom]];
        if (found != Hierarchy.NONE && found != other.group[bottom]) {
          return false;
        }
        twin[group[bottom]] = other.group[bottom];
      }
      return true;
    }
  }

  private static Candidate candidate(List<Dimension> dimensions, int[][] leaves, int[] depth) {
    int bottoms = leaves[0].length;
    long[] products = new long[bottoms];
    double size = 1;
    for (int index = 0; index < depth.length; index++) {
      Dimension dimension = dimensions.get(index);
      int codes = dimension.size(depth[index]);
      size *= codes;
      for (int bottom = 0; bottom < bottoms; bottom++) {
        products[bottom] =
            products[bottom] * codes + dimension.above(leaves[index][bottom], depth[index]);
      }
    }
    require(size < Long.MAX_VALUE, "the dimensions have too many codes to be crossed");
    return size <= DENSE ? dense(depth, products, (int) size) : sorted(depth, products);
  }

  private static Candidate dense(int[] depth, long[] products, int size) {
    int[] number = new int[size];
    for (long product : products) {
      number[(int) product] = 1;
    }
    int nodes = 0;
    for (int product = 0; product < size; product++) {
      number[product] = number[product] == 0 ? Hierarchy.NONE : nodes++;
    }
    int[] group = Arrays.stream(products).mapToInt(product -> number[(int) product]).toArray();
    return new Candidate(depth, group, nodes);
  }

  private static Candidate sorted(int[] depth, long[] products) {
    long[] distinct = Arrays.stream(products).sorted().distinct().toArray();
    int[] group =
        Arrays.stream(products).mapToInt(one -> Arrays.binarySearch(distinct, one)).toArray();
    return new Candidate(depth, group, distinct.length);
  }
}
