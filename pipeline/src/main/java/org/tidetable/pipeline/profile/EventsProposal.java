package org.tidetable.pipeline.profile;

import static org.tidetable.pipeline.profile.YamlLines.quoted;

import java.util.List;
import java.util.Optional;

/** The section {@code events} of rows about persons, for a person to fill in. */
final class EventsProposal {
  private EventsProposal() {}

  /** Adds the section as a comment, with the columns that fit. */
  static void aside(FileProfile profile, YamlLines lines) {
    Optional<ColumnFacts> person =
        profile.columns().stream()
            .filter(c -> c.sign().filter(s -> s == IdentifierSign.PERSON).isPresent())
            .findFirst()
            .or(() -> profile.columns().stream().filter(ColumnFacts::pseudonym).findFirst())
            .or(() -> profile.identifying().stream().findFirst());
    List<ColumnFacts> days =
        profile.columns().stream()
            .filter(c -> c.sign().isEmpty() && c.time().filter(TimeFacts::isDay).isPresent())
            .toList();
    List<String> record =
        profile.columns().stream().filter(ColumnFacts::isKey).map(ColumnFacts::heading).toList();
    lines.blank();
    lines.comment(
        "If each row is something that happened to a person: take the # away below, fill in what"
            + " is in capitals, and delete the line \"table: {}\". describe lists the kinds.");
    lines.line(0, "# events:");
    lines.line(0, "#   person: " + person.map(c -> quoted(c.heading())).orElse("COLUMN"), "likely");
    lines.line(0, "#   kinds: [{kind: KIND, where: {COLUMN: VALUE}}]");
    lines.line(
        0,
        "#   start: " + (days.isEmpty() ? "COLUMN" : quoted(days.get(0).heading())),
        "a guess: the first column of days");
    lines.line(
        0,
        "#   date_format: "
            + (days.isEmpty()
                ? "PATTERN"
                : quoted(days.get(0).time().orElseThrow().spelling().pattern())));
    lines.line(
        0,
        "#   record: [" + (record.isEmpty() ? "COLUMN" : quoted(record.get(0))) + "]",
        "the columns that tell one record from all others");
  }
}
