package org.tidetable.features.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;
import org.tidetable.features.feature.Trait;
import org.tidetable.features.history.History;

/** Person by person: index dates first, then events; then the numbers of each index date. */
final class PersonStep implements Grouped.Step {
  /** The kind of a row that is an index date and no event. */
  static final int INDEX = -1;

  private static final int KIND = 1;
  private static final int DAY = 2;
  private static final int KNOWN = 3;
  private static final int END = 4;
  private static final int QUANTITY = 5;
  private static final int PROVIDER = 6;
  private static final int RESIDENT = 7;
  private static final int BENDS_AT = 75;
  private static final int LAST_DECILE = 10;

  private final History history = new History();
  private final List<Row> dates = new ArrayList<>();
  private final PersonMeasures measures;
  private final SparseRow own;
  private final SparseRow shared = new SparseRow(PersonMeasures.sharedColumns());
  private final FeaturePlan plan;
  private long person = Long.MIN_VALUE;

  PersonStep(FeaturePlan plan) {
    this.plan = plan;
    this.measures = new PersonMeasures(plan);
    this.own = new SparseRow(plan.columns());
  }

  @Override
  public void row(Row row, Consumer<Row> out) {
    if (row.getLong(0) != person) {
      end(out);
      person = row.getLong(0);
    }
    if (row.getInt(KIND) == INDEX) {
      dates.add(row);
    } else if (!dates.isEmpty()) {
      history.add(
          row.getInt(KIND),
          row.getInt(DAY),
          row.getInt(KNOWN),
          row.getInt(END),
          row.getDouble(QUANTITY),
          row.getInt(PROVIDER));
    }
  }

  @Override
  public void end(Consumer<Row> out) {
    for (Row date : dates) {
      out.accept(measured(date));
    }
    dates.clear();
    history.clear();
  }

  private Row measured(Row date) {
    int index = date.getInt(DAY);
    Row resident = date.getStruct(RESIDENT);
    boolean wanted = resident.getBoolean(2);
    measures.read(history, index);
    shared.clear();
    measures.shared(shared, index);
    own.clear();
    if (wanted) {
      measures.write(own, index);
      writeTraits(resident);
    }
    return RowFactory.create(
        person,
        index,
        resident.get(0),
        resident.get(1),
        wanted,
        resident.getInt(3),
        wanted ? own.packed() : new byte[0],
        shared.packed(),
        measures.lookedAfter().words());
  }

  private void writeTraits(Row resident) {
    int age = resident.getInt(3);
    own.set(plan.trait(Trait.AGE_YEARS), age);
    own.set(plan.trait(Trait.AGE_OVER_75_YEARS), Math.max(0, age - BENDS_AT));
    @Nullable String sex = resident.getString(4);
    own.set(plan.trait(Trait.IS_MALE), "M".equals(sex) ? 1 : 0);
    own.set(plan.trait(Trait.SEX_UNKNOWN), sex == null ? 1 : 0);
    boolean unknown = resident.isNullAt(5);
    own.set(plan.trait(Trait.DEPRIVATION_UNKNOWN), unknown ? 1 : 0);
    own.set(plan.trait(Trait.DEPRIVATION), unknown ? 0 : LAST_DECILE - resident.getInt(5));
  }
}
