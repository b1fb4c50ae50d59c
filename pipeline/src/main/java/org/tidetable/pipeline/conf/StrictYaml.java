package org.tidetable.pipeline.conf;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.AnchorNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Where every setting of a YAML text stands, after refusing what YAML would quietly misread: tabs,
 * anchors, duplicate keys, and unquoted words and numbers that change their type.
 */
final class StrictYaml {
  private static final Pattern TURNS_INTO_A_FLAG =
      Pattern.compile("(?i)yes|no|on|off|y|n|~|null", Pattern.CASE_INSENSITIVE);
  private static final Pattern LOSES_ITS_ZERO = Pattern.compile("0\\d+(\\.\\d*)?");
  private static final Pattern SEXAGESIMAL = Pattern.compile("\\d+:[0-5]\\d(:[0-5]\\d)*");

  private final String file;
  private final Problems problems;
  private final Map<String, Mark> places = new HashMap<>();
  private final Map<String, Mark> values = new HashMap<>();
  private boolean sound = true;

  private StrictYaml(String file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /** The text's places; problems are noted, and then {@link #isSound()} is false. */
  static StrictYaml read(String file, String text, Problems problems) {
    StrictYaml yaml = new StrictYaml(file, problems);
    yaml.scan(text);
    return yaml;
  }

  boolean isSound() {
    return sound;
  }

  /** The line, from 1, of the setting at a path such as {@code risk[0].name}. */
  int line(String path) {
    Mark mark = places.get(path);
    return mark == null ? 1 : mark.getLine() + 1;
  }

  /** The column, from 1, of the setting at that path. */
  int column(String path) {
    Mark mark = places.get(path);
    return mark == null ? 1 : mark.getColumn() + 1;
  }

  /**
   * The line, from 1, of the value of the setting at that path; of one that is not there, of what
   * it would stand in.
   */
  int valueLine(String path) {
    Mark mark = nearest(path);
    return mark == null ? 1 : mark.getLine() + 1;
  }

  /** The column, from 1, of that value. */
  int valueColumn(String path) {
    Mark mark = nearest(path);
    return mark == null ? 1 : mark.getColumn() + 1;
  }

  private @Nullable Mark nearest(String path) {
    String around = path;
    while (!values.containsKey(around) && !around.isEmpty()) {
      around =
          around.substring(
              0, Math.max(0, Math.max(around.lastIndexOf('.'), around.lastIndexOf('['))));
    }
    return values.get(around);
  }

  private void scan(String text) {
    int tab = text.indexOf('\t');
    if (tab >= 0) {
      int line = (int) text.substring(0, tab).chars().filter(c -> c == '\n').count() + 1;
      int column = tab - text.lastIndexOf('\n', tab);
      refuse(line, column, "", "holds a tab. Indent with spaces.");
      return;
    }
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(0);
    try {
      Node root = new Yaml(options).compose(new java.io.StringReader(text));
      if (root == null) {
        refuse(1, 1, "", "is empty. The command schema lists the settings.");
        return;
      }
      visit(root, "");
    } catch (MarkedYAMLException broken) {
      Mark mark = broken.getProblemMark();
      refuse(
          mark == null ? 1 : mark.getLine() + 1,
          mark == null ? 1 : mark.getColumn() + 1,
          "",
          "is not YAML: " + broken.getProblem() + ".");
    }
  }

  private void visit(Node node, String path) {
    places.putIfAbsent(path, node.getStartMark());
    values.put(path, node.getStartMark());
    if (node instanceof AnchorNode || node.getAnchor() != null) {
      refuse(node, path, "uses an anchor. Write the value out.");
    } else if (node instanceof MappingNode mapping) {
      visitMapping(mapping, path);
    } else if (node instanceof SequenceNode sequence) {
      for (int i = 0; i < sequence.getValue().size(); i++) {
        visit(sequence.getValue().get(i), path + "[" + i + "]");
      }
    } else if (node instanceof ScalarNode scalar) {
      visitScalar(scalar, path);
    }
  }

  private void visitMapping(MappingNode mapping, String path) {
    Set<String> keys = new HashSet<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        refuse(tuple.getKeyNode(), path, "has a key that is not a word.");
        continue;
      }
      String child = path.isEmpty() ? key.getValue() : path + "." + key.getValue();
      places.put(child, key.getStartMark());
      if (!keys.add(key.getValue())) {
        refuse(key, child, "stands twice. Keep one.");
      }
      visitScalar(key, child);
      visit(tuple.getValueNode(), child);
    }
  }

  private void visitScalar(ScalarNode scalar, String path) {
    if (scalar.getScalarStyle() != ScalarStyle.PLAIN) {
      return;
    }
    String value = scalar.getValue();
    if (TURNS_INTO_A_FLAG.matcher(value).matches()
        || LOSES_ITS_ZERO.matcher(value).matches()
        || SEXAGESIMAL.matcher(value).matches()) {
      refuse(
          scalar,
          path,
          "is an unquoted "
              + value
              + ", which YAML may misread. Write \""
              + value
              + "\", or true "
              + "or false.");
    }
  }

  private void refuse(Node node, String path, String message) {
    Mark mark = node.getStartMark();
    refuse(mark.getLine() + 1, mark.getColumn() + 1, path, message);
  }

  private void refuse(int line, int column, String path, String message) {
    sound = false;
    problems.add(file, line, column, path, message);
  }
}
