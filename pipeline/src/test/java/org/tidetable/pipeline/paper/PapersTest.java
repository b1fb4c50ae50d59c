package org.tidetable.pipeline.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tidetable.models.card.GroupVerdicts;
import org.tidetable.models.card.Provenance;
import org.tidetable.models.evaluation.risk.GroupGate;
import org.tidetable.models.evaluation.risk.RiskValidation;
import org.tidetable.models.matrix.FeatureMatrix;
import org.tidetable.models.risk.RiskSample;
import org.tidetable.pipeline.run.UserError;

class PapersTest {
  private static final int PEOPLE = 600;

  private static PaperFacts facts(int outcomes, int features) {
    return facts(outcomes, features, PaperFacts.About.PEOPLE);
  }

  private static PaperFacts facts(int outcomes, int features, PaperFacts.About about) {
    SplittableRandom random = new SplittableRandom(4);
    List<double[]> rows = new ArrayList<>();
    boolean[] bad = new boolean[PEOPLE];
    String[] persons = new String[PEOPLE];
    for (int i = 0; i < PEOPLE; i++) {
      double visits = random.nextInt(6);
      bad[i] = random.nextDouble() < 0.1 + 0.1 * visits;
      persons[i] = "p" + i;
      rows.add(new double[] {visits, random.nextDouble()});
    }
    RiskSample sample =
        new RiskSample(FeatureMatrix.ofRows(List.of("visits", "noise"), rows), bad, persons);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < features; i++) {
      names.add("feature_" + i);
    }
    return new PaperFacts(
        "Admission within a year",
        "People aged 65 to 120.",
        "A year of records before each index date; the outcome in the year after.",
        new Provenance("1.0+abc", "ff", List.of(), 7, java.time.LocalDate.of(2026, 4, 1)),
        "logistic",
        Map.of("penalty", "0.01"),
        names,
        outcomes,
        "Counts are in protected tables.",
        RiskValidation.of(sample, 1).byPerson(3),
        new GroupVerdicts(
            "usable except for some groups",
            List.of(
                new GroupVerdicts.Verdict("sex", "F", GroupGate.Status.WITHDRAWN),
                new GroupVerdicts.Verdict("sex", "X", GroupGate.Status.NOT_ASSESSED))),
        List.of("Leaks were looked for in 2 columns: none stands"),
        List.of("The people are invented."),
        about,
        true);
  }

  @Test
  void at_least_24_of_27_reporting_items_are_filled_from_the_run() {
    String text = Tripod.text(facts(150, 5));
    List<String> entries =
        Arrays.stream(text.split("\n\n", -1)).filter(e -> e.startsWith("**")).toList();
    assertThat(entries).hasSize(27);
    for (int item = 1; item <= 27; item++) {
      assertThat(entries.get(item - 1)).startsWith("**" + item + ". ");
    }
    assertThat(entries.stream().filter(each -> !each.contains("\n" + Page.OWNER)).toList())
        .hasSizeGreaterThanOrEqualTo(24)
        .allSatisfy(each -> assertThat(each.split("\n", 2)[1]).hasSizeGreaterThan(20));
    assertThat(text).contains("| logistic |").contains("AUROC 0.");
    assertThat(entries.get(13))
        .contains("Withdrawn, so that none of them is listed: sex F.")
        .contains("Not assessed, as fewer than 200 of each had the outcome: sex X.");
    assertThat(text.substring(text.indexOf("**23."), text.indexOf("**24.")))
        .contains("Withdrawn, so that none of them is listed: sex F.");
  }

  @Test
  void few_outcomes_for_many_predictors_make_a_high_risk_of_bias() {
    assertThat(Probast.text(facts(150, 40)))
        .contains("## Analysis: risk of bias high")
        .contains("no: outcomes for each predictor: fewer than 10.");
    assertThat(Probast.text(facts(150, 5)))
        .contains("yes: outcomes for each predictor: 20 or more.");
  }

  @Test
  void the_number_of_outcomes_stands_in_no_paper() {
    PaperFacts facts = facts(157, 5);
    for (String text : List.of(Tripod.text(facts), Atrs.text(facts), Probast.text(facts))) {
      assertThat(text).doesNotContain("157");
      assertThatCode(() -> PublishedText.checked(text, 8, "paper.md")).doesNotThrowAnyException();
    }
  }

  @Test
  void a_text_with_a_count_that_is_not_rounded_is_refused_with_its_line() {
    assertThat(PublishedText.checked("Of 1,600 people 40 % came.", 8, "card.md")).isNotEmpty();
    for (String leak :
        List.of(
            "fine\n\nOf 1,603 people 40 % came.",
            "fine\n\nThere were 7 events.", "| tenth | people |\n|---|---|\n| 1 | 13 |")) {
      assertThatThrownBy(() -> PublishedText.checked(leak, 8, "card.md"))
          .isInstanceOf(UserError.class)
          .hasMessageStartingWith("card.md:3")
          .hasMessageNotContaining("13")
          .hasMessageNotContaining("1,603");
    }
  }

  @Test
  void papers_point_to_lists_and_tables_only_where_there_are_any() {
    String people = texts(PaperFacts.About.PEOPLE);
    assertThat(people).contains("Lists of people carry", "quality table", "lists are cut by");
    String joined = texts(PaperFacts.About.JOINED);
    assertThat(joined)
        .contains("The run lists nobody", "quality table", "no list is made")
        .doesNotContain("Lists of people carry", "went out of view");
    String table = texts(PaperFacts.About.TABLE);
    assertThat(table)
        .contains("predictions.csv has a line", "evaluation.json", "Nothing is published")
        .doesNotContain("Lists of people carry", "quality table", "went out of view");
  }

  private static String texts(PaperFacts.About about) {
    PaperFacts facts = facts(150, 5, about);
    return Tripod.text(facts) + Atrs.text(facts) + Probast.text(facts);
  }
}
