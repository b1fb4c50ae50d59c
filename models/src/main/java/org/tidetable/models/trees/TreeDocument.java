package org.tidetable.models.trees;

import static org.tidetable.models.vocabulary.Require.require;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A model of XGBoost as its own document. What the trainer leaves in it of the training rows, the
 * exact weight of the rows at each node, can be rounded away without a change to any prediction.
 */
public final class TreeDocument {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PEOPLE = 5;

  private final JsonNode root;

  private TreeDocument(JsonNode root) {
    this.root = root;
  }

  /**
   * A document from its bytes, plain or binary JSON.
   *
   * @throws IllegalArgumentException where they are not trees of one yes-or-no outcome
   */
  public static TreeDocument read(byte[] bytes) {
    // In the binary form a length follows the brace, in the plain one a quotation mark or a blank.
    boolean binary = bytes.length > 1 && bytes[0] == '{' && "iUIlL".indexOf(bytes[1]) >= 0;
    try {
      JsonNode root = binary ? BinaryJson.read(bytes) : JSON.readTree(bytes);
      TreeDocument document = new TreeDocument(root);
      require(
          document.booster().path("name").asText().equals("gbtree")
              && document.learner().path("learner_model_param").path("num_class").asInt() <= 1,
          "the saved trees are not of one yes-or-no outcome");
      return document;
    } catch (IOException error) {
      throw new IllegalArgumentException("the saved trees are damaged", error);
    }
  }

  private JsonNode learner() {
    return root.path("learner");
  }

  private JsonNode booster() {
    return learner().path("gradient_booster");
  }

  List<JsonNode> trees() {
    List<JsonNode> trees = new ArrayList<>();
    booster().path("model").path("trees").forEach(trees::add);
    return trees;
  }

  /** The probability from which the trees start. */
  float start() {
    String text = learner().path("learner_model_param").path("base_score").asText();
    // Later versions of the library write a list of one.
    return Float.parseFloat(text.replaceAll("[\\[\\]]", ""));
  }

  /** What one row weighs before the first tree, times five: weights are rounded to that. */
  private double step() {
    double start = start();
    return PEOPLE * start * (1 - start);
  }

  /**
   * The same trees without exact weights: at each leaf the weight is rounded to that of five rows,
   * and is never less; a node above weighs what its leaves weigh; gains keep two digits.
   */
  public TreeDocument rounded() {
    JsonNode copy = root.deepCopy();
    double step = step();
    for (JsonNode tree : new TreeDocument(copy).trees()) {
      JsonNode left = tree.path("left_children");
      JsonNode right = tree.path("right_children");
      int nodes = left.size();
      double[] weights = new double[nodes];
      // Children come after their parents.
      for (int node = nodes - 1; node >= 0; node--) {
        int child = left.get(node).asInt();
        double given = tree.path("sum_hessian").get(node).asDouble();
        weights[node] =
            child < 0
                ? step * Math.max(1, Math.rint(given / step))
                : weights[child] + weights[right.get(node).asInt()];
      }
      ArrayNode rounded = JsonNodeFactory.instance.arrayNode();
      ArrayNode gains = JsonNodeFactory.instance.arrayNode();
      ArrayNode nothing = JsonNodeFactory.instance.arrayNode();
      for (int node = 0; node < nodes; node++) {
        rounded.add((float) weights[node]);
        gains.add((float) twoDigits(tree.path("loss_changes").get(node).asDouble()));
        nothing.add(0f);
      }
      ((ObjectNode) tree)
          .<ObjectNode>set("sum_hessian", rounded)
          .<ObjectNode>set("loss_changes", gains)
          .set("base_weights", nothing);
    }
    return new TreeDocument(copy);
  }

  /** How many leaves hold a weight that was not rounded: 0 where {@link #rounded} was used. */
  public int exactWeights() {
    double step = step();
    int exact = 0;
    for (JsonNode tree : trees()) {
      for (int node = 0; node < tree.path("left_children").size(); node++) {
        double steps = tree.path("sum_hessian").get(node).asDouble() / step;
        boolean leaf = tree.path("left_children").get(node).asInt() < 0;
        exact += leaf && Math.abs(steps - Math.rint(steps)) > 1e-4 * Math.max(1, steps) ? 1 : 0;
      }
    }
    return exact;
  }

  private static double twoDigits(double number) {
    if (number == 0) {
      return 0;
    }
    double unit = Math.pow(10, Math.floor(Math.log10(Math.abs(number))) - 1);
    return Math.rint(number / unit) * unit;
  }

  /** The document as plain JSON, as the library reads it. */
  public byte[] json() {
    try {
      return JSON.writeValueAsBytes(root);
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }
}
