package org.tidetable.pipeline.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.tidetable.models.card.EncodingStore;
import org.tidetable.models.card.GroupVerdicts;
import org.tidetable.models.card.ModelCard;
import org.tidetable.models.card.ModelStore;
import org.tidetable.models.card.Provenance;
import org.tidetable.models.risk.ReasonGroups;
import org.tidetable.models.risk.RiskTable;
import org.tidetable.models.risk.TextTable;
import org.tidetable.pipeline.paper.PaperFacts;
import org.tidetable.pipeline.paper.Papers;
import org.tidetable.pipeline.run.Fingerprint;
import org.tidetable.pipeline.run.RunFolder;
import org.tidetable.pipeline.worth.RiskPage;

/** The files of {@code risk}: written in a folder beside, then moved into place one by one. */
record RiskFiles(RiskRun run, RiskRun.Found found) {
  private static final String WRITING = ".writing";
  private static final List<String> FILES =
      List.of(
          "model.pb",
          "model.json",
          "encoding.json",
          "card.md",
          "tripod-ai.md",
          "atrs.md",
          "probast.md",
          "reasons.csv",
          "predictions.csv",
          "report.html",
          "evaluation.json");

  /** These hold rows of people, or exact counts of them. */
  private static final List<String> CLOSED =
      List.of("model.pb", "reasons.csv", "predictions.csv", "report.html", "evaluation.json");

  private static final int REASONS = 3;
  private static final int FEWEST = 10;
  private static final int MOST = 1000;
  private static final double SHARE = 0.01;
  private static final CSVFormat CSV = CSVFormat.RFC4180.builder().setRecordSeparator("\n").get();

  void write() {
    Path out = run.out();
    Path folder = out.resolve(WRITING);
    RunFolder.delete(folder);
    RunFolder.create(folder);
    RunFolder.close(folder);
    try {
      Provenance provenance = provenance();
      ModelStore.write(folder, found.model(), provenance, card(provenance), persons());
      EncodingStore.write(folder, found.encoding());
      Papers.write(folder, facts(provenance));
      predictions(folder.resolve("predictions.csv"));
      reasons(folder.resolve("reasons.csv"));
      Files.writeString(
          folder.resolve("evaluation.json"),
          RiskEvaluation.json(run.request(), run.asked(), provenance, found),
          StandardCharsets.UTF_8);
      Files.writeString(folder.resolve("report.html"), page(), StandardCharsets.UTF_8);
      for (String name : FILES) {
        if (CLOSED.contains(name)) {
          RunFolder.close(folder.resolve(name));
        }
        move(folder.resolve(name), out.resolve(name));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } finally {
      RunFolder.delete(folder);
    }
  }

  /** Who was learnt from, where the table names persons: no file of the model may name one. */
  private Set<String> persons() {
    return roles().personColumn().isEmpty()
        ? Set.of()
        : Set.copyOf(new HashSet<>(Arrays.asList(found.table().persons())));
  }

  private RiskTable.Roles roles() {
    return run.request().roles();
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException unsupported) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private String page() {
    return new RiskPage(
            roles().outcomeColumn() + " = " + roles().outcomeValue(),
            found.report(),
            found.judged().worth(),
            found.judged().lifts(),
            found.judged().stability(),
            run.asked().costPerPerson(),
            found.remarks())
        .html();
  }

  /** One line a row; a risk that is withdrawn for the row's group is not shown. */
  private void predictions(Path file) throws IOException {
    RiskRun.Predicted predicted = found.predicted();
    String[] shown = new String[predicted.of()];
    Arrays.fill(shown, ",,,");
    for (int i = 0; i < predicted.rows().length; i++) {
      String withdrawn = predicted.withdrawn()[i];
      shown[predicted.rows()[i]] =
          withdrawn.isEmpty()
              ? String.format(
                  Locale.ROOT,
                  "%.9f,%.9f,%.9f,",
                  predicted.risks()[i],
                  predicted.ranges()[i].lower(),
                  predicted.ranges()[i].upper())
              : ",,,\"" + withdrawn.replace("\"", "\"\"") + "\"";
    }
    try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      writer.write("row,probability,lower,upper,withdrawn_for\n");
      for (int row = 0; row < shown.length; row++) {
        writer.write((row + 1) + "," + shown[row] + "\n");
      }
    }
  }

  private void reasons(Path file) throws IOException {
    int[] rows = found.predicted().rows();
    double[] usable = found.predicted().risks().clone();
    for (int i = 0; i < usable.length; i++) {
      usable[i] = found.predicted().withdrawn()[i].isEmpty() ? usable[i] : -1;
    }
    int[] highest = Arrays.stream(highest(usable)).filter(place -> usable[place] >= 0).toArray();
    List<List<ReasonGroups.Reason>> reasons =
        found
            .model()
            .reasons(
                found.features().select(highest), found.features().means(), run.reasons(), REASONS);
    try (CSVPrinter csv =
        new CSVPrinter(Files.newBufferedWriter(file, StandardCharsets.UTF_8), CSV)) {
      csv.printRecord(
          "row", "reason_1", "effect_1", "reason_2", "effect_2", "reason_3", "effect_3");
      for (int i = 0; i < highest.length; i++) {
        List<Object> cells = new ArrayList<>();
        cells.add(rows[highest[i]] + 1);
        for (ReasonGroups.Reason each : reasons.get(i)) {
          cells.add(each.group());
          cells.add(String.format(Locale.ROOT, "%+.4f", each.effect()));
        }
        while (cells.size() < 1 + 2 * REASONS) {
          cells.add("");
        }
        csv.printRecord(cells);
      }
    }
  }

  /** The places of the highest risks, the highest first; of equal ones the earlier row. */
  static int[] highest(double[] risks) {
    int wanted = (int) Math.rint(SHARE * risks.length);
    return IntStream.range(0, risks.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -risks[i]))
        .limit(Math.min(MOST, Math.max(FEWEST, wanted)))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private Provenance provenance() {
    return new Provenance(
        Fingerprint.shortened(Fingerprint.ofCode()),
        Fingerprint.ofTexts(
            List.of(
                roles().outcomeColumn(),
                roles().outcomeValue(),
                roles().personColumn().orElse(""),
                roles().timeColumn().orElse(""),
                roles().orderColumn().orElse(""),
                roles().drop().stream().sorted().toList().toString(),
                RiskEvaluation.excluded(run.request()).toString(),
                run.missing().stream().sorted().toList().toString(),
                Integer.toString(run.request().folds()))),
        List.of(
            new Provenance.Source(
                String.valueOf(run.learning().getFileName()),
                found.people().table().rows(),
                Files.isRegularFile(run.learning()) ? Fingerprint.ofFile(run.learning()) : "")),
        RiskRun.SEED,
        lastDay().orElse(Provenance.UNDATED));
  }

  /** The last day of the time column, where that holds days. */
  private Optional<LocalDate> lastDay() {
    if (roles().timeColumn().isEmpty()) {
      return Optional.empty();
    }
    TextTable table = found.people().table();
    int column = table.column(roles().timeColumn().get());
    LocalDate last = LocalDate.MIN;
    try {
      for (int row : found.table().tableRows()) {
        LocalDate day = LocalDate.parse(table.text(row, column).orElse(""));
        last = day.isAfter(last) ? day : last;
      }
    } catch (DateTimeParseException noDay) {
      return Optional.empty();
    }
    return Optional.of(last);
  }

  private PaperFacts facts(Provenance provenance) {
    String outcome = roles().outcomeColumn() + " = " + roles().outcomeValue();
    List<String> remarks = found.remarks().stream().map(each -> each + ".").toList();
    int outcomes = 0;
    for (boolean each : found.table().outcomes()) {
      outcomes += each ? 1 : 0;
    }
    return new PaperFacts(
        outcome,
        roles().exclude().isEmpty()
            ? "All rows of the table."
            : "Rows of the table, without those that --exclude names.",
        "Columns were known on each row's index date; the outcome came after it, as the table's"
            + " owner declares.",
        provenance,
        found.model().method(),
        found.model().predictor().provenance(),
        found.model().features(),
        outcomes,
        "Rounded to the nearest 5: "
            + rounded(found.table().outcomes().length)
            + " rows, "
            + rounded(outcomes)
            + " of them with the outcome.",
        found.report(),
        verdicts(),
        remarks.stream().map(each -> each.substring(0, each.length() - 1)).toList(),
        remarks,
        PaperFacts.About.TABLE,
        false);
  }

  private GroupVerdicts verdicts() {
    return GroupVerdicts.of(found.judged().worth());
  }

  /** A count as it may be seen: small ones hidden, others to the nearest 5. */
  static String rounded(int count) {
    return count <= 7 ? "7 or fewer" : Integer.toString((int) (5 * Math.rint(count / 5.0)));
  }

  private String card(Provenance provenance) {
    String outcome = "\"" + roles().outcomeColumn() + "\" = \"" + roles().outcomeValue() + "\"";
    List<String> limits = new ArrayList<>(found.remarks());
    limits.replaceAll(each -> each + ".");
    limits.add(
        "Counts on this card are rounded to the nearest 5, and 7 or fewer are not told apart.");
    return new ModelCard(
            outcome,
            "The probability that " + outcome + ".",
            roles().exclude().isEmpty()
                ? "All rows of the table."
                : "Rows of the table, without those that --exclude names by "
                    + String.join(", ", RiskEvaluation.excluded(run.request()).keySet())
                    + ".",
            provenance,
            found.model().predictor().provenance(),
            found.report(),
            verdicts(),
            limits)
        .markdown(RiskFiles::rounded);
  }
}
