package org.tidetable.export.format;

/** The Python of the notebook's cells that do not depend on the run. */
final class NotebookCode {
  private NotebookCode() {}

  static final String LOAD =
      """
      import csv
      from pathlib import Path

      try:
          import pandas
      except ImportError:
          pandas = None


      def read(table):
          with open(Path(CSV_FOLDER) / f"{table}.csv", encoding="utf-8", newline="") as file:
              return list(csv.DictReader(file))


      def show(rows):
          if pandas is not None:
              return pandas.DataFrame(rows)
          for row in rows[:50]:
              print("; ".join(f"{name} {value}" for name, value in row.items()))\
      """;

  static final String CHART =
      """
      from datetime import date

      try:
          import matplotlib.pyplot as plot
      except ImportError:
          plot = None


      def numbers(rows, column):
          return [float(row[column]) if row[column] else float("nan") for row in rows]


      def chart(series_id, title, unit):
          past = sorted(
              (row for row in actuals if row["series_id"] == series_id),
              key=lambda row: row["period_start"],
          )
          ahead = sorted(
              (row for row in forecasts if row["series_id"] == series_id),
              key=lambda row: row["period_start"],
          )
          if plot is None:
              print(title)
              return show(ahead)
          figure, axes = plot.subplots(figsize=(9, 4))
          days = [date.fromisoformat(row["period_start"][:10]) for row in past]
          axes.plot(days, numbers(past, "value"), color="#12436D", label="happened")
          days = [date.fromisoformat(row["period_start"][:10]) for row in ahead]
          axes.plot(days, numbers(ahead, "expected"), "--", color="#801650", label="expected")
          for level, shade in ((95, 0.15), (80, 0.25), (50, 0.35)):
              if f"lower_{level}" in (ahead[0] if ahead else {}):
                  axes.fill_between(
                      days,
                      numbers(ahead, f"lower_{level}"),
                      numbers(ahead, f"upper_{level}"),
                      color="#801650",
                      alpha=shade,
                      label=f"{level}% range",
                  )
          axes.set_title(title)
          axes.set_ylabel(unit)
          axes.legend()
          plot.show()\
      """;
}
