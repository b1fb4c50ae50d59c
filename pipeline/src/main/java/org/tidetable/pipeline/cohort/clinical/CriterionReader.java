package org.tidetable.pipeline.cohort.clinical;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.tidetable.models.cohort.clinical.Criterion;
import org.tidetable.models.cohort.clinical.Domain;
import org.tidetable.models.cohort.clinical.Group;
import org.tidetable.models.cohort.clinical.Group.Correlated;
import org.tidetable.models.cohort.clinical.Group.Demographic;
import org.tidetable.models.cohort.clinical.Group.Edge;
import org.tidetable.models.cohort.clinical.Group.Span;
import org.tidetable.models.cohort.clinical.Range;

/** Reads criteria and groups of them; what is not supported is refused by its JSON path. */
final class CriterionReader {
  private static final Map<String, Domain> DOMAINS =
      Map.of(
          "ConditionOccurrence", Domain.CONDITION_OCCURRENCE,
          "DrugExposure", Domain.DRUG_EXPOSURE,
          "VisitOccurrence", Domain.VISIT_OCCURRENCE,
          "ObservationPeriod", Domain.OBSERVATION_PERIOD,
          "Death", Domain.DEATH);
  private static final Set<String> EVENT =
      Set.of(
          "CodesetId",
          "First",
          "OccurrenceStartDate",
          "OccurrenceEndDate",
          "Age",
          "Gender",
          "CorrelatedCriteria");
  private static final Set<String> PERIOD =
      Set.of("First", "PeriodStartDate", "PeriodEndDate", "AgeAtStart", "CorrelatedCriteria");
  private static final Set<String> GROUP =
      Set.of("Type", "Count", "CriteriaList", "DemographicCriteriaList", "Groups");
  private static final Set<String> CORRELATED =
      Set.of(
          "Criteria",
          "StartWindow",
          "EndWindow",
          "Occurrence",
          "RestrictVisit",
          "IgnoreObservationPeriod");
  private static final Set<String> DEMOGRAPHIC =
      Set.of("Age", "Gender", "OccurrenceStartDate", "OccurrenceEndDate");
  private static final Set<String> WINDOW = Set.of("Start", "End", "UseIndexEnd", "UseEventEnd");

  private final ConceptSets sets;

  CriterionReader(ConceptSets sets) {
    this.sets = sets;
  }

  List<Criterion> list(Spot list) {
    List<Criterion> criteria = new ArrayList<>();
    list.each().forEach(spot -> criteria.add(criterion(spot)));
    return criteria;
  }

  private Criterion criterion(Spot spot) {
    spot.only(DOMAINS.keySet());
    List<String> names = new ArrayList<>();
    spot.node().fieldNames().forEachRemaining(names::add);
    Domain domain = names.size() == 1 ? DOMAINS.get(names.get(0)) : null;
    if (domain == null) {
      throw spot.refused("must name one table, such as ConditionOccurrence.");
    }
    Spot asked = spot.at(names.get(0));
    boolean period = domain == Domain.OBSERVATION_PERIOD;
    Set<String> known = new HashSet<>(period ? PERIOD : EVENT);
    if (domain == Domain.DRUG_EXPOSURE) {
      known.add("DaysSupply");
    }
    asked.only(known);
    boolean any = !asked.at("CodesetId").given();
    return new Criterion(
        domain,
        any,
        any ? Set.of() : sets.of(asked.at("CodesetId")),
        asked.at("First").flag(),
        range(asked.at(period ? "PeriodStartDate" : "OccurrenceStartDate"), true),
        range(asked.at(period ? "PeriodEndDate" : "OccurrenceEndDate"), true),
        range(asked.at(period ? "AgeAtStart" : "Age"), false),
        genders(asked.at("Gender")),
        range(asked.at("DaysSupply"), false),
        group(asked.at("CorrelatedCriteria")));
  }

  private static Set<Long> genders(Spot list) {
    Set<Long> genders = new HashSet<>();
    list.each().forEach(spot -> genders.add(spot.at("CONCEPT_ID").node().asLong()));
    return genders;
  }

  private static Range range(Spot spot, boolean days) {
    if (!spot.given()) {
      return Range.ANY;
    }
    spot.only(Set.of("Value", "Op", "Extent"));
    Range.Op op =
        switch (spot.at("Op").text("").toLowerCase(Locale.ROOT)) {
          case "lt" -> Range.Op.LT;
          case "lte" -> Range.Op.LTE;
          case "eq" -> Range.Op.EQ;
          case "gte" -> Range.Op.GTE;
          case "gt" -> Range.Op.GT;
          case "bt" -> Range.Op.BETWEEN;
          case "!bt" -> Range.Op.NOT_BETWEEN;
          default -> throw spot.at("Op").refused("must be lt, lte, eq, gte, gt, bt or !bt.");
        };
    boolean span = op == Range.Op.BETWEEN || op == Range.Op.NOT_BETWEEN;
    return new Range(op, value(spot.at("Value"), days), span ? value(spot.at("Extent"), days) : 0);
  }

  private static double value(Spot spot, boolean days) {
    if (!days && !spot.node().isNumber()) {
      throw spot.refused("must be a number.");
    }
    return days ? spot.day() : spot.node().asDouble();
  }

  /** A group; one that is absent or asks nothing holds. */
  Group group(Spot spot) {
    if (!spot.given()) {
      return Group.NOTHING;
    }
    spot.only(GROUP);
    Group.Type type =
        switch (spot.at("Type").text("ALL").toUpperCase(Locale.ROOT)) {
          case "ALL" -> Group.Type.ALL;
          case "ANY" -> Group.Type.ANY;
          case "AT_LEAST" -> Group.Type.AT_LEAST;
          case "AT_MOST" -> Group.Type.AT_MOST;
          default -> throw spot.at("Type").refused("must be ALL, ANY, AT_LEAST or AT_MOST.");
        };
    List<Correlated> criteria = new ArrayList<>();
    spot.at("CriteriaList").each().forEach(each -> criteria.add(correlated(each)));
    List<Demographic> people = new ArrayList<>();
    for (Spot each : spot.at("DemographicCriteriaList").each()) {
      each.only(DEMOGRAPHIC);
      people.add(
          new Demographic(
              range(each.at("Age"), false),
              genders(each.at("Gender")),
              range(each.at("OccurrenceStartDate"), true),
              range(each.at("OccurrenceEndDate"), true)));
    }
    List<Group> groups = new ArrayList<>();
    spot.at("Groups").each().forEach(each -> groups.add(group(each)));
    boolean nothing = criteria.isEmpty() && people.isEmpty() && groups.isEmpty();
    return nothing
        ? Group.NOTHING
        : new Group(type, spot.at("Count").number(0), criteria, people, groups);
  }

  private Correlated correlated(Spot spot) {
    spot.only(CORRELATED);
    Spot occurrence = spot.at("Occurrence").only(Set.of("Type", "Count", "IsDistinct"));
    Group.Occurrence kind =
        switch (occurrence.at("Type").number(2)) {
          case 0 -> Group.Occurrence.EXACTLY;
          case 1 -> Group.Occurrence.AT_MOST;
          case 2 -> Group.Occurrence.AT_LEAST;
          default -> throw occurrence.at("Type").refused("must be 0, 1 or 2.");
        };
    return new Correlated(
        criterion(spot.at("Criteria")),
        span(spot.at("StartWindow"), false),
        span(spot.at("EndWindow"), true),
        kind,
        occurrence.at("Count").number(1),
        occurrence.at("IsDistinct").flag(),
        spot.at("RestrictVisit").flag(),
        spot.at("IgnoreObservationPeriod").flag());
  }

  private static Span span(Spot spot, boolean endsUnlessSaid) {
    if (!spot.given()) {
      return Span.ANY;
    }
    spot.only(WINDOW);
    boolean ofEnd = spot.at("UseEventEnd").given() ? spot.at("UseEventEnd").flag() : endsUnlessSaid;
    return new Span(
        edge(spot.at("Start"), -1), edge(spot.at("End"), 1), spot.at("UseIndexEnd").flag(), ofEnd);
  }

  private static Edge edge(Spot spot, int openTowards) {
    spot.only(Set.of("Days", "Coeff"));
    int direction = spot.at("Coeff").number(openTowards);
    if (spot.at("Days").given()) {
      return new Edge(false, direction * spot.at("Days").number(0));
    }
    if (direction != openTowards) {
      throw spot.refused("has no Days, but looks the wrong way. Give it Days.");
    }
    return Edge.OPEN;
  }
}
