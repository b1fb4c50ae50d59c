package org.tidetable.pipeline.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidetable.models.vocabulary.Grain;

/** Which of the releases in a folder are looked back over. */
class VintagesTest {
  private static final String DAY = "2025-02-01";

  @TempDir private Path out;
  private WrittenReleases releases;

  @BeforeEach
  void in_an_empty_folder() {
    releases = new WrittenReleases(out);
  }

  private void release(int number, String run) throws IOException {
    releases.write(number, run, DAY, List.of("east", "west"), DAY);
  }

  private Vintages before() {
    return Vintages.before(out, "this", "ours");
  }

  private static void onlyRelease(int number, Vintages vintages) {
    assertThat(vintages.of("requests/east"))
        .extracting(Vintages.Expectation::release)
        .containsExactly(number);
  }

  @Test
  void of_two_releases_with_one_origin_the_newest_counts_and_none_of_the_run_itself()
      throws IOException {
    release(1, "first");
    release(2, "second");
    release(3, "this");

    assertThat(before().newest()).contains(2);
    onlyRelease(2, before());
  }

  @Test
  void releases_of_another_configuration_in_the_same_folder_do_not_count() throws IOException {
    release(1, "first");
    release(2, "second");
    releases.named("second", "of a neighbour");

    assertThat(before().newest()).contains(1);
    onlyRelease(1, before());
  }

  @Test
  void a_run_that_is_published_again_looks_back_over_what_was_older_than_its_first_release()
      throws IOException {
    release(1, "first");
    release(2, "this");
    release(3, "later");
    release(4, "first");

    assertThat(before().newest()).contains(1);
    onlyRelease(1, before());
  }

  @Test
  void periods_of_another_length_and_invented_people_are_not_compared() throws IOException {
    release(1, "first");
    release(2, "second");
    release(3, "third");
    releases.rewrite("second", ",false", ",true");
    releases.rewrite("third", ",month,", ",quarter,");

    onlyRelease(1, before().alike(Grain.MONTH, false));
    onlyRelease(2, before().alike(Grain.MONTH, true));
    onlyRelease(3, before().alike(Grain.QUARTER, false));
  }

  @Test
  void a_damaged_release_is_left_out_with_a_note() throws IOException {
    for (String[] damage :
        new String[][] {
          {",120,", ",12x,"}, {DAY, "2025-02-31"}, {",origin,", ",orgin,"}, {",95,", ","}
        }) {
      release(1, "first");
      release(2, "second");
      releases.rewrite("second", damage[0], damage[1]);

      assertThat(before().newest()).contains(1);
      onlyRelease(1, before());
      assertThat(before().leftOutInWords()).endsWith("could not be read: release 2");
    }
  }

  @Test
  void a_release_whose_forecasts_are_deleted_is_left_out_with_a_note() throws IOException {
    release(1, "first");
    release(2, "second");
    Files.delete(releases.path("second", DemandTables.FORECAST));

    assertThat(before().newest()).contains(1);
    assertThat(before().leftOutInWords()).endsWith("forecasts are gone: release 2");
  }

  @Test
  void range_factors_that_cannot_be_read_start_again_at_1_and_this_is_said_of_those_demands()
      throws IOException {
    release(1, "first");
    assertThat(before().leftOutInWords()).isEmpty();
    assertThat(before().startAgainInWords()).isEmpty();

    releases.factors("first", 1.1, "1.x", 1.3);
    assertThat(before().startAgainInWords())
        .isEqualTo(
            "; range factors of requests start again at 1, as they could not be read of release 1");

    releases.table("first", VintageTables.DRIFT, "problem,series\na,b\n");
    assertThat(before().startAgainInWords())
        .isEqualTo("; range factors start again at 1, as they could not be read of release 1");

    Files.delete(releases.path("first", VintageTables.DRIFT));
    assertThat(before().startAgainInWords()).endsWith("could not be read of release 1");
  }
}
