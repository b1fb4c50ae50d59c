package org.tidetable.pipeline.conf;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.tidetable.models.vocabulary.Grain;
import org.tidetable.pipeline.identity.GatedColumn;
import org.tidetable.pipeline.identity.GatedColumn.Meaning;

/** What had been planned for the past: a number for each area and period, to be scored. */
final class PlanFile {
  private static final List<GatedColumn> COLUMNS =
      List.of(
          new GatedColumn("area_code", Meaning.TEXT),
          new GatedColumn("age_group", Meaning.TEXT),
          new GatedColumn("category", Meaning.TEXT),
          new GatedColumn("period_start", Meaning.EVENT_DATE),
          new GatedColumn("value", Meaning.NUMBER));
  private static final List<String> REQUIRED = List.of("area_code", "period_start", "value");
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,12}(\\.\\d{1,6})?");

  private final Path file;
  private final String demand;
  private final Grain grain;
  private final Problems problems;
  private final List<Planning.PlannedValue> values = new ArrayList<>();
  private final Set<List<String>> seen = new HashSet<>();

  PlanFile(Path file, String demand, Grain grain, Problems problems) {
    this.file = file;
    this.demand = demand;
    this.grain = grain;
    this.problems = problems;
  }

  List<Planning.PlannedValue> read() {
    new PlainTable(file, COLUMNS, REQUIRED, problems).each(this::read);
    return values;
  }

  private void read(PlainTable.Entry row) {
    String area = row.text("area_code");
    if (area.isEmpty()) {
      row.note("area_code", "is blank. Fill it in.");
      return;
    }
    if (!NUMBER.matcher(row.text("value")).matches()) {
      row.note("value", "is no number. Leave the row out where nothing was planned.");
      return;
    }
    Optional<LocalDate> day = row.day("period_start");
    if (day.isEmpty()) {
      return;
    }
    LocalDate start = grain.startOf(day.get().atStartOfDay()).toLocalDate();
    if (!start.equals(day.get())) {
      row.note(
          "period_start",
          day.get() + " is not the first day of a " + grain.code() + ". Write " + start + ".");
      return;
    }
    if (!seen.add(List.of(area, row.text("age_group"), row.text("category"), start.toString()))) {
      row.note("period_start", "stands twice for this area. Keep one.");
      return;
    }
    values.add(
        new Planning.PlannedValue(
            new Planning.Place(
                demand, area, row.text("age_group"), row.text("category"), row.spot("area_code")),
            start,
            Double.parseDouble(row.text("value"))));
  }
}
