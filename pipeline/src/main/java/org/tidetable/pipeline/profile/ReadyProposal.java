package org.tidetable.pipeline.profile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tidetable.pipeline.profile.ReadyMappings.Match;

/** A ready mapping as the proposal for a file that was recognised by its headings. */
public final class ReadyProposal {
  private static final Pattern CODE_LIST = Pattern.compile("(code_list: *)([^\\s,}#]+)");

  private ReadyProposal() {}

  /**
   * The text of the ready mapping, headed by how well the file fits it.
   *
   * @param folder where the text will stand, so that code lists are still found
   */
  public static String of(FileProfile profile, Match match, Path folder) {
    YamlLines head = new YamlLines();
    head.comment(
        "%s was recognised by its headings: %s"
            .formatted(profile.file().getFileName(), inWords(match)));
    drift(match).forEach(head::comment);
    head.comment(
        "What follows is the ready mapping %s. It can also be named where it is."
            .formatted(match.file().getFileName()));
    try {
      return head + moved(Files.readString(match.file()), match.file(), folder);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The mapping and the share of its columns that the file has. */
  public static String inWords(Match match) {
    return String.format(
        Locale.ROOT,
        "%s, \"%s\" (%d of its %d columns, %.0f %%)",
        match.mapping().name(),
        match.mapping().title(),
        match.headings().found(),
        match.headings().declared(),
        Math.floor(100 * match.headings().share()));
  }

  /** How the file differs from the mapping, in sentences; empty when it does not. */
  public static List<String> drift(Match match) {
    List<String> absent = match.headings().drift().absent();
    List<String> more = match.headings().drift().undeclared();
    List<String> words = new java.util.ArrayList<>();
    if (!absent.isEmpty()) {
      words.add("The file lacks: " + String.join(", ", absent) + ".");
    }
    if (!more.isEmpty()) {
      words.add(
          "The mapping does not know, and would not keep: "
              + String.join(", ", more.subList(0, Math.min(more.size(), 12)))
              + (more.size() > 12 ? " and " + (more.size() - 12) + " more." : "."));
    }
    return words;
  }

  private static String moved(String text, Path from, Path folder) {
    Path target = folder.toAbsolutePath().normalize();
    Matcher lists = CODE_LIST.matcher(text);
    StringBuilder moved = new StringBuilder();
    while (lists.find()) {
      Path list = from.toAbsolutePath().resolveSibling(lists.group(2)).normalize();
      String path = target.relativize(list).toString().replace('\\', '/');
      lists.appendReplacement(moved, Matcher.quoteReplacement(lists.group(1) + path));
    }
    return lists.appendTail(moved).toString();
  }
}
