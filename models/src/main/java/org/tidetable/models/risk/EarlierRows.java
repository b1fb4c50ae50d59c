package org.tidetable.models.risk;

import static org.tidetable.models.vocabulary.Require.require;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a person's earlier rows in the same table tell of a row: how many there are, and how long
 * the last of them is ago. Only rows that are strictly earlier count, and never their outcomes.
 *
 * @param personColumn whose rows belong together
 * @param orderColumn a number or an ISO date that grows with time
 */
public record EarlierRows(String personColumn, String orderColumn) {
  public EarlierRows {
    require(!personColumn.equals(orderColumn), "a person is no order of the person's rows");
  }

  /** Two numbers for each row of a table; a first row has 0 and 0. */
  record Told(float[] counts, float[] since) {}

  /** The names of the two numbers: a count, and days or the unit of the order. */
  List<String> features() {
    return List.of("earlier rows of " + personColumn, "since earlier row by " + orderColumn);
  }

  /**
   * Both numbers for each row; rows without a person, or without an order, have no earlier ones.
   */
  Told of(TextTable table) {
    int person = table.column(personColumn);
    double[] order = order(table);
    Map<Integer, List<Integer>> rows = new HashMap<>();
    for (int row = 0; row < table.rows(); row++) {
      if (table.code(row, person) >= 0 && !Double.isNaN(order[row])) {
        rows.computeIfAbsent(table.code(row, person), each -> new ArrayList<>()).add(row);
      }
    }
    float[] counts = new float[table.rows()];
    float[] since = new float[table.rows()];
    for (List<Integer> own : rows.values()) {
      own.sort(Comparator.comparingDouble(row -> order[row]));
      int earlier = 0;
      for (int i = 0; i < own.size(); i++) {
        int row = own.get(i);
        while (order[own.get(earlier)] < order[row]) {
          earlier++;
        }
        if (earlier > 0) {
          counts[row] = earlier;
          since[row] = (float) (order[row] - order[own.get(earlier - 1)]);
        }
      }
    }
    return new Told(counts, since);
  }

  private double[] order(TextTable table) {
    int column = table.column(orderColumn);
    double[] byText = new double[table.distinct(column).size()];
    for (int code = 0; code < byText.length; code++) {
      byText[code] = place(table.distinct(column).get(code));
    }
    double[] order = new double[table.rows()];
    for (int row = 0; row < order.length; row++) {
      int code = table.code(row, column);
      order[row] = code < 0 ? Double.NaN : byText[code];
    }
    return order;
  }

  private double place(String text) {
    Optional<Double> number = ColumnEncoding.number(text);
    if (number.isPresent()) {
      return number.get();
    }
    try {
      return LocalDate.parse(text).toEpochDay();
    } catch (DateTimeParseException neither) {
      throw new IllegalArgumentException(
          "column \""
              + orderColumn
              + "\" must order a person's rows by numbers or dates such as 2026-01-31, but holds"
              + " something else",
          neither);
    }
  }
}
