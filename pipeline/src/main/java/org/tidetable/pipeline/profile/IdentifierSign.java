package org.tidetable.pipeline.profile;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tidetable.pipeline.identity.Kind;
import org.tidetable.pipeline.source.ColumnMapping.Privacy;

/** What a column may hold that leads to a person: by the words of its heading, or by its cells. */
enum IdentifierSign {
  NHS_NUMBER(
      "NHS or CHI numbers", Privacy.KEY, "nhs ?(?:no|num|number|nbr)?|chi ?(?:no|number)?", ""),
  PUPIL_NUMBER(
      "unique pupil numbers",
      Privacy.KEY,
      "upn|former ?upn|unique pupil number",
      "[A-Z]\\d{11}[\\dA-Z]"),
  LEARNER_NUMBER("unique learner numbers", Privacy.KEY, "uln|unique learner number", ""),
  NATIONAL_INSURANCE(
      "National Insurance numbers",
      Privacy.KEY,
      "nino|ni ?(?:no|number)|national insurance.*",
      "[A-CEGHJ-PR-TW-Z]{2} ?\\d{2} ?\\d{2} ?\\d{2} ?[A-D]"),
  POSTCODE(
      "full postcodes",
      Privacy.BAND,
      ".*\\bpost ?code|(?:home|pl) post",
      "[A-Z]{1,2}\\d[A-Z\\d]? {1,2}\\d[A-Z]{2}"),
  BIRTH_DATE(
      "dates of birth",
      Privacy.BAND,
      "(?:.* )?dob|(?:.* )?(?:date of birth|birth ?date|birthdate)|(?:person )?expected birth date",
      ""),
  NAME(
      "names of persons",
      Privacy.DROP,
      "(?:.* )?(?:fore|first|given|sur|last|family|middle|maiden)[ _]?names?|(?:patient|child|pupil"
          + "|person|client|carer|staff|full|next of kin)(?: full)? name|name of (?:patient|child"
          + "|pupil|person|client)",
      ""),
  EMAIL(
      "e-mail addresses",
      Privacy.DROP,
      "(?:.* )?e ?mail(?: address)?",
      "[^@\\s]+@[^@\\s]+\\.[^@\\s]+"),
  PHONE(
      "telephone numbers",
      Privacy.DROP,
      "(?:.* )?(?:tele)?phone(?: (?:no|number))?|(?:.* )?mobile(?: (?:no|number))?",
      "(?:\\+44 ?|0)[1-37]\\d{2,4} ?\\d{3} ?\\d{3,4}"),
  ADDRESS(
      "addresses of homes",
      Privacy.DROP,
      "(?:home |full )?address(?: line)?(?: \\d)?|uprn|house (?:no|number|name)",
      ""),
  OTHER("other identifiers", Privacy.DROP, "driving licen[cs]e.*", ""),
  PART("parts of a number of persons", Privacy.DROP, "(?!)", ""),
  FREE_TEXT("free text", Privacy.DROP, "(?:.* )?(?:notes?|comments?|free ?text|narrative)", ""),
  PERSON(
      "keys of persons",
      Privacy.KEY,
      "person|patient|child|pupil|client|student|learner|service user|(?:.* )?(?:person|patient|child"
          + "|pupil|client|student|learner|carer|mother|member|service user)(?: unique)?(?: pseudo.*)? "
          + "(?:id|identifier|key|nbr|no|number|code|ref|reference|pseudonym|token)|(?:id|key|pseudonym)"
          + " (?:person|patient|child|pupil|client|student|learner)|(?:la|local authority) (?:person"
          + " unique identifier|child id)|lachild ?id|hesid|.*pseudo.*|spell id person|yas id|cured"
          + " id|token person id",
      "");

  private static final Map<Kind, IdentifierSign> OF_KINDS = new EnumMap<>(Kind.class);

  static {
    OF_KINDS.put(Kind.NHS_NUMBER, NHS_NUMBER);
    OF_KINDS.put(Kind.CHI_NUMBER, NHS_NUMBER);
    OF_KINDS.put(Kind.HEALTH_AND_CARE_NUMBER, NHS_NUMBER);
    OF_KINDS.put(Kind.UPN, PUPIL_NUMBER);
    OF_KINDS.put(Kind.ULN, LEARNER_NUMBER);
    OF_KINDS.put(Kind.NATIONAL_INSURANCE, NATIONAL_INSURANCE);
    OF_KINDS.put(Kind.POSTCODE, POSTCODE);
    OF_KINDS.put(Kind.BIRTH_DATE, BIRTH_DATE);
    OF_KINDS.put(Kind.NAME, NAME);
    OF_KINDS.put(Kind.EMAIL, EMAIL);
    OF_KINDS.put(Kind.PHONE, PHONE);
    OF_KINDS.put(Kind.FREE_TEXT, FREE_TEXT);
    OF_KINDS.put(Kind.PERSON_REFERENCE, PERSON);
  }

  private final String words;
  private final Privacy remedy;
  private final Pattern heading;
  private final Optional<Pattern> shape;

  IdentifierSign(String words, Privacy remedy, String heading, String shape) {
    this.words = words;
    this.remedy = remedy;
    this.heading = Pattern.compile(heading);
    this.shape = shape.isEmpty() ? Optional.empty() : Optional.of(Pattern.compile(shape));
  }

  /** As a summary names several of them. */
  String words() {
    return words;
  }

  /** What to do with the column. */
  Privacy remedy() {
    return remedy;
  }

  /** The sign for what the identity gate has found. */
  static IdentifierSign of(Kind kind) {
    return OF_KINDS.getOrDefault(kind, OTHER);
  }

  /** The sign that the words of a heading give. */
  static Optional<IdentifierSign> ofHeading(String heading) {
    String plain = plain(heading);
    // A heading of XML is a path, and its last step the name.
    String last = plain(heading.substring(heading.lastIndexOf('/') + 1));
    return List.of(values()).stream()
        .filter(
            sign -> sign.heading.matcher(plain).matches() || sign.heading.matcher(last).matches())
        .findFirst();
  }

  /** The sign that the shape of one cell gives. */
  static Optional<IdentifierSign> ofCell(String cell) {
    int length = cell.length();
    if (length < 6 || length > 100) {
      return Optional.empty();
    }
    String plain = cell.strip().toUpperCase(Locale.ROOT);
    return List.of(values()).stream()
        .filter(sign -> sign.shape.isPresent() && sign.shape.get().matcher(plain).matches())
        .findFirst();
  }

  /** Lower-case words parted by one blank: {@code PSEUDO_HESID}, {@code dateOfBirth}. */
  static String plain(String heading) {
    return heading
        .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
        .replaceAll("[^A-Za-z0-9]+", " ")
        .strip()
        .toLowerCase(Locale.ROOT);
  }
}
