package org.tidetable.pipeline.synthetic.statutory;

import java.util.SplittableRandom;

/** The codes of attributes in the different collections; each person has theirs for life. */
final class Codes {
  private Codes() {}

  /** Ethnic category of the NHS: 4 % not stated, 1 % not known. */
  static String nhsEthnicCategory(Person person) {
    double missing = person.stream("ethnic category").nextDouble();
    if (missing < 0.05) {
      return missing < 0.04 ? "Z" : "99";
    }
    return switch (person.household().ethnicGroup()) {
      case "white" -> "A";
      case "asian" -> "J";
      case "black" -> "N";
      case "mixed" -> "F";
      default -> "S";
    };
  }

  /** Ethnicity of the Department for Education: 3 % not obtained. */
  static String pupilEthnicity(Person person) {
    if (person.stream("pupil ethnicity").nextDouble() < 0.03) {
      return "NOBT";
    }
    return switch (person.household().ethnicGroup()) {
      case "white" -> "WBRI";
      case "asian" -> "AIND";
      case "black" -> "BAFR";
      case "mixed" -> "MWBC";
      default -> "OOTH";
    };
  }

  /** Ethnicity of the Client Level Data: 5 % undeclared. */
  static String clientEthnicity(Person person) {
    if (person.stream("client ethnicity").nextDouble() < 0.05) {
      return "Undeclared / Not known";
    }
    return switch (person.household().ethnicGroup()) {
      case "white" -> "English / Welsh / Scottish / Northern Irish / British";
      case "asian" -> "Indian";
      case "black" -> "African";
      case "mixed" -> "White and Black Caribbean";
      default -> "Any other ethnic group";
    };
  }

  static String pick(SplittableRandom random, String... codes) {
    return codes[random.nextInt(codes.length)];
  }
}
