package org.tidetable.models.reconcile;

/** How the base forecasts of the nodes are weighed when they are made to agree. */
public enum Weighting {
  /** Forecasts of totals are not used. */
  BOTTOM_UP("the parts are added up; forecasts of totals are not used"),
  /** The larger the node, the larger its errors are taken to be. */
  STRUCTURE("every node counts by how many series are in it"),
  /** By their own past errors at all steps. */
  VARIANCE("every node counts by how well it was forecast before"),
  /** By their own past errors at about the same steps. */
  VARIANCE_BY_BLOCK("every node counts by how well it was forecast that far ahead before"),
  /** By their own past errors, and totals the more, the more their parts err together. */
  COMMON("totals count the more, the more their parts were wrong together before"),
  /** The same, with the total of everything kept as it is. */
  TOP_KEPT("the forecast of the total stays as it is, and the parts meet it"),
  /** The same, with the level below the total kept, which the total then is the sum of. */
  SECOND_KEPT("the forecasts below the total stay as they are, and all others meet them"),
  /** By their own past errors and how these went together. */
  SHRUNK("nodes count by their past errors and by how these went together"),
  /** The mean of what all others make. */
  MEAN("the mean of several ways to weigh the nodes");

  private final String words;

  Weighting(String words) {
    this.words = words;
  }

  /** What it does, in words that a planner understands. */
  public String words() {
    return words;
  }
}
