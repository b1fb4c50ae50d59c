package org.tidetable.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tidetable.models.pool.Starter;
import org.tidetable.models.vocabulary.Grain;

class StarterIsCurrentTest {
  @ParameterizedTest
  @EnumSource(
      value = Grain.class,
      names = {"YEAR", "QUARTER", "MONTH"})
  void a_method_that_joins_a_pool_is_learnt_of_before_it_is_shipped(Grain grain) {
    assertThat(Starter.of(grain).methods())
        .as("learn what comes with Tidetable again: StarterTest says how")
        .isEqualTo(StarterLearning.methods(grain));
  }
}
