package org.tidetable.features.frame;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;
import org.tidetable.features.feature.Measure;
import org.tidetable.features.feature.Trait;
import org.tidetable.features.feature.Window;
import org.tidetable.models.vocabulary.EventKind;

/**
 * Household by household and index date: adds to each person's numbers what the others who lived
 * there had, and what is usual in the area. Sums are of thousandths, so that no order matters.
 */
final class HouseholdStep implements Grouped.Step {
  private static final int KINDS = EventKind.values().length;
  private static final int GROWN_UP = 18;
  private static final double THOUSAND = 1000;

  private final FeaturePlan plan;
  private final Map<String, float[]> areaRates;
  private final SparseRow row;
  private final long[] sums = new long[PersonMeasures.sharedColumns()];
  private final List<Row> members = new ArrayList<>();

  HouseholdStep(FeaturePlan plan, Map<String, float[]> areaRates) {
    this.plan = plan;
    this.areaRates = areaRates;
    this.row = new SparseRow(plan.columns());
  }

  @Override
  public void row(Row member, Consumer<Row> out) {
    if (!members.isEmpty() && !together(members.get(0), member)) {
      end(out);
    }
    members.add(member);
  }

  private static boolean together(Row one, Row other) {
    return !one.isNullAt(Measured.HOUSEHOLD)
        && !other.isNullAt(Measured.HOUSEHOLD)
        && one.getInt(Measured.INDEX_DAY) == other.getInt(Measured.INDEX_DAY)
        && one.getString(Measured.HOUSEHOLD).equals(other.getString(Measured.HOUSEHOLD));
  }

  @Override
  public void end(Consumer<Row> out) {
    Arrays.fill(sums, 0);
    int children = 0;
    for (Row member : members) {
      add(member.getAs(Measured.SHARED), 1);
      children += member.getInt(Measured.AGE) < GROWN_UP ? 1 : 0;
    }
    for (Row member : members) {
      if (member.getBoolean(Measured.WANTED)) {
        out.accept(completed(member, children));
      }
    }
    members.clear();
  }

  private void add(byte[] packed, int sign) {
    ByteBuffer bytes = SparseRow.read(packed);
    while (bytes.hasRemaining()) {
      int column = SparseRow.column(bytes);
      sums[column] += sign * Math.round(bytes.getFloat() * THOUSAND);
    }
  }

  private Row completed(Row member, int children) {
    row.clear();
    row.unpack(member.getAs(Measured.OWN));
    if (member.isNullAt(Measured.HOUSEHOLD)) {
      row.set(plan.trait(Trait.HOUSEHOLD_UNKNOWN), 1);
    } else {
      int self = member.getInt(Measured.AGE) < GROWN_UP ? 1 : 0;
      row.set(plan.trait(Trait.HOUSEHOLD_PEOPLE), members.size());
      row.set(plan.trait(Trait.HOUSEHOLD_CHILDREN), children - self);
      add(member.getAs(Measured.SHARED), -1);
      for (int kind = 0; kind < KINDS; kind++) {
        row.set(plan.column(Measure.HOUSEHOLD, kind, Window.DAYS_90), sums[kind] / THOUSAND);
        row.set(
            plan.column(Measure.HOUSEHOLD, kind, Window.DAYS_365), sums[KINDS + kind] / THOUSAND);
      }
      add(member.getAs(Measured.SHARED), 1);
    }
    int day = member.getInt(Measured.INDEX_DAY);
    float @Nullable [] rates = areaRates.get(Measured.place(member));
    if (rates != null) {
      for (int kind = 0; kind < KINDS; kind++) {
        row.set(plan.column(Measure.AREA_RATE, kind, Window.DAYS_365), rates[kind]);
      }
    }
    return RowFactory.create(
        member.getLong(Measured.PERSON),
        day,
        row.packed(),
        member.getString(Measured.LOOKED_AFTER));
  }
}
