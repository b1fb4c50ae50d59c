package org.tidetable.pipeline.paper;

import java.util.ArrayList;
import java.util.List;

/** A page in Markdown under way. */
final class Page {
  /** Stands where only the owner of the model can know. */
  static final String OWNER = "*For the owner to write.*";

  private final List<String> lines = new ArrayList<>();

  Page(String title, String opening) {
    lines.add("# " + title);
    lines.add("");
    lines.add(opening);
  }

  Page section(String title) {
    lines.add("");
    lines.add("## " + title);
    return this;
  }

  /** A numbered or named entry with what the run says. */
  Page entry(String title, String... text) {
    lines.add("");
    lines.add("**" + title + "**");
    lines.add(String.join(" ", text));
    return this;
  }

  Page lines(List<String> more) {
    lines.addAll(more);
    return this;
  }

  Page owner(String title, String hint) {
    return entry(title, OWNER, hint);
  }

  String text() {
    return String.join("\n", lines) + "\n";
  }
}
