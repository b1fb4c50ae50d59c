package org.tidetable.pipeline.identity;

/**
 * What a value can be that leads to a person: how messages name it, its masked shape, the remedy.
 */
public enum Kind {
  NHS_NUMBER("NHS numbers", "ddd ddd dddd", Remedy.KEY),
  CHI_NUMBER("CHI numbers", "dddddd dddd", Remedy.KEY),
  HEALTH_AND_CARE_NUMBER("Health and Care numbers", "ddd ddd dddd", Remedy.KEY),
  UPN("unique pupil numbers", "Adddddddddddd", Remedy.KEY),
  ULN("unique learner numbers", "dddddddddd", Remedy.KEY),
  NATIONAL_INSURANCE("National Insurance numbers", "AA dd dd dd A", Remedy.KEY),
  DRIVING_LICENCE("driving licence numbers", "AAAAAddddddAAdAA", Remedy.DROP),
  POSTCODE("full postcodes", "AAdd dAA", Remedy.BAND),
  BIRTH_DATE("dates of birth to the day", "dddd-dd-dd", Remedy.BAND),
  NAME("names of persons", "Aaaaa Aaaaa", Remedy.DROP),
  EMAIL("e-mail addresses", "aaaa@aaaa.aa", Remedy.DROP),
  PHONE("telephone numbers", "ddddd dddddd", Remedy.DROP),
  FREE_TEXT("free text about persons", "aaa aaaa aaa ...", Remedy.DROP),
  PERSON_REFERENCE("numbers of persons or homes, as its heading says", "dddddd", Remedy.KEY),
  WEAK_PSEUDONYM("hashes made without a key", "hash", Remedy.REPLACE);

  private final String words;
  private final String shape;
  private final String remedy;

  Kind(String words, String shape, String remedy) {
    this.words = words;
    this.shape = shape;
    this.remedy = remedy;
  }

  /** As a message names several of them. */
  String words() {
    return words;
  }

  /** A digit is d, a letter is A or a. */
  String shape() {
    return shape;
  }

  /** What to do about them. */
  String remedy() {
    return remedy;
  }

  private static final class Remedy {
    static final String KEY =
        "Declare the column \"key\" or \"drop\" in the mapping, or run pseudonymise on the file.";
    static final String DROP = "Declare the column \"drop\" in the mapping.";
    static final String BAND =
        "Declare the column \"band\" or \"drop\" in the mapping; the day of an event is declared"
            + " as a date.";
    static final String REPLACE =
        "Ask its maker for pseudonyms made with a secret key (pseudonymise does that).";
  }
}
