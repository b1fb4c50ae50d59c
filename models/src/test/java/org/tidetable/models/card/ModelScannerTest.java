package org.tidetable.models.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidetable.models.risk.Fixture;
import org.tidetable.models.risk.RiskMethod;
import org.tidetable.models.risk.RiskModel;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.liblinear.LibLinearClassificationTrainer;
import org.tribuo.classification.xgboost.XGBoostClassificationTrainer;
import org.tribuo.datasource.ListDataSource;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

class ModelScannerTest {
  private static final Fixture FIXTURE = Fixture.read();
  private static final Provenance PROVENANCE =
      new Provenance(
          "0.1.0",
          "ab12",
          List.of(new Provenance.Source("rows.csv", 600, "cd34")),
          7,
          LocalDate.of(2026, 1, 31));

  @Test
  void our_own_models_tell_nothing(@TempDir Path folder) throws Exception {
    for (String method : List.of("logistic", "boosted_trees")) {
      RiskModel model = RiskMethod.named(method).fit(FIXTURE.sample(), 7);
      ModelStore.write(
          folder.resolve(method),
          model,
          PROVENANCE,
          "# A card\n",
          Set.copyOf(Arrays.asList(FIXTURE.persons())));
      Map<String, byte[]> files =
          Map.of("model.pb", Files.readAllBytes(folder.resolve(method).resolve("model.pb")));
      assertThat(ModelScanner.scan(files, Set.of("person"))).isEmpty();
    }
  }

  @Test
  void a_model_of_the_librarys_own_making_is_seen_through() {
    MutableDataset<Label> rows = rows("/home/someone/people.csv");
    Model<Label> linear = new LibLinearClassificationTrainer().train(rows);
    assertThat(scan("model.pb", linear.serialize().toByteArray()))
        .containsExactlyInAnyOrder(
            "model.pb counts exactly the values of a feature",
            "model.pb counts exactly the outcomes",
            "model.pb holds the moment of its training",
            "model.pb holds a path");
  }

  @Test
  void trees_of_the_librarys_own_making_are_refused() {
    Model<Label> trees = new XGBoostClassificationTrainer(1).train(rows("people"));
    // Two classes of the library's own making are not even of the kind that is kept here.
    assertThatThrownBy(() -> scan("model.pb", trees.serialize().toByteArray()))
        .hasMessageContaining("not of one yes-or-no outcome");
  }

  @Test
  void counts_paths_and_identifiers_in_the_other_files_are_seen_and_not_repeated() {
    assertThat(scan("model.json", "{\"groups\": [{\"name\": \"old\", \"people\": 5}]}"))
        .containsExactly("model.json holds a count of 7 or fewer, in \"people\"");
    assertThat(scan("model.json", "{\"groups\": [{\"name\": \"old\", \"people\": 500}]}"))
        .isEmpty();
    assertThat(scan("model.json", "{\"source\": \"C:\\\\people\\\\a.csv\"}"))
        .containsExactly("model.json holds a path");
    assertThat(scan("card.md", "learnt from /srv/data/people.csv"))
        .containsExactly("card.md holds a path");
    assertThat(
            scan(
                "card.md",
                "rates per 1,000 and/or shares, 3/4 of them, see https://example.org/a/b"))
        .isEmpty();
    assertThat(scan("encoding.json", "{\"features\": [\"who=p-0042\"]}"))
        .containsExactly("encoding.json holds an identifier of a person");
  }

  @Test
  void what_the_scanner_finds_is_not_written(@TempDir Path folder) {
    RiskModel model = RiskMethod.named("logistic").fit(FIXTURE.sample(), 7);
    Path wanted = folder.resolve("model");
    assertThatThrownBy(
            () -> ModelStore.write(wanted, model, PROVENANCE, "from /srv/a/b.csv", Set.of()))
        .hasMessageContaining("the model was not written")
        .hasMessageContaining("card.md holds a path");
    assertThat(wanted).doesNotExist();
  }

  @Test
  void a_model_that_names_somebody_it_was_learnt_from_is_not_written(@TempDir Path folder) {
    RiskModel model = RiskMethod.named("logistic").fit(FIXTURE.sample(), 7);
    Path wanted = folder.resolve("model");
    assertThatThrownBy(
            () ->
                ModelStore.write(
                    wanted, model, PROVENANCE, "as seen with pupil-774411", Set.of("pupil-774411")))
        .hasMessageContaining("card.md holds an identifier of a person")
        .hasMessageNotContaining("774411");
    assertThat(wanted).doesNotExist();
  }

  @Test
  void years_shares_and_decimals_are_no_identifiers() {
    Map<String, byte[]> card =
        Map.of(
            "card.md", "In 2024 a share of 0.774411 of ward east".getBytes(StandardCharsets.UTF_8));
    assertThat(ModelScanner.scan(card, Set.of("2024", "774411", "of", "eastern"))).isEmpty();
    assertThat(
            ModelScanner.scan(
                Map.of("card.md", "ward=774411".getBytes(StandardCharsets.UTF_8)),
                Set.of("774411")))
        .hasSize(1);
  }

  private static List<String> scan(String file, String text) {
    return scan(file, text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> scan(String file, byte[] bytes) {
    return ModelScanner.scan(Map.of(file, bytes), Set.of("p-0042"));
  }

  private static MutableDataset<Label> rows(String source) {
    LabelFactory labels = new LabelFactory();
    MutableDataset<Label> rows =
        new MutableDataset<>(
            new ListDataSource<>(
                List.of(), labels, new SimpleDataSourceProvenance(source, labels)));
    for (int row = 0; row < 40; row++) {
      rows.add(
          new ArrayExample<>(
              new Label(row % 3 == 0 ? "yes" : "no"),
              new String[] {"age", "rare"},
              new double[] {20 + row, row == 0 ? 2 : 1}));
    }
    return rows;
  }
}
