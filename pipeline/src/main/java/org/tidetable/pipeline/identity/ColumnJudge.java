package org.tidetable.pipeline.identity;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Judges one column by what has been counted of it. */
final class ColumnJudge {
  private static final int FEW = 3;
  private static final double CODES_BY_CHANCE = 0.02;
  private static final double ELEVEN_BY_CHANCE = 0.05;
  private static final int LEAST_LETTERS = 6;

  /** A day and a time of it, to the minute or finer. */
  private static final Pattern MOMENT =
      Pattern.compile(
          "(19|20)\\d\\d-[01]\\d-[0-3]\\d[ T][0-2]\\d:[0-5]\\d(:[0-5]\\d(\\.\\d{1,6})?)?");

  private final GatedColumn column;
  private final ColumnTally tally;
  private final HeadingWords heading;

  ColumnJudge(GatedColumn column, ColumnTally tally) {
    this.column = column;
    this.tally = tally;
    this.heading = new HeadingWords(column.heading());
  }

  /** The first thing that proves the column to hold identifiers, the plainest first. */
  Optional<Finding> judge() {
    return byCells()
        .or(this::byCheckDigits)
        .or(this::byShapes)
        .or(this::byDays)
        .or(this::byReferences)
        .or(this::byTexts);
  }

  /** What a single cell proves. */
  private Optional<Finding> byCells() {
    return marked(CellScan.EMAIL, Kind.EMAIL)
        .or(() -> marked(CellScan.PHONE, Kind.PHONE))
        .or(() -> marked(CellScan.POSTCODE, Kind.POSTCODE))
        .or(() -> marked(CellScan.NATIONAL_INSURANCE, Kind.NATIONAL_INSURANCE))
        .or(() -> marked(CellScan.DRIVING_LICENCE, Kind.DRIVING_LICENCE))
        .or(() -> marked(CellScan.BIRTH, Kind.BIRTH_DATE))
        .or(
            () ->
                marked(
                    CellScan.NUMBER_IN_WORDS,
                    tally.count(CellScan.UPN) > 0 ? Kind.UPN : tally.kindOfTen()));
  }

  private Optional<Finding> byCheckDigits() {
    boolean few = !tally.areAmounts() && tally.learner().different() <= FEW;
    boolean said = heading.saysHealthNumber();
    if (tally.ten().isProof(few) || (said && tally.ten().cells() > 0)) {
      return found(tally.kindOfTen(), tally.ten());
    }
    if (tally.nine().isProof(few && tally.count(CellScan.NINE) <= FEW)
        || (said && tally.nine().cells() > 0)) {
      return found(Kind.CHI_NUMBER, tally.nine());
    }
    if (tally.pupil().isProof(true)) {
      return found(Kind.UPN, tally.pupil());
    }
    boolean learner = tally.learner().different() > FEW && tally.learner().isProof(false);
    if (learner || (heading.saysLearner() && tally.learner().cells() > 0)) {
      return found(Kind.ULN, tally.learner());
    }
    return Optional.empty();
  }

  private Optional<Finding> byShapes() {
    if (2 * tally.count(CellScan.EXPONENT) > tally.filled()) {
      return marked(CellScan.EXPONENT, Kind.NHS_NUMBER);
    }
    boolean pupils = 2 * tally.count(CellScan.UPN_SHAPED) > tally.filled();
    if (pupils && tally.upnLetters() >= LEAST_LETTERS) {
      return marked(CellScan.UPN_SHAPED, Kind.UPN);
    }
    long codes = tally.count(CellScan.CODE);
    long postcodes = tally.count(CellScan.POSTCODE_IN_ONE);
    if (isTooMany(codes, postcodes, CODES_BY_CHANCE) || (heading.saysPostcode() && postcodes > 0)) {
      return marked(CellScan.POSTCODE_IN_ONE, Kind.POSTCODE);
    }
    long phones = tally.count(CellScan.PHONE_IN_ONE);
    if (isTooMany(tally.count(CellScan.ELEVEN), phones, ELEVEN_BY_CHANCE)
        || (heading.saysTelephone() && phones > 0)) {
      return marked(CellScan.PHONE_IN_ONE, Kind.PHONE);
    }
    return Optional.empty();
  }

  private static boolean isTooMany(long alike, long met, double chance) {
    if (met == 0) {
      return false;
    }
    long trials = Math.max(alike, met);
    return trials <= FEW
        || (met > 3 * chance * trials
            && ChecksumTally.isBeyondChance(
                (int) Math.min(trials, Integer.MAX_VALUE),
                (int) Math.min(met, Integer.MAX_VALUE),
                chance));
  }

  private Optional<Finding> byDays() {
    if (heading.saysBirth()) {
      return marked(CellScan.DAY, Kind.BIRTH_DATE).or(this::bySerials);
    }
    boolean event = column.meaning() == GatedColumn.Meaning.EVENT_DATE;
    boolean days = 2 * tally.count(CellScan.DAY) > tally.filled();
    return !event && days && BirthDays.areSpread(tally.days())
        ? marked(CellScan.DAY, Kind.BIRTH_DATE)
        : Optional.empty();
  }

  /** Under a heading of birth: the day numbers of spreadsheets, and six digits that are a day. */
  private Optional<Finding> bySerials() {
    List<DistinctTexts.Kept> texts = tally.texts().texts();
    List<DistinctTexts.Kept> serials =
        texts.stream().filter(kept -> isSerialOrShort(kept.text())).toList();
    boolean months = texts.stream().allMatch(kept -> isMonth(kept.text()));
    return !months && !serials.isEmpty() && serials.size() >= 0.9 * texts.size()
        ? found(Kind.BIRTH_DATE, serials)
        : Optional.empty();
  }

  /** 200905: a year and a month, as a banded date of birth may be written. */
  private static boolean isMonth(String text) {
    if (text.length() != 6 || !text.chars().allMatch(ColumnJudge::digit)) {
      return false;
    }
    int year = Integer.parseInt(text.substring(0, 4));
    int month = Integer.parseInt(text.substring(4));
    return year >= 1900 && year <= 2060 && month >= 1 && month <= 12;
  }

  private static boolean isSerialOrShort(String text) {
    if (!text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return false;
    }
    return switch (text.length()) {
      case 5 -> Integer.parseInt(text) < 60_000;
      case 6 -> {
        int value = Integer.parseInt(text);
        int first = value / 10_000;
        int middle = value / 100 % 100;
        int last = value % 100;
        yield Days.of(first, middle, last) != Days.NONE
            || Days.of(last, middle, first) != Days.NONE;
      }
      default -> false;
    };
  }

  private Optional<Finding> byReferences() {
    boolean declared =
        column.meaning() == GatedColumn.Meaning.PSEUDONYM
            || column.meaning() == GatedColumn.Meaning.TRANSFORMED;
    List<DistinctTexts.Kept> numbers =
        tally.texts().texts().stream()
            .filter(kept -> kept.text().chars().filter(Character::isDigit).count() >= 4)
            .toList();
    return heading.saysReference() && !declared && !numbers.isEmpty()
        ? found(Kind.PERSON_REFERENCE, numbers)
        : Optional.empty();
  }

  private Optional<Finding> byTexts() {
    List<DistinctTexts.Kept> texts = tally.texts().texts();
    List<DistinctTexts.Kept> names = PersonNames.in(texts, heading);
    if (!names.isEmpty()) {
      return found(Kind.NAME, names);
    }
    List<DistinctTexts.Kept> remarks =
        FreeText.in(texts, tally.texts().different(), tally.filled(), heading);
    if (!remarks.isEmpty()) {
      return found(Kind.FREE_TEXT, remarks);
    }
    Folded folded = new Folded();
    boolean event = column.meaning() == GatedColumn.Meaning.EVENT_DATE;
    return HiddenRuns.in(
            texts.stream()
                // Among a few moments of one month the digits of a telephone number occur by
                // chance.
                .filter(k -> !event || !MOMENT.matcher(k.text()).matches())
                .map(k -> new HiddenRuns.Compact(folded.of(k.text()).compact(), k.line()))
                .filter(
                    t -> t.text().length() >= 5 && t.text().chars().anyMatch(ColumnJudge::digit))
                .toList())
        .filter(f -> f.kind() != Kind.BIRTH_DATE || !event);
  }

  private static boolean digit(int c) {
    return c >= '0' && c <= '9';
  }

  private Optional<Finding> marked(int mark, Kind kind) {
    return tally.count(mark) == 0
        ? Optional.empty()
        : Optional.of(new Finding(kind, tally.count(mark), tally.line(mark)));
  }

  private static Optional<Finding> found(Kind kind, ChecksumTally numbers) {
    return Optional.of(new Finding(kind, numbers.cells(), numbers.firstLine()));
  }

  private static Optional<Finding> found(Kind kind, List<DistinctTexts.Kept> texts) {
    long line = texts.stream().mapToLong(DistinctTexts.Kept::line).min().orElse(0);
    return Optional.of(new Finding(kind, texts.size(), line));
  }
}
