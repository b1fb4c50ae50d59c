package org.tidetable.features.cohort;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Rows that stand person by person, turned into others one person at a time. */
final class ByPerson implements Iterator<Row> {
  private final Iterator<Row> rows;
  private final Function<List<Row>, List<Row>> made;
  private @Nullable Row ahead;
  private Iterator<Row> ready = List.<Row>of().iterator();

  /**
   * @param rows sorted by their first column, a person_id
   * @param made what the rows of one person become
   */
  ByPerson(Iterator<Row> rows, Function<List<Row>, List<Row>> made) {
    this.rows = rows;
    this.made = made;
    this.ahead = rows.hasNext() ? rows.next() : null;
  }

  @Override
  public boolean hasNext() {
    while (!ready.hasNext() && ahead != null) {
      ready = person(ahead);
    }
    return ready.hasNext();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.next();
  }

  private Iterator<Row> person(Row first) {
    List<Row> own = new ArrayList<>();
    Row row = first;
    while (row != null && row.getLong(0) == first.getLong(0)) {
      own.add(row);
      row = rows.hasNext() ? rows.next() : null;
    }
    ahead = row;
    return made.apply(own).iterator();
  }
}
