package org.tidetable.pipeline.conf;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Whether the settings about people are complete: what is not known of an opt-out is refused. */
final class PeopleCheck {
  private final RunConfig.People people;
  private final BiConsumer<String, String> note;

  /**
   * @param note takes the path of a setting and what is wrong with it
   */
  PeopleCheck(RunConfig.People people, BiConsumer<String, String> note) {
    this.people = people;
    this.note = note;
  }

  /**
   * Notes what is missing.
   *
   * @param real whether a source may hold events of real people
   */
  void optOut(boolean real) {
    RunConfig.OptOut optOut = people.optOut();
    if (optOut == null) {
      if (real) {
        note.accept(
            "people",
            "lacks \"opt_out\", and a source may hold real people. Say how the national data"
                + " opt-out was applied: {applied: DATE, by: WHO}, {list: FILE, version: DATE} or"
                + " {not_applicable: REASON}.");
      }
      return;
    }
    long ways =
        Stream.of(optOut.applied(), optOut.list(), optOut.notApplicable())
            .filter(way -> !way.isBlank())
            .count();
    if (ways != 1) {
      note.accept(
          "people.opt_out",
          "names " + ways + " ways. Name one of applied, list and" + " not_applicable.");
    }
    if (!optOut.applied().isEmpty()) {
      date("people.opt_out.applied", optOut.applied());
      if (optOut.by().isBlank()) {
        note.accept("people.opt_out", "lacks \"by\": who applied it?");
      }
    }
    boolean lists = !optOut.list().isEmpty() || !people.objections().isEmpty();
    if (lists && people.links().isEmpty()) {
      note.accept(
          "people", "lacks \"links\", without which a list of people cannot be held to rows.");
    }
    if (!optOut.list().isEmpty()) {
      date("people.opt_out.version", optOut.version());
    }
  }

  private void date(String path, String text) {
    try {
      LocalDate.parse(text);
    } catch (DateTimeParseException notOne) {
      note.accept(path, "is not a date. Write yyyy-MM-dd.");
    }
  }

  /** The files that must be there, with their settings. */
  List<Named> files() {
    RunConfig.OptOut optOut = people.optOut();
    return Stream.of(
            new Named("people.register", people.register()),
            new Named("people.links", people.links()),
            new Named("people.objections", people.objections()),
            new Named("people.opt_out.list", optOut == null ? "" : optOut.list()))
        .filter(named -> !named.file().isEmpty())
        .toList();
  }

  /** A setting that names a file. */
  record Named(String path, String file) {}
}
