package org.tidetable.pipeline.conf;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.models.vocabulary.Grain;
import org.tidetable.pipeline.conf.YamlReader.Bound;
import org.tidetable.pipeline.file.FileLayout;
import org.tidetable.pipeline.run.UserError;
import org.tidetable.pipeline.source.ColumnMapping;
import org.tidetable.pipeline.source.ColumnMapping.Privacy;
import org.tidetable.pipeline.source.CountsMapping;
import org.tidetable.pipeline.source.EventsMapping;
import org.tidetable.pipeline.source.PeopleMapping;
import org.tidetable.pipeline.source.PeriodFormat;
import org.tidetable.pipeline.source.SourceMapping;
import org.tidetable.pipeline.source.YearlyReturn;

/** Checks one mapping and reads the code lists that it names. */
final class MappingCheck {
  private static final String DATES = "is not a date pattern. Try yyyy-MM-dd or dd/MM/yyyy.";

  private final Path file;
  private final Bound<SourceMapping> bound;
  private final Problems problems;
  private final List<Path> listFiles = new ArrayList<>();
  private final SourceMapping checked;

  MappingCheck(Path file, Bound<SourceMapping> bound, Problems problems) {
    this.file = file;
    this.bound = bound;
    this.problems = problems;
    SourceMapping mapping = bound.value();
    checkKind(mapping);
    checkLayout(mapping.layout());
    checkCounts(mapping);
    checkEvents(mapping.events());
    checkPeople(mapping.people());
    Map<String, ColumnMapping> columns = new LinkedHashMap<>();
    mapping.columns().forEach((name, column) -> columns.put(name, checkedColumn(name, column)));
    this.checked = mapping.withColumns(columns);
  }

  /** The mapping with the codes of its lists. */
  SourceMapping checked() {
    return checked;
  }

  /** The code lists that were read. */
  List<Path> listFiles() {
    return listFiles;
  }

  private void checkKind(SourceMapping mapping) {
    long kinds =
        Stream.of(mapping.counts(), mapping.events(), mapping.people(), mapping.table())
            .filter(section -> section != null)
            .count();
    if (kinds != 1) {
      note("name", "give exactly one of counts, events, people and table.");
    }
  }

  private void checkLayout(FileLayout layout) {
    try {
      if (!Charset.isSupported(layout.encoding())) {
        note("file.encoding", "is not an encoding. Use utf-8 or windows-1252.");
      }
    } catch (IllegalArgumentException notAName) {
      note("file.encoding", "is not an encoding. Use utf-8 or windows-1252.");
    }
    if (layout.delimiter().length() != 1) {
      note("file.delimiter", "must be one character.");
    }
    if (layout.format() == FileLayout.Format.XML && layout.element().isEmpty()) {
      note("file", "of format xml lacks \"element\", the name of the element that is a row.");
    }
    if (layout.headingLine() < 1 || layout.headingRows() < 1) {
      note("file", "counts heading_line and heading_rows from 1.");
    }
  }

  private void checkCounts(SourceMapping mapping) {
    CountsMapping counts = mapping.counts();
    if (counts == null) {
      return;
    }
    if (counts.grain() == Grain.HOUR) {
      note(
          "counts.grain",
          "is hour, and a run keeps days: the hours of a day would be one. Add them up before, or give"
              + " series by hour to the command forecast.");
    }
    String format = counts.period().format();
    if (!PeriodFormat.isKnown(format)) {
      note("counts.period.format", "is not a date pattern. Try yyyy-MM-dd or MMMM yyyy.");
    } else if (PeriodFormat.takesTwoColumns(format) && counts.period().columns().size() != 2) {
      note("counts.period.columns", "must be two for " + format + ": the year, and what it is.");
    }
    boolean allDated = counts.measures().stream().noneMatch(m -> m.period().isEmpty());
    if (counts.period().columns().isEmpty() && !allDated) {
      note("counts.period.columns", "names no column, and not every measure has a period.");
    }
    for (int i = 0; i < counts.measures().size(); i++) {
      String period = counts.measures().get(i).period();
      if (!period.isEmpty() && !isDate(period)) {
        note("counts.measures[" + i + "].period", "is not a date. Write yyyy-MM-dd.");
      }
    }
    if (mapping.publishedBy().isEmpty()
        || mapping.licence().isEmpty()
        || mapping.address().isEmpty()) {
      note("name", "counts need published_by, licence and address, so that they may pass.");
    }
  }

  private void checkEvents(@org.jspecify.annotations.Nullable EventsMapping events) {
    if (events == null) {
      return;
    }
    if (!PeriodFormat.isDatePattern(events.dateFormat())) {
      note("events.date_format", DATES);
    }
    boolean byCode = !events.code().isEmpty() && !events.codes().isEmpty();
    if (byCode == !events.kinds().isEmpty()) {
      note("events", "tells a row's kind by code and codes, or by kinds. Give one of the two.");
    }
    if (events.record().isEmpty()) {
      note("events.record", "names no column. Name the record's id, or the columns that make one.");
    }
    if (!YearlyReturn.isKnown(events.knownEachYear())) {
      note("events.known_each_year", "is not a day of the year. Write MM-dd, for example 03-31.");
    }
    if (!events.knownEachYear().isEmpty() && !events.known().isEmpty()) {
      note("events.known_each_year", "is given beside \"known\". Give one of the two.");
    }
    if (events.knownLagDays() < 0) {
      note("events.known_lag_days", "is below 0. A fact cannot be known before it happens.");
    }
  }

  private void checkPeople(@org.jspecify.annotations.Nullable PeopleMapping people) {
    if (people == null) {
      return;
    }
    if (!PeriodFormat.isDatePattern(people.dateFormat())) {
      note("people.date_format", DATES);
    }
    if (people.since() != null && !isDate(people.since())) {
      note("people.since", "is not a date. Write yyyy-MM-dd.");
    }
    ColumnMapping birth = bound.value().columns().get(people.birth());
    boolean banded = birth != null && birth.privacy() == Privacy.BAND;
    if (!people.birth().isEmpty() && !banded) {
      note("people.birth", "must be banded: declare its column with privacy: band.");
    }
  }

  private ColumnMapping checkedColumn(String name, ColumnMapping column) {
    String path = "columns." + name;
    if (bound.value().table() != null && StoreSchema.PLACE.contains(name)) {
      note(
          path,
          "is a word that the store uses itself. Name the column otherwise, with \"also: "
              + name
              + "\" for its heading.");
    }
    if (!column.format().isEmpty() && !PeriodFormat.isDatePattern(column.format())) {
      note(path + ".format", DATES);
    }
    if (column.privacy() == Privacy.BAND && column.band() == null) {
      note(path, "is banded but does not say how coarse. Add band: month, year or outward.");
    }
    if (column.codeList().isEmpty()) {
      return column;
    }
    if (!column.codes().isEmpty()) {
      note(path, "gives both codes and code_list. Give one of the two.");
    }
    Path list = file.resolveSibling(column.codeList()).normalize();
    try {
      Map<String, String> codes = CodeList.read(list);
      listFiles.add(list);
      return column.withCodes(codes);
    } catch (UserError refused) {
      note(path + ".code_list", String.valueOf(refused.getMessage()));
      return column;
    }
  }

  private static boolean isDate(String text) {
    try {
      return LocalDate.parse(text) != null;
    } catch (DateTimeParseException notOne) {
      return false;
    }
  }

  private void note(String path, String message) {
    problems.add(
        file.toString(), bound.places().line(path), bound.places().column(path), path, message);
  }
}
