package org.tidetable.pipeline.profile;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tidetable.models.vocabulary.EventKind;

/** What a column of numbers counts, by the words of its heading. */
final class KindWords {
  private static final Map<EventKind, Pattern> WORDS = new LinkedHashMap<>();

  static {
    say(EventKind.EMERGENCY_ATTENDANCE, "(?:total )?(?:a ?e |ed |emergency )?attendances");
    say(EventKind.EMERGENCY_ADMISSION, "(?:total )?emergency admissions(?: total)?");
    say(EventKind.PLANNED_ADMISSION, "(?:total )?(?:elective|planned) admissions");
    say(EventKind.OUTPATIENT_APPOINTMENT, "(?:total )?outpatient (?:appointments|attendances)");
    say(EventKind.HOSPITAL_DISCHARGE, "discharged total|(?:total )?(?:hospital )?discharges");
    say(EventKind.DELAYED_BED_DAY, "(?:total )?delayed (?:bed )?days");
    say(EventKind.HOME_CARE, "(?:total )?(?:home care hours|hours of home care)");
    say(EventKind.CHILD_REFERRAL, "referrals?(?: count)?|(?:total )?referrals");
    say(EventKind.CHILD_IN_NEED, "at ?31 episodes|children in need(?: at 31 march)?");
    say(EventKind.CHILD_PROTECTION_PLAN, "cpp start|child protection plans(?: started)?");
    say(
        EventKind.CHILD_LOOKED_AFTER,
        "cla mar ?\\d{4}|children looked after(?: (?:at|on) 31 march)?");
    say(EventKind.LOOKED_AFTER_START, "(?:cla|looked after) started?");
    say(
        EventKind.ABSENCE_SESSION,
        "(?:t )?(?:sess )?overall(?: absence)?|sess overall|absence sessions");
    say(EventKind.POSSIBLE_SESSION, "(?:t )?(?:sess possible|possible sessions)|poss sess");
    say(EventKind.SUSPENSION, "(?:total )?suspensions?(?: count)?");
    say(EventKind.SPECIAL_NEEDS_PLAN, "(?:new )?ehc ?plans?(?: started)?");
  }

  private KindWords() {}

  private static void say(EventKind kind, String words) {
    WORDS.put(kind, Pattern.compile("(?:num(?:ber)?(?: of)? )?(?:" + words + ")(?: num(?:ber)?)?"));
  }

  /** The kind of event that a heading names. */
  static Optional<EventKind> of(String heading) {
    String plain = IdentifierSign.plain(heading);
    return WORDS.entrySet().stream()
        .filter(kind -> kind.getValue().matcher(plain).matches())
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
