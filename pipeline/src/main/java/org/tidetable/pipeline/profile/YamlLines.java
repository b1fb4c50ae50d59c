package org.tidetable.pipeline.profile;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;

/** Lines of YAML, each with a comment that says why. */
final class YamlLines {
  private static final int COMMENT_AT = 48;
  private static final int WIDTH = 100;

  private final StringBuilder text = new StringBuilder();
  private final String before;

  YamlLines() {
    this("");
  }

  /** Lines that all begin with {@code before}. */
  YamlLines(String before) {
    this.before = before;
  }

  /** A setting at so many levels. */
  YamlLines line(int level, String setting, String comment) {
    String left = before + "  ".repeat(level) + setting;
    text.append(left);
    if (!comment.isEmpty()) {
      text.append(" ".repeat(Math.max(2, COMMENT_AT - left.length()))).append("# ").append(comment);
    }
    text.append('\n');
    return this;
  }

  YamlLines line(int level, String setting) {
    return line(level, setting, "");
  }

  /** A comment of its own, broken into lines. */
  YamlLines comment(String words) {
    StringBuilder line = new StringBuilder();
    for (String word : words.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + word.length() + 3 > WIDTH) {
        text.append("# ").append(line).append('\n');
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    text.append("# ").append(line).append('\n');
    return this;
  }

  YamlLines blank() {
    text.append('\n');
    return this;
  }

  YamlLines add(YamlLines others) {
    text.append(others.text);
    return this;
  }

  /** A text as YAML writes it beyond doubt. */
  static String quoted(String text) {
    return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
  }

  /** Texts as a list on one line. */
  static String list(List<String> texts) {
    return "[" + String.join(", ", texts.stream().map(YamlLines::quoted).toList()) + "]";
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
