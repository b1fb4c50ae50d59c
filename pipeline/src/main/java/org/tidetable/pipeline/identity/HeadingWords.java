package org.tidetable.pipeline.identity;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** What a heading says its column is. */
final class HeadingWords {
  private final Set<String> words;
  private final String joined;

  HeadingWords(String heading) {
    String spaced = heading.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
    List<String> parts =
        Stream.of(spaced.split("[^a-z]+")).filter(word -> !word.isEmpty()).toList();
    words = new HashSet<>(parts);
    joined = String.join("", parts);
  }

  /** A date of birth; not "births", which are counted. */
  boolean saysBirth() {
    return has("dob", "born", "birthday", "birthdate")
        || joined.contains("dateofbirth")
        || joined.contains("birthdate")
        || joined.contains("datebirth");
  }

  boolean saysHealthNumber() {
    return (joined.contains("nhsn") && !joined.contains("nhsname"))
        || has("chi", "hcn")
        || joined.contains("chinumber")
        || joined.contains("healthandcarenumber");
  }

  boolean saysTelephone() {
    return has("phone", "telephone", "tel", "mobile", "fax", "landline", "phonenumber");
  }

  boolean saysPostcode() {
    return has("postcode", "postcodes", "zip") || joined.contains("postcode");
  }

  boolean saysLearner() {
    return has("uln") || joined.contains("uniquelearner");
  }

  /** A number of a person or a home that has no check digit we could try. */
  boolean saysReference() {
    return has("uprn", "mrn", "passport")
        || joined.contains("hospitalnumber")
        || joined.contains("hospitalno")
        || joined.contains("patientnumber")
        || joined.contains("propertyreference");
  }

  /** The name of a person or a part of it. */
  boolean saysPersonName() {
    return has("forename", "forenames", "surname", "surnames", "firstname", "lastname", "initials")
        || (has("carer", "patient", "mother", "father", "guardian") && has("name"))
        || (has("first", "last", "given", "family", "middle", "maiden", "preferred") && has("name"))
        || Stream.of("firstname", "lastname", "patientname", "childname", "fullname", "familyname")
            .anyMatch(joined::contains);
  }

  /** The name of a place or an organisation. */
  boolean saysPlace() {
    return Stream.of(
            "ward",
            "trust",
            "hospital",
            "region",
            "area",
            "council",
            "authority",
            "board",
            "country",
            "school",
            "provider",
            "icb",
            "ltla",
            "utla",
            "lsoa",
            "msoa",
            "lhb",
            "geog",
            "location",
            "town",
            "parish",
            "county",
            "site",
            "district",
            "la_name",
            "laname",
            "lad")
        .anyMatch(joined::contains);
  }

  /** Remarks in somebody's own words. */
  boolean saysNotes() {
    return has("note", "notes", "comment", "comments", "narrative", "remarks", "freetext")
        || joined.contains("freetext");
  }

  private boolean has(String... any) {
    for (String word : any) {
      if (words.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
