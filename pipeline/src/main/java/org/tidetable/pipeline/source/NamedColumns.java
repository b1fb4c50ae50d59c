package org.tidetable.pipeline.source;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tidetable.pipeline.identity.GatedColumn.Meaning;

/** The columns that the sections of a mapping name, and what they take them for. */
final class NamedColumns {
  private final Map<String, Meaning> meanings = new LinkedHashMap<>();

  private NamedColumns() {}

  /** Each named column with its meaning; where two sections name one, the first counts. */
  static Map<String, Meaning> of(SourceMapping mapping) {
    NamedColumns named = new NamedColumns();
    CountsMapping counts = mapping.counts();
    if (counts != null) {
      named.add(Meaning.EVENT_DATE, counts.period().columns());
      counts.areas().forEach(rule -> named.area(rule));
      counts.measures().forEach(measure -> named.add(Meaning.NUMBER, measure.column()));
      counts.measures().forEach(measure -> named.conditions(measure.where()));
    }
    EventsMapping events = mapping.events();
    if (events != null) {
      named.add(Meaning.PSEUDONYM, events.person());
      named.add(Meaning.EVENT_DATE, events.start(), events.end(), events.known());
      named.add(Meaning.NUMBER, events.quantity());
      named.add(Meaning.TEXT, events.code(), events.area(), events.provider());
      events.kinds().forEach(rule -> named.conditions(rule.where()));
      events.kinds().forEach(rule -> named.add(Meaning.NUMBER, rule.quantity()));
      named.add(Meaning.TEXT, events.record());
    }
    PeopleMapping people = mapping.people();
    if (people != null) {
      named.add(Meaning.PSEUDONYM, people.person(), people.household());
      named.add(Meaning.EVENT_DATE, people.from(), people.to(), people.died(), people.known());
      named.add(
          Meaning.TEXT,
          people.birth(),
          people.sex(),
          people.ethnicGroup(),
          people.area(),
          people.provider());
    }
    mapping.leaveOut().forEach(named::conditions);
    return named.meanings;
  }

  private void area(CountsMapping.AreaRule rule) {
    add(Meaning.TEXT, rule.code(), rule.name());
    conditions(rule.where());
  }

  private void conditions(Map<String, List<String>> where) {
    where.keySet().forEach(column -> add(Meaning.TEXT, column));
  }

  private void add(Meaning meaning, String... columns) {
    add(meaning, List.of(columns));
  }

  private void add(Meaning meaning, List<String> columns) {
    for (String column : columns) {
      if (!column.isEmpty()) {
        meanings.putIfAbsent(column, meaning);
      }
    }
  }
}
