package org.tidetable.pipeline.identity;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Supplier;

/** Columns such as real extracts have that identify nobody; seeded. */
final class CleanColumns {
  private static final String[] SERVICES =
      ("Emergency department|Home care|Reablement|Residential care|Nursing care|Day opportunities"
              + "|Direct payment|Talking therapies|Community nursing|Trauma and Orthopaedic Service"
              + "|General Surgery|Ear Nose and Throat|Child and adolescent mental health"
              + "|Early help assessment|Special educational needs support|Urgent treatment centre")
          .split("\\|");
  private static final String[] COUNCILS =
      ("Barking and Dagenham|Barnet|Bolton|Bradford|Brighton and Hove|Bristol, City of|Camden"
              + "|Cheshire East|Derby|Devon|Dudley|Durham|Gateshead|Isle of Wight|Kent|Kirklees"
              + "|Lancashire|Leeds|Leicester|Lincolnshire|Manchester|Middlesbrough|Newham|Norfolk"
              + "|Oldham|Preston|Redcar and Cleveland|Rutland|Salford|Stockport|Sutton|Warrington"
              + "|Warwickshire|Windsor and Maidenhead|Wokingham|York")
          .split("\\|");
  private static final String[] TRUSTS =
      ("Airedale NHS Foundation Trust|Barts Health NHS Trust|Bolton NHS Foundation Trust"
              + "|King's College Hospital NHS Foundation Trust|Great Western Hospitals NHS Trust"
              + "|James Paget University Hospitals NHS Foundation Trust|Royal Berkshire NHS Trust"
              + "|Queen Victoria Hospital NHS Foundation Trust|St George's University Hospitals"
              + "|The Christie NHS Foundation Trust|West Suffolk NHS Foundation Trust")
          .split("\\|");
  private static final String[] WARDS =
      ("Abbey|Ayresome|Berwick Hills|Brambles and Thorntree|Burn Valley|Central|De Bruce"
              + "|Fens and Greatham|Foggy Furze|Hart|Headland and Harbour|Hemlington|Kader"
              + "|Ladgate|Linthorpe|Longlands and Beechwood|Manor House|Marton East|Newport"
              + "|North Ormesby|Nunthorpe|Park|Rossmere|Seaton|Stainton and Thornton|Throston"
              + "|Trimdon|Victoria|Albert Park|St Mary's|Abbey Wood|West End|Castle|Grange")
          .split("\\|");
  private static final String[] REASONS =
      ("Awaiting completion of assessment|Awaiting public funding|Awaiting a care home placement"
              + "|Hospital process - Awaiting therapy review of need for supported discharge"
              + "|Interface process - Awaiting confirmation of a community care package"
              + "|Children looked after continuously for at least 2.5 years on 31 March"
              + "|Patient or family choice")
          .split("\\|");

  private final SplittableRandom random;

  CleanColumns(long seed) {
    random = new SplittableRandom(seed);
  }

  /** One column of each sort, by its heading. */
  Map<String, List<String>> columns(int rows) {
    long start = 1_000_000_000L + random.nextLong(8_000_000_000L);
    LocalDate year = LocalDate.of(2016 + random.nextInt(8), 4, 1);
    Map<String, List<String>> all = new LinkedHashMap<>();
    all.put("key_random_ten", fill(rows, () -> digits(10)));
    long[] next = {start};
    all.put("key_counted_ten", fill(rows, () -> Long.toString(next[0]++)));
    all.put("key_nine", fill(rows, () -> digits(9)));
    all.put("key_eleven", fill(rows, () -> digits(11)));
    all.put("key_twelve", fill(rows, () -> digits(12)));
    all.put("key_prefixed", fill(rows, () -> "RND" + digits(12)));
    all.put("key_letter_and_digits", fill(rows, () -> "A" + digits(12)));
    all.put("key_eight", fill(rows, () -> digits(8)));
    all.put(
        "key_padded", fill(rows, () -> String.format(Locale.ROOT, "%010d", next[0]++ % 99_999)));
    all.put("id_student", fill(rows, () -> Integer.toString(random.nextInt(2_700_000))));
    all.put("snomed", fill(rows, () -> digits(6 + random.nextInt(3)) + "00" + digits(1)));
    all.put("trust_code", fill(rows, () -> "R" + letter() + digits(1)));
    all.put("site_code", fill(rows, () -> "R" + letter() + digits(1) + digits(2)));
    all.put("practice", fill(rows, () -> letter() + digits(5)));
    all.put("lsoa_code", fill(rows, () -> "E0100" + digits(4)));
    all.put("hrg", fill(rows, () -> letter() + letter() + digits(2) + letter()));
    all.put("icd10", fill(rows, () -> letter() + digits(2) + "." + digits(1)));
    all.put("opcs", fill(rows, () -> letter() + digits(3)));
    all.put("amount", fill(rows, () -> String.format(Locale.ROOT, "%.2f", lognormal(6, 2))));
    all.put("large_amount", fill(rows, () -> Long.toString((long) lognormal(14, 3))));
    all.put("share", fill(rows, () -> Double.toString(random.nextDouble())));
    all.put("share_15", fill(rows, () -> String.format(Locale.ROOT, "%.15f", random.nextDouble())));
    all.put("share_10", fill(rows, () -> String.format(Locale.ROOT, "%.10f", random.nextDouble())));
    all.put(
        "small_exponent", fill(rows, () -> String.format(Locale.ROOT, "%.3e", lognormal(-5, 3))));
    all.put("percent", fill(rows, () -> random.nextInt(101) + "%"));
    all.put("count", fill(rows, () -> random.nextInt(20) == 0 ? "*" : "" + random.nextInt(5000)));
    all.put("births", fill(rows, () -> Integer.toString(random.nextInt(60_000))));
    all.put("thousands", fill(rows, () -> random.nextInt(999) + "," + digits(3)));
    all.put(
        "age_band", fill(rows, () -> 5 * random.nextInt(18) + "-" + (5 * random.nextInt(18) + 4)));
    all.put(
        "income_band", fill(rows, () -> (1 + random.nextInt(9)) + "0000-" + digits(1) + "9999"));
    all.put("outward", fill(rows, () -> letter() + digits(1 + random.nextInt(2))));
    all.put("sector", fill(rows, () -> "LS" + (1 + random.nextInt(29)) + " " + digits(1)));
    all.put(
        "month", fill(rows, () -> year.plusMonths(random.nextInt(90)).toString().substring(0, 7)));
    all.put("month_start", fill(rows, () -> year.plusMonths(random.nextInt(150)).toString()));
    all.put("week", fill(rows, () -> year.plusWeeks(random.nextInt(500)).toString()));
    all.put("admission", fill(rows, () -> year.plusDays(random.nextInt(1100)).toString()));
    all.put("seen_at", fill(rows, () -> year.plusDays(random.nextInt(365)) + "T" + time()));
    all.put("time", fill(rows, this::time));
    all.put(
        "epoch_seconds",
        fill(rows, () -> Long.toString(1_500_000_000L + random.nextInt(200_000_000))));
    all.put("year", fill(rows, () -> Integer.toString(1900 + random.nextInt(125))));
    all.put("year_of_birth", fill(rows, () -> Integer.toString(1930 + random.nextInt(90))));
    all.put(
        "birth_month",
        fill(rows, () -> year.minusMonths(random.nextInt(900)).toString().substring(0, 7)));
    all.put("academic_year", fill(rows, () -> "2016-17"));
    all.put("service", fill(rows, () -> pick(SERVICES)));
    all.put("la_name", fill(rows, () -> pick(COUNCILS)));
    all.put("area", fill(rows, () -> pick(COUNCILS)));
    all.put("trust_name", fill(rows, () -> pick(TRUSTS)));
    all.put("ward", fill(rows, () -> pick(WARDS)));
    all.put("lsoa_name", fill(rows, () -> pick(COUNCILS) + " " + digits(3) + "A"));
    all.put("delay_reason", fill(rows, () -> pick(REASONS)));
    all.put("sex", fill(rows, () -> random.nextBoolean() ? "Male" : "Female"));
    all.put(
        "ethnicity",
        fill(rows, () -> pick("White", "Black", "Asian", "Mixed", "Other", "Not stated")));
    all.put("pseudonym", fill(rows, this::pseudonym));
    all.put("demo_pseudonym", fill(rows, () -> "H-" + coded(6)));
    all.put("token", fill(rows, () -> coded(8)));
    all.put("short_code", fill(rows, () -> coded(6)));
    all.put(
        "uuid",
        fill(
            rows,
            () ->
                new UUID(random.nextLong(), random.nextLong() | 1L << 63)
                    .toString()
                    .replaceFirst("^(.{14}).", "$14")));
    all.put("base64_9", fill(rows, () -> Base64.getEncoder().encodeToString(bytes(9))));
    all.put("hex_16", fill(rows, () -> String.format(Locale.ROOT, "%016x", random.nextLong())));
    all.put(
        "latitude",
        fill(rows, () -> String.format(Locale.ROOT, "%.6f", 50 + 8 * random.nextDouble())));
    all.put("easting_northing", fill(rows, () -> digits(6) + " " + digits(6)));
    all.put("urn", fill(rows, () -> "1" + digits(5)));
    all.put("flag", fill(rows, () -> random.nextBoolean() ? "true" : "false"));
    return all;
  }

  private static List<String> fill(int rows, Supplier<String> cell) {
    List<String> cells = new ArrayList<>(rows);
    for (int i = 0; i < rows; i++) {
      cells.add(cell.get());
    }
    return cells;
  }

  private String time() {
    return String.format(
        Locale.ROOT, "%02d:%02d:%02d", random.nextInt(24), random.nextInt(60), random.nextInt(60));
  }

  private String digits(int count) {
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < count; i++) {
      digits.append(
          (char)
              ('0' + random.nextInt(i == 0 && count > 1 ? 9 : 10) + (i == 0 && count > 1 ? 1 : 0)));
    }
    return digits.toString();
  }

  private String letter() {
    return Character.toString('A' + random.nextInt(26));
  }

  private String coded(int size) {
    return letters("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", size);
  }

  private String pseudonym() {
    return "p" + letters("abcdefghijklmnopqrstuvwxyz234567", 26);
  }

  private String letters(String of, int size) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < size; i++) {
      text.append(of.charAt(random.nextInt(of.length())));
    }
    return text.toString();
  }

  private byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private double lognormal(double mean, double spread) {
    double sum = -6;
    for (int i = 0; i < 12; i++) {
      sum += random.nextDouble();
    }
    return Math.exp(mean + spread * sum);
  }

  private String pick(String... of) {
    return of[random.nextInt(of.length)];
  }
}
