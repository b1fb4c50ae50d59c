package org.tidetable.pipeline.identity;

import static org.tidetable.pipeline.identity.Folded.isDigit;
import static org.tidetable.pipeline.identity.Folded.isLetter;

import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Identifiers at the same place of many texts: behind a prefix, before a suffix, glued to other
 * digits, with any separators, read backwards, or put together from neighbouring columns.
 *
 * <p>Every place is a test of its own, so a test may fail by chance once in a hundred million.
 */
final class HiddenRuns {
  private static final int MOST_PLACES = 32;
  private static final int LEAST = 6;
  private static final int LEAST_SIZE = 5;
  private static final double UNLIKELY = 1e-8;
  private static final double MOSTLY = 0.9;

  /** A text of capital letters and digits alone, and the line where it stands. */
  record Compact(String text, long line) {}

  /**
   * A number of a fixed size: letters, then digits.
   *
   * @param shaped whether a part is a trial at all
   * @param judge what it is, if it passes
   * @param chance to pass where there is no identifier
   * @param all whether every text is a trial, as where there is no check digit
   */
  private record Form(
      int size,
      int letters,
      Predicate<String> shaped,
      Function<String, Optional<Kind>> judge,
      double chance,
      boolean all) {}

  private static final List<Form> FORMS =
      List.of(
          new Form(
              10,
              0,
              part -> CheckDigits.inUse(Long.parseLong(part)),
              HiddenRuns::number,
              CheckDigits.ONE_IN_11,
              false),
          new Form(
              10,
              0,
              part -> part.charAt(0) != '0',
              part -> kind(CheckDigits.isUln(Long.parseLong(part)), Kind.ULN),
              CheckDigits.ONE_IN_11,
              false),
          new Form(
              13,
              1,
              part -> CheckDigits.upnValue(part.charAt(0)) >= 0,
              HiddenRuns::pupil,
              CheckDigits.ONE_IN_23,
              false),
          new Form(9, 2, part -> true, HiddenRuns::insurance, 0.1, true));

  private static final Form POSTCODE =
      new Form(7, 1, part -> true, part -> Optional.of(Kind.POSTCODE), 0.02, true);

  private static final Form DAY =
      new Form(8, 0, part -> true, part -> Optional.of(Kind.BIRTH_DATE), 0.02, true);

  private HiddenRuns() {}

  /** What is found in the texts or, read backwards, in them. */
  static Optional<Finding> in(List<Compact> texts) {
    Optional<Finding> found = straight(texts);
    return found.isPresent() ? found : straight(texts.stream().map(HiddenRuns::turned).toList());
  }

  private static Compact turned(Compact text) {
    return new Compact(new StringBuilder(text.text()).reverse().toString(), text.line());
  }

  /** What whole texts are, each put together from its parts. */
  static Optional<Finding> together(List<Compact> texts) {
    if (texts.size() < LEAST) {
      return Optional.empty();
    }
    for (Form form : FORMS) {
      Optional<Finding> found =
          check(texts, form, t -> t.length() == form.size() ? window(t, 0, false, form) : "");
      if (found.isPresent()) {
        return found;
      }
    }
    return check(texts, POSTCODE, t -> t.length() <= 7 && isPostcode(t) ? t : "")
        .or(() -> telephones(texts, 0))
        .or(() -> runs(texts));
  }

  private static Optional<Finding> straight(List<Compact> texts) {
    if (texts.size() < LEAST) {
      return Optional.empty();
    }
    int longest = texts.stream().mapToInt(t -> t.text().length()).max().orElse(0);
    int places = Math.min(MOST_PLACES, longest - LEAST_SIZE + 1);
    for (int place = 0; place < places; place++) {
      Optional<Finding> found = at(texts, place, false);
      found = found.isPresent() ? found : at(texts, place, true);
      found = found.isPresent() ? found : telephones(texts, place);
      if (found.isPresent()) {
        return found;
      }
    }
    return runs(texts);
  }

  private static Optional<Finding> at(List<Compact> texts, int place, boolean fromEnd) {
    for (Form form : FORMS) {
      Optional<Finding> found = check(texts, form, t -> window(t, place, fromEnd, form));
      if (found.isPresent()) {
        return found;
      }
    }
    Optional<Finding> found = check(texts, POSTCODE, t -> postcode(t, place, fromEnd));
    return found.isPresent() ? found : births(texts, place, fromEnd);
  }

  /** Eight digits at one place of nearly all texts that are days, spread as births are. */
  private static Optional<Finding> births(List<Compact> texts, int place, boolean fromEnd) {
    Set<Integer> days = new TreeSet<>();
    int met = 0;
    int tried = 0;
    for (Compact text : texts) {
      String part = window(text.text(), place, fromEnd, DAY);
      int day = part.isEmpty() ? Days.NONE : Days.compact(Long.parseLong(part));
      if (day != Days.NONE) {
        days.add(day);
        met++;
      }
      if (++tried > 2 * LEAST && 2 * met < tried) {
        return Optional.empty();
      }
    }
    boolean many = days.size() >= LEAST && met >= MOSTLY * texts.size();
    return many && BirthDays.areSpread(days.stream().mapToInt(Integer::intValue).toArray())
        ? Optional.of(new Finding(Kind.BIRTH_DATE, met, first(texts)))
        : Optional.empty();
  }

  private static Optional<Finding> check(
      List<Compact> texts, Form form, Function<String, String> window) {
    Set<String> seen = new HashSet<>();
    Map<Kind, Integer> kinds = new EnumMap<>(Kind.class);
    int trials = 0;
    int right = 0;
    long line = Long.MAX_VALUE;
    for (Compact text : texts) {
      String part = window.apply(text.text());
      boolean shaped = !part.isEmpty() && form.shaped().test(part) && seen.add(part);
      trials += shaped || form.all() ? 1 : 0;
      Optional<Kind> kind = shaped ? form.judge().apply(part) : Optional.empty();
      if (kind.isPresent()) {
        right++;
        kinds.merge(kind.get(), 1, Integer::sum);
        line = Math.min(line, text.line());
      }
    }
    boolean enough = right >= LEAST && (!form.all() || 2 * right >= trials);
    if (!enough || !isBeyond(trials, right, form.chance())) {
      return Optional.empty();
    }
    Kind most = Collections.max(kinds.entrySet(), Map.Entry.comparingByValue()).getKey();
    return Optional.of(new Finding(most, right, line));
  }

  /** Eleven digits of a telephone number at one place of nearly all texts, of many exchanges. */
  private static Optional<Finding> telephones(List<Compact> texts, int place) {
    Set<String> exchanges = new HashSet<>();
    int met = 0;
    for (Compact text : texts) {
      String t = text.text();
      boolean digits =
          place + 11 <= t.length()
              && t.charAt(place) == '0'
              && Telephones.begins(t.charAt(place + 1));
      for (int i = place; digits && i < place + 11; i++) {
        digits = isDigit(t.charAt(i));
      }
      if (digits) {
        met++;
        exchanges.add(t.substring(place, place + 5));
      }
    }
    boolean many = met >= LEAST && met >= MOSTLY * texts.size() && 4 * exchanges.size() >= met;
    return many ? Optional.of(new Finding(Kind.PHONE, met, first(texts))) : Optional.empty();
  }

  /** Runs of eight digits that are days of birth, and of ten that have lost their first 0. */
  private static Optional<Finding> runs(List<Compact> texts) {
    Set<Integer> days = new HashSet<>();
    Set<String> cut = new HashSet<>();
    int mobiles = 0;
    for (Compact text : texts) {
      String digits = onlyRun(text.text());
      int day = digits.length() == 8 ? Days.compact(Long.parseLong(digits)) : Days.NONE;
      if (day != Days.NONE) {
        days.add(day);
      }
      boolean ten = digits.length() == 10 && digits.charAt(1) != '0';
      if (ten && "127".indexOf(digits.charAt(0)) >= 0) {
        mobiles += cut.add(digits) && digits.charAt(0) == '7' ? 1 : 0;
      }
    }
    int[] sorted = days.stream().mapToInt(Integer::intValue).sorted().toArray();
    if (days.size() >= LEAST
        && days.size() >= MOSTLY * texts.size()
        && BirthDays.areSpread(sorted)) {
      return Optional.of(new Finding(Kind.BIRTH_DATE, days.size(), first(texts)));
    }
    boolean phones =
        cut.size() >= LEAST && cut.size() >= MOSTLY * texts.size() && 5 * mobiles >= cut.size();
    return phones && cut.stream().map(t -> t.substring(0, 4)).distinct().count() >= 4
        ? Optional.of(new Finding(Kind.PHONE, cut.size(), first(texts)))
        : Optional.empty();
  }

  private static long first(List<Compact> texts) {
    return texts.stream().mapToLong(Compact::line).min().orElse(0);
  }

  private static boolean isBeyond(int trials, int right, double chance) {
    if (right <= 2 * trials * chance) {
      return false;
    }
    // The chance of just so many: far out, all greater numbers together are less likely still.
    double log = (trials - right) * Math.log1p(-chance);
    for (int i = 0; i < right; i++) {
      log += Math.log(chance * (trials - i) / (right - i));
    }
    return log < Math.log(UNLIKELY);
  }

  /** The part of a text that has the letters and digits of a form; else none. */
  private static String window(String text, int place, boolean fromEnd, Form form) {
    int size = form.size();
    int letters = form.letters();
    int from = fromEnd ? text.length() - place - size : place;
    if (from < 0 || from + size > text.length() || !isDigit(text.charAt(from + letters))) {
      return "";
    }
    for (int i = from; i < from + letters; i++) {
      if (!isLetter(text.charAt(i))) {
        return "";
      }
    }
    for (int i = from + letters; i < from + size - (letters == 2 ? 1 : 0); i++) {
      if (!isDigit(text.charAt(i))) {
        return "";
      }
    }
    return text.substring(from, from + size);
  }

  private static String postcode(String text, int place, boolean fromEnd) {
    for (int size = 7; size >= LEAST_SIZE; size--) {
      int from = fromEnd ? text.length() - place - size : place;
      if (from >= 0 && from + size <= text.length() && isLetter(text.charAt(from))) {
        int inward = from + size - 3;
        boolean shaped =
            isDigit(text.charAt(inward))
                && isLetter(text.charAt(inward + 1))
                && isLetter(text.charAt(inward + 2));
        if (shaped && isPostcode(text.substring(from, from + size))) {
          return text.substring(from, from + size);
        }
      }
    }
    return "";
  }

  private static Optional<Kind> number(String ten) {
    long value = Long.parseLong(ten);
    return kind(CheckDigits.checks(value), CheckDigits.kindOf(value));
  }

  private static Optional<Kind> pupil(String part) {
    char letter =
        CheckDigits.upnLetter(Long.parseLong(part.substring(1, 12)), part.charAt(12) - '0');
    return kind(letter == part.charAt(0), Kind.UPN);
  }

  private static Optional<Kind> insurance(String part) {
    return kind(
        "ABCD".indexOf(part.charAt(8)) >= 0
            && CheckDigits.isNationalInsurancePrefix(part.charAt(0), part.charAt(1)),
        Kind.NATIONAL_INSURANCE);
  }

  private static Optional<Kind> kind(boolean is, Kind kind) {
    return is ? Optional.of(kind) : Optional.empty();
  }

  private static boolean isPostcode(String part) {
    char[] t = part.toCharArray();
    return t.length >= LEAST_SIZE
        && Postcodes.isInward(t, t.length - 3, t.length)
        && Postcodes.isOutward(t, 0, t.length - 3);
  }

  /** The digits of a text that holds one run of them; else none. */
  private static String onlyRun(String text) {
    int from = 0;
    while (from < text.length() && !isDigit(text.charAt(from))) {
      from++;
    }
    int end = from;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    for (int i = end; i < text.length(); i++) {
      if (isDigit(text.charAt(i))) {
        return "";
      }
    }
    return text.substring(from, end);
  }
}
