package org.tidetable.pipeline.conf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StrictYamlTest {

  private static void refused(String text, String place, String words) {
    Problems problems = new Problems();
    assertThat(StrictYaml.read("a.yaml", text, problems).isSound()).isFalse();
    assertThatThrownBy(problems::throwIfAny).hasMessageContainingAll("a.yaml:" + place, words);
  }

  @Test
  void plain_yaml_is_sound_and_every_setting_has_a_place() {
    Problems problems = new Problems();
    StrictYaml yaml =
        StrictYaml.read("a.yaml", "name: x\nrisk:\n  - {name: why, minimum: 1}\n", problems);
    assertThat(problems.isEmpty()).isTrue();
    assertThat(yaml.line("risk[0].minimum")).isEqualTo(3);
    assertThat(yaml.column("risk[0].minimum")).isEqualTo(17);
  }

  @Test
  void a_tab_is_refused() {
    refused("a:\n\tb: 1\n", "2:1", "holds a tab");
  }

  @Test
  void anchors_and_aliases_are_refused() {
    refused("a: &x [1]\nb: [2]\n", "1:4", "anchor");
    refused("a: &x 1\nb: *x\n", "1:4", "anchor");
  }

  @Test
  void a_key_that_stands_twice_is_refused_at_its_second_place() {
    refused("a: 1\nb: 2\na: 3\n", "3:1", "stands twice");
    refused("a: 1\nb:\n  c: 2\n  c: 3\n", "4:3", "stands twice");
  }

  @Test
  void words_and_numbers_that_change_their_type_need_quotes() {
    refused("area: no\n", "1:7", "\"no\"");
    refused("marks: [x, ~]\n", "1:12", "\"~\"");
    refused("code: 012\n", "1:7", "\"012\"");
    refused("time: 12:30\n", "1:7", "\"12:30\"");
    refused("no: nothing\n", "1:1", "\"no\"");
  }

  @Test
  void the_same_in_quotes_is_sound() {
    Problems problems = new Problems();
    StrictYaml.read("a.yaml", "area: \"no\"\ncode: '012'\nzero: 0\nshare: 0.5\n", problems);
    assertThat(problems.isEmpty()).isTrue();
  }

  @Test
  void what_is_not_yaml_is_refused_where_it_breaks() {
    refused("a: [1, 2\nb: 3\n", "2:2", "not YAML");
    refused("", "1:1", "is empty");
  }
}
