package org.tidetable.pipeline.publish;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.models.evaluation.risk.GroupGate;

/**
 * Groups of people in a planner's words.
 *
 * @param areas names of areas by code
 * @param children whether the risk is about people under 18 only
 */
public record GroupWords(Map<String, String> areas, boolean children) {
  private static final String TENTH = "tenth ";
  private static final Map<String, String> EVERY =
      Map.of(
          "age_band", "every age group",
          "area", "every area",
          "deprivation", "every tenth of deprivation",
          "ethnic_group", "every ethnic group",
          "looked_after", "everybody by whether a council ever looked after them",
          "sex", "either sex");

  /** Such as "women", "ages 65 to 74", "the most deprived tenth of areas". */
  String group(String attribute, String group) {
    if (group.equals(GroupGate.EVERYBODY)) {
      return "everybody";
    }
    return switch (attribute) {
      case "age_band" -> "ages " + age(group);
      case "area" -> areas.getOrDefault(group, group);
      case "deprivation" -> deprivation(group);
      case "ethnic_group" -> "ethnic group " + group;
      case "looked_after" -> lookedAfter(group);
      case "sex" -> sex(group);
      default -> attribute.replace('_', ' ') + " " + group;
    };
  }

  /** All groups of an attribute at once. */
  String every(String attribute) {
    return EVERY.getOrDefault(attribute, "every group by " + attribute.replace('_', ' '));
  }

  /** Names in one phrase; beyond five the rest as a number of groups. */
  static String joined(List<String> names) {
    int most = 5;
    if (names.size() <= most) {
      return String.join(", ", names);
    }
    return String.join(", ", names.subList(0, most - 1))
        + String.format(Locale.ROOT, " and %d more groups", names.size() - most + 1);
  }

  /** An age band, such as "65 to 74" or "85 and over". */
  static String age(String band) {
    return band.equals(StoreSchema.ALL)
        ? "all ages"
        : band.replace("-", " to ").replace("+", " and over");
  }

  private static String deprivation(String group) {
    if (!group.startsWith(TENTH)) {
      return "deprivation " + group;
    }
    int tenth = Integer.parseInt(group.substring(TENTH.length(), TENTH.length() + 2));
    return switch (tenth) {
      case 1 -> "the most deprived tenth of areas";
      case 10 -> "the least deprived tenth of areas";
      default -> String.format(Locale.ROOT, "deprivation tenth %d (1 is most deprived)", tenth);
    };
  }

  private String lookedAfter(String group) {
    String who = children ? "children" : "people";
    return switch (group) {
      case "now" -> who + " looked after by a council now";
      case "before" -> who + " with a record of a council's care that is not known to go on";
      case "now or before" -> who + " with any record of a council's care";
      case "never known" -> who + " not known ever to have been looked after";
      default -> "looked after: " + group;
    };
  }

  private String sex(String code) {
    return switch (code) {
      case "F" -> children ? "girls" : "women";
      case "M" -> children ? "boys" : "men";
      default -> "sex " + code;
    };
  }
}
