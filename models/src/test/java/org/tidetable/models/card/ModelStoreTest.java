package org.tidetable.models.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidetable.models.evaluation.risk.GroupGate;
import org.tidetable.models.evaluation.risk.RiskValidation;
import org.tidetable.models.evaluation.risk.RiskWorth;
import org.tidetable.models.risk.Fixture;
import org.tidetable.models.risk.RiskMethod;
import org.tidetable.models.risk.RiskModel;

class ModelStoreTest {
  private static final Fixture FIXTURE = Fixture.read();
  private static final Provenance PROVENANCE =
      new Provenance(
          "0.1.0",
          "ab12",
          List.of(new Provenance.Source("rows.csv", 600, "cd34")),
          7,
          LocalDate.of(2026, 1, 31));

  @Test
  void a_stored_model_predicts_the_same_to_the_last_bit(@TempDir Path folder) throws Exception {
    for (String method : List.of("logistic", "boosted_trees", "blended")) {
      RiskModel model = RiskMethod.named(method).fit(FIXTURE.sample(), 7);
      ModelStore.write(folder.resolve(method), model, PROVENANCE, "# A card\n", Set.of());
      ModelStore.Stored stored = ModelStore.read(folder.resolve(method));
      assertThat(stored.model().probabilities(FIXTURE.features()))
          .containsExactly(model.probabilities(FIXTURE.features()));
      assertThat(stored.provenance()).isEqualTo(PROVENANCE);
      assertThat(stored.card()).isEqualTo("# A card\n");
    }
  }

  @Test
  void a_stored_model_holds_no_count_of_people(@TempDir Path folder) throws Exception {
    RiskModel model = RiskMethod.named("logistic").fit(FIXTURE.sample(), 7);
    ModelStore.write(folder, model, PROVENANCE, "", Set.of());
    String bytes = Files.readString(folder.resolve("model.pb"), StandardCharsets.ISO_8859_1);
    assertThat(bytes).contains("LibLinear").doesNotContain(System.getProperty("user.dir"));
    assertThat(model.predictor().provenance()).containsKeys("model", "trainer", "tribuo");
  }

  @Test
  void the_settings_shown_are_those_that_trained_the_trees() {
    RiskModel model = RiskMethod.named("boosted_trees").fit(FIXTURE.sample(), 7);
    assertThat(model.predictor().provenance())
        .containsEntry("eta", "0.05")
        .containsKey("max_depth")
        .containsKey("trees")
        .doesNotContainKey("maxDepth");
  }

  @Test
  void a_card_shows_counts_only_as_the_caller_protects_them() {
    RiskValidation.Report report = RiskValidation.of(FIXTURE.sample(), 7).byPerson(3);
    ModelCard card =
        new ModelCard(
            "test",
            "Whether it happens.",
            "Everybody.",
            PROVENANCE,
            RiskMethod.named("logistic").fit(FIXTURE.sample(), 7).predictor().provenance(),
            report,
            new GroupVerdicts(
                "usable except for some groups",
                List.of(
                    new GroupVerdicts.Verdict("everybody", "everybody", GroupGate.Status.PASSED),
                    new GroupVerdicts.Verdict("age_band", "85+", GroupGate.Status.WITHDRAWN),
                    new GroupVerdicts.Verdict("age_band", "75-84", GroupGate.Status.PASSED),
                    new GroupVerdicts.Verdict("sex", "F", GroupGate.Status.WITHDRAWN),
                    new GroupVerdicts.Verdict("sex", "X", GroupGate.Status.NOT_ASSESSED),
                    new GroupVerdicts.Verdict("sex", "Y, Z", GroupGate.Status.NOT_ASSESSED))),
            List.of("Made up."));
    String markdown = card.markdown(count -> "about " + (count + 50) / 100 * 100);
    assertThat(markdown)
        .contains("Rows tested: about 600.")
        .contains("| 1 | about 100 | ")
        .contains("Not for decisions about one person")
        .contains("With outcomes dealt at random among persons")
        .doesNotContain("| 60 |");
    assertThat(List.of(markdown, card.publishable()))
        .allSatisfy(
            text ->
                assertThat(text)
                    .contains("the risk is usable except for some groups.")
                    .contains("- Withdrawn, so that none of them is listed: age band 85+; sex F.")
                    .contains(
                        "- Not assessed, as fewer than 200 of each had the outcome: sex X / Y, Z.")
                    .contains("for: everybody; age band 75-84."));
  }

  @Test
  void groups_of_few_people_are_not_named_on_a_card() {
    String[] groups = new String[600];
    java.util.Arrays.fill(groups, "many");
    java.util.Arrays.fill(groups, 0, 9, "few");
    RiskValidation.Report report = RiskValidation.of(FIXTURE.sample(), 7).byPerson(3);
    GroupVerdicts verdicts =
        GroupVerdicts.of(RiskWorth.of(report, Map.of("where", groups), List.of(), 7));
    assertThat(verdicts.verdicts())
        .extracting(GroupVerdicts.Verdict::group)
        .containsExactly("everybody", "many");
  }
}
