package org.tidetable.models.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

class MethodsTest {
  @Test
  void every_known_name_is_the_name_of_its_method() {
    for (String name : Methods.ALL) {
      assertThat(Methods.named(name, Set.of(), 7).name()).isEqualTo(name);
    }
    assertThat(Methods.ALL).doesNotHaveDuplicates().containsAll(Methods.NAMES);
  }

  @Test
  void an_unknown_name_is_refused_with_the_known_ones() {
    assertThatThrownBy(() -> Methods.named("tea_leaves", Set.of(), 7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tea_leaves")
        .hasMessageContaining("dynamic_optimised_theta");
  }
}
