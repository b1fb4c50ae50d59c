package org.tidetable.pipeline.paper;

import static org.tidetable.pipeline.run.ExitCode.PRIVACY;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tidetable.pipeline.run.UserError;

/**
 * The disclosure rule for texts with short tables: whatever counts people in them is a multiple of
 * the policy's base, or the release is refused. No setting turns this off.
 */
public final class PublishedText {
  private static final String COUNTED =
      "people|persons|person|rows|row|patients|children|pupils|students|outcomes|events|cases"
          + "|members|residents|records";
  private static final Pattern COUNT =
      Pattern.compile(
          "(?<![\\w.,-])(\\d{1,3}(?:,\\d{3})+|\\d+)\\s+(?:of the |more |other )?(?:"
              + COUNTED
              + ")\\b");
  private static final Pattern HEADING =
      Pattern.compile("(?:.*\\b)?(?:" + COUNTED + "|with the outcome|n|count)(?:\\b.*)?");
  private static final Pattern WHOLE = Pattern.compile("\\d{1,3}(?:,\\d{3})+|\\d+");

  private PublishedText() {}

  /**
   * The text as it is, when it keeps the rule.
   *
   * @param base every count of people is a multiple of this
   * @param name of the text, for the refusal
   */
  public static String checked(String text, int base, String name) {
    List<String> headings = List.of();
    int line = 0;
    for (String each : text.split("\n", -1)) {
      line++;
      Matcher counts = COUNT.matcher(each.toLowerCase(Locale.ROOT));
      while (counts.find()) {
        require(counts.group(1), base, name, line);
      }
      if (!each.startsWith("|")) {
        headings = List.of();
        continue;
      }
      List<String> cells = cells(each);
      if (headings.isEmpty()) {
        headings = cells;
        continue;
      }
      for (int i = 0; i < Math.min(cells.size(), headings.size()); i++) {
        boolean counted = HEADING.matcher(headings.get(i)).matches();
        if (counted && WHOLE.matcher(cells.get(i)).matches()) {
          require(cells.get(i), base, name, line);
        }
      }
    }
    return text;
  }

  private static List<String> cells(String row) {
    List<String> cells = new ArrayList<>();
    for (String cell : row.substring(1).split("\\|", -1)) {
      cells.add(cell.strip().toLowerCase(Locale.ROOT));
    }
    return cells;
  }

  private static void require(String count, int base, String name, int line) {
    if (Long.parseLong(count.replace(",", "")) % base != 0) {
      throw UserError.of(
          PRIVACY,
          "%s:%d  holds a count of people that is no multiple of %d, as the disclosure policy asks."
              + " Nothing was published. Take the count out of the text.",
          name,
          line,
          base);
    }
  }
}
