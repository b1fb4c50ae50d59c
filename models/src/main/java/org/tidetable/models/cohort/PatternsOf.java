package org.tidetable.models.cohort;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Gathers the patterns of events that rules speak of, in the order in which they do. */
final class PatternsOf implements Rule.Cases<Boolean> {
  private final Set<EventPattern> patterns = new LinkedHashSet<>();

  List<EventPattern> all() {
    return List.copyOf(patterns);
  }

  boolean add(EventPattern pattern) {
    return patterns.add(pattern);
  }

  @Override
  public Boolean amount(Rule.Amount rule) {
    return add(rule.events());
  }

  @Override
  public Boolean ongoing(Rule.Ongoing rule) {
    return add(rule.events());
  }

  @Override
  public Boolean edge(Rule.Edge rule) {
    return add(rule.events());
  }

  @Override
  public Boolean pair(Rule.Pair rule) {
    boolean one = add(rule.one());
    return add(rule.other()) || one;
  }

  @Override
  public Boolean some(Rule.Some rule) {
    boolean any = false;
    for (Rule each : rule.rules()) {
      any |= each.fold(this);
    }
    return any;
  }

  @Override
  public Boolean not(Rule.Not rule) {
    return rule.rule().fold(this);
  }

  @Override
  public Boolean assumed(Rule.Assumed rule) {
    return rule.rule().fold(this);
  }

  @Override
  public Boolean age(Rule.Age rule) {
    return false;
  }

  @Override
  public Boolean sex(Rule.Sex rule) {
    return false;
  }

  @Override
  public Boolean area(Rule.Area rule) {
    return false;
  }

  @Override
  public Boolean resident(Rule.Resident rule) {
    return false;
  }
}
