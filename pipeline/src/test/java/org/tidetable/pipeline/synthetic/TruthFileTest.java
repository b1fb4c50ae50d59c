package org.tidetable.pipeline.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidetable.pipeline.run.UserError;

class TruthFileTest {
  private static String standard() throws IOException {
    try (var in = TruthFileTest.class.getResourceAsStream("/conf/truth/standard.yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static int line(String text, String of) {
    return (int) text.substring(0, text.indexOf(of)).lines().count() + 1;
  }

  @Test
  void a_bad_file_is_refused_with_every_line_and_what_to_do() throws IOException {
    String text =
        standard()
            .replaceFirst("monthly_rate: 0.005", "monthly_rate: 33")
            .replaceFirst("log_rate: 0.05\\}", "log_rate: 50}")
            .replaceFirst("people: children", "people: older");
    assertThatThrownBy(() -> TruthFile.read("bad.yaml", text))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("bad.yaml:" + (line(standard(), "monthly_rate: 0.005") - 1) + ":")
        .hasMessageContaining("is not within 0 to 3. Write a rate such as 0.005.")
        .hasMessageContaining("is not within -5 to 5. Write a smaller effect.")
        .hasMessageContaining("bad.yaml:" + (line(text, "kind: child_referral") - 1) + ":")
        .hasMessageContaining("lacks the rate of child_referral of children. Add it.");
  }

  @Test
  void a_signal_that_does_not_exist_is_named_with_the_nearest_one() throws IOException {
    String text = standard().replaceFirst("of: frailty", "of: frailti");
    assertThatThrownBy(() -> TruthFile.read("bad.yaml", text))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("frailt");
  }

  @Test
  void another_file_draws_another_population(@TempDir Path folder) throws IOException {
    Truth none =
        TruthFile.read(
            "t.yaml", standard().replaceAll("monthly_rate: [0-9.]+", "monthly_rate: 0.0000001"));
    write(folder.resolve("none"), none);
    write(folder.resolve("standard"), Truth.standard());
    String care = "care_events.csv";
    assertThat(Files.readString(folder.resolve("standard").resolve(care)))
        .contains("Request for support");
    assertThat(Files.readString(folder.resolve("none").resolve(care)))
        .doesNotContain("Request for support");
  }

  private static void write(Path folder, Truth truth) throws IOException {
    SyntheticPopulation.write(
        new SyntheticSettings(
            300, LocalDate.of(2023, 4, 1), LocalDate.of(2025, 3, 31), 1, false, Rates.PLAIN, truth),
        folder,
        Optional.empty());
  }
}
