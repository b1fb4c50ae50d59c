package org.tidetable.pipeline.identity;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Identifiers of nobody, as parts that people write apart; seeded. */
record Invented(SplittableRandom random) {
  private static final String[] FORENAMES =
      ("Oliver Amelia George Isla Mohammed Aisha Harpreet Priya Zofia Jakub Chidi Ngozi Siobhan Rhys"
              + " Fatima Yusuf Wei Mei Eilidh Callum Charlotte Thomas Zoë Renée Kwame Abena Tomasz"
              + " Małgorzata Nadia Imran")
          .split(" ");
  private static final String[] SURNAMES =
      ("Smith Patel Khan Begum Kowalski Nowak O'Brien MacDonald Jones Okafor Mensah Singh Kaur Hussain"
              + " Wong Nguyen Evans Llewellyn Taylor-Brown Fernández Ahmed Thompson Robinson"
              + " Wiśniewska Campbell Adeyemi Chowdhury Gallagher Wright Clarke")
          .split(" ");
  private static final String[] REMARKS = {
    "fell at home and was seen by the district nurse",
    "told the worker that she does not sleep at night",
    "has been living with his grandmother since the move",
    "was reviewed today and agreed to see the school nurse",
    "asked for help with shopping after her husband died",
    "did not attend, mum says the bus was late again"
  };

  static Invented seeded(long seed) {
    return new Invented(new SplittableRandom(seed));
  }

  /** The parts of one identifier of a kind; joined without anything they are its plain form. */
  List<String> parts(Kind kind) {
    return switch (kind) {
      case NHS_NUMBER -> threes(checked(random.nextBoolean() ? 4 : 6, 1));
      case HEALTH_AND_CARE_NUMBER -> threes(checked(32 + random.nextInt(8), 2));
      case CHI_NUMBER -> {
        String number = chi();
        yield List.of(number.substring(0, 6), number.substring(6));
      }
      case ULN -> threes(uln());
      case UPN -> {
        String upn = upn();
        yield List.of(upn.substring(0, 4), upn.substring(4, 8), upn.substring(8));
      }
      case NATIONAL_INSURANCE ->
          List.of(
              letter("ABCEHJKLMPRSTWXY") + letter("ABCEHJLMPRSWXYZ"),
              digits(2),
              digits(2),
              digits(2),
              letter("ABCD"));
      case POSTCODE ->
          List.of(
              pick("E B M LS SW N CF EH BT G PR NE TR".split(" ")) + (1 + random.nextInt(20)),
              digits(1) + letter("ABDEFGHJLNPQRSTUWXYZ") + letter("ABDEFGHJLNPQRSTUWXYZ"));
      case BIRTH_DATE -> {
        LocalDate day = LocalDate.of(1930, 1, 1).plusDays(random.nextInt(33_000));
        yield List.of(
            String.format(Locale.ROOT, "%04d", day.getYear()),
            String.format(Locale.ROOT, "%02d", day.getMonthValue()),
            String.format(Locale.ROOT, "%02d", day.getDayOfMonth()));
      }
      case NAME -> List.of(pick(FORENAMES), pick(SURNAMES));
      case EMAIL ->
          List.of(
              pick(FORENAMES).toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "")
                  + random.nextInt(99),
              "@" + pick("nhs.net gmail.com example.org council.gov.uk".split(" ")));
      case PHONE ->
          random.nextInt(3) == 0
              ? List.of("01" + (2 + random.nextInt(8)) + digits(2), digits(6))
              : List.of("07" + (1 + random.nextInt(9)) + digits(2), digits(6));
      case FREE_TEXT -> List.of(pick(FORENAMES) + " " + pick(REMARKS) + " " + digits(2) + " times");
      default -> throw new IllegalArgumentException(kind + " is not planted");
    };
  }

  String digits(int count) {
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < count; i++) {
      digits.append((char) ('0' + random.nextInt(10)));
    }
    return digits.toString();
  }

  String letter(String of) {
    return of.substring(random.nextInt(of.length())).substring(0, 1);
  }

  String pick(String... of) {
    return of[random.nextInt(of.length)];
  }

  private static List<String> threes(String ten) {
    return List.of(ten.substring(0, 3), ten.substring(3, 6), ten.substring(6));
  }

  private String chi() {
    LocalDate day = LocalDate.of(1930, 1, 1).plusDays(random.nextInt(33_000));
    String date =
        String.format(
            Locale.ROOT,
            "%02d%02d%02d",
            day.getDayOfMonth(),
            day.getMonthValue(),
            day.getYear() % 100);
    while (true) {
      String nine = date + digits(3);
      int check = check(nine);
      if (check < 10) {
        return nine + check;
      }
    }
  }

  private String checked(int first, int width) {
    while (true) {
      String nine = first + digits(9 - width);
      int check = check(nine);
      if (check < 10) {
        return nine + check;
      }
    }
  }

  private String uln() {
    while (true) {
      String nine = (1 + random.nextInt(9)) + digits(8);
      int rest = weighted(nine) % 11;
      if (rest > 0) {
        return nine + (10 - rest);
      }
    }
  }

  private String upn() {
    String twelve = pick("801", "213", "330", "873", "938", "301") + digits(9);
    int sum = 0;
    for (int i = 0; i < 12; i++) {
      sum += (twelve.charAt(i) - '0') * (i + 2);
    }
    return "ABCDEFGHJKLMNPQRTUVWXYZ".charAt(sum % 23) + twelve;
  }

  private static int check(String nine) {
    return (11 - weighted(nine) % 11) % 11;
  }

  private static int weighted(String nine) {
    int sum = 0;
    for (int i = 0; i < 9; i++) {
      sum += (nine.charAt(i) - '0') * (10 - i);
    }
    return sum;
  }
}
