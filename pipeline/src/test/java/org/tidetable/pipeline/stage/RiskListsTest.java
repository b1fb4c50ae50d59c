package org.tidetable.pipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.tidetable.features.frame.LookedAfter;
import org.tidetable.features.frame.Rows.Subject;
import org.tidetable.models.evaluation.risk.GroupGate.Status;
import org.tidetable.models.evaluation.risk.NetBenefit;
import org.tidetable.models.evaluation.risk.Refits;
import org.tidetable.models.evaluation.risk.RiskScores;
import org.tidetable.models.evaluation.risk.RiskValidation;
import org.tidetable.models.evaluation.risk.RiskWorth;
import org.tidetable.models.evaluation.risk.Tested;
import org.tidetable.models.evaluation.risk.WithdrawnGroups;

class RiskListsTest {
  private static final int AREAS = 4;
  private static final int EACH = 50;
  private static final int STABILITY = RiskLists.LISTS.fieldIndex("stability");

  /** Somebody of an area; of whom care is asked where it is given. */
  private static Subject person(int id, Optional<LookedAfter> lookedAfter) {
    return new Subject(
        id,
        LocalDate.of(2024, 4, 1),
        9,
        "F",
        "A",
        "area " + id % AREAS,
        3,
        lookedAfter,
        Optional.of(false),
        1);
  }

  private static RiskValidation.Report report(double[] risks) {
    SplittableRandom random = new SplittableRandom(1);
    boolean[] outcomes = new boolean[risks.length];
    String[] persons = new String[risks.length];
    for (int row = 0; row < risks.length; row++) {
      outcomes[row] = random.nextDouble() < risks[row];
      persons[row] = "p" + row;
    }
    Tested tested = Tested.of(risks, outcomes, persons);
    List<RiskValidation.Result> results = new ArrayList<>();
    for (String method : List.of("logistic", "age_sex")) {
      results.add(new RiskValidation.Result(method, risks, RiskScores.of(tested, 1)));
    }
    return new RiskValidation.Report(
        "",
        IntStream.range(0, risks.length).toArray(),
        tested,
        results,
        "logistic",
        "",
        NetBenefit.of(Map.of("logistic", tested, "age_sex", tested), "logistic", List.of(0.5)),
        new RiskValidation.Shuffled(1, 0.5, 0.01, true));
  }

  @Test
  void the_runs_own_list_is_compared_between_refits_area_by_area() {
    double[] risks = IntStream.range(0, AREAS * EACH).mapToDouble(i -> (i + 1) / 300.0).toArray();
    double[] other = risks.clone();
    // In one of the four areas the order is turned round.
    for (int row = 0; row < other.length; row += AREAS) {
      other[row] = 1 - other[row];
    }
    List<Subject> people =
        IntStream.range(0, risks.length).mapToObj(i -> person(i, Optional.empty())).toList();
    RiskLists.Stable stable =
        new RiskLists.Stable("logistic", new Refits(List.of(risks, other), risks.length));
    List<Row> rows =
        RiskLists.ofAreas(report(risks), new AreaLists(people, any -> true, 5), false, stable, 1);

    // Five of each area: three areas keep theirs, one shares nobody: 15 of 25.
    assertThat(rows.get(0).getDouble(STABILITY)).isCloseTo(0.6, within(1e-12));
    assertThat(rows.get(1).getString(0)).isEqualTo("age_sex");
    assertThat(rows.get(1).isNullAt(STABILITY)).isTrue();
    List<Row> unasked =
        RiskLists.ofAreas(
            report(risks),
            new AreaLists(people, any -> true, 5),
            false,
            RiskLists.Stable.NOT_ASKED,
            1);
    assertThat(unasked).allSatisfy(row -> assertThat(row.isNullAt(STABILITY)).isTrue());
  }

  @Test
  void refits_of_other_rows_than_were_tested_are_refused() {
    double[] risks = IntStream.range(0, AREAS * EACH).mapToDouble(i -> (i + 1) / 300.0).toArray();
    List<Subject> people =
        IntStream.range(0, risks.length).mapToObj(i -> person(i, Optional.empty())).toList();
    double[] fewer = Arrays.copyOf(risks, risks.length - 1);
    RiskLists.Stable stable =
        new RiskLists.Stable("logistic", new Refits(List.of(risks, fewer), risks.length));
    RiskValidation.Report report = report(risks);
    AreaLists lists = new AreaLists(people, any -> true, 5);

    assertThatThrownBy(() -> RiskLists.ofAreas(report, lists, false, stable, 1))
        .hasMessageContaining("a refit of 199 rows, but 200 were tested");
    RiskWorth worth = RiskWorth.of(report, Map.of(), List.of(), 1);
    assertThatThrownBy(() -> RiskLists.of(worth, List.of(), stable))
        .hasMessageContaining("a refit of 199 rows, but 200 were tested");
  }

  @Test
  void who_is_in_care_is_left_out_where_the_risk_is_withdrawn_for_them() {
    WithdrawnGroups now = withdrawn("now", "before", "never known");
    assertThat(held(now)).containsExactly(true, false, false);
    // Too few had left care to be judged by themselves: they stand under all small groups.
    WithdrawnGroups small = withdrawn(WithdrawnGroups.SMALL, "never known", "now");
    assertThat(held(small)).containsExactly(false, true, false);
    // Either was too small, so that both were judged as one.
    assertThat(held(withdrawn(LookedAfter.EVER, "never known"))).containsExactly(true, true, false);
    assertThat(held(withdrawn("never known", LookedAfter.EVER)))
        .containsExactly(false, false, true);
  }

  /** Of who is in care now, was before, and is not known to have been. */
  private static List<Boolean> held(WithdrawnGroups groups) {
    return Arrays.stream(LookedAfter.values())
        .map(each -> RiskAudit.anyHolds(groups, person(1, Optional.of(each))))
        .toList();
  }

  private static WithdrawnGroups withdrawn(String group, String... passed) {
    List<WithdrawnGroups.Verdict> verdicts = new ArrayList<>();
    verdicts.add(new WithdrawnGroups.Verdict("looked_after", group, Status.WITHDRAWN));
    for (String each : passed) {
      verdicts.add(new WithdrawnGroups.Verdict("looked_after", each, Status.PASSED));
    }
    return WithdrawnGroups.of(verdicts);
  }
}
