package org.tidetable.models.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.tidetable.models.forecast.DemandCalendar;
import org.tidetable.models.vocabulary.Grain;

class MethodsTest {
  @Test
  void every_known_name_is_the_name_of_its_method() {
    for (String name : Methods.ALL) {
      assertThat(Methods.named(name, DemandCalendar.NONE, 7).name()).isEqualTo(name);
    }
    assertThat(Methods.ALL).doesNotHaveDuplicates();
    for (Pool pool : Pool.values()) {
      for (Grain grain : Grain.values()) {
        assertThat(Methods.ALL).containsAll(pool.methods(grain)).containsAll(Pool.core(grain));
        assertThat(pool.methods(grain)).contains("naive").containsAnyElementsOf(Pool.core(grain));
      }
    }
  }

  @Test
  void an_unknown_name_is_refused_with_the_known_ones() {
    assertThatThrownBy(() -> Methods.named("tea_leaves", DemandCalendar.NONE, 7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tea_leaves")
        .hasMessageContaining("dynamic_optimised_theta");
  }
}
