package org.tidetable.pipeline.cohort.clinical;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.tidetable.models.cohort.clinical.ClinicalCohort;
import org.tidetable.models.cohort.clinical.ClinicalCohort.EndStrategy;
import org.tidetable.models.cohort.clinical.ClinicalCohort.Limit;
import org.tidetable.models.cohort.clinical.Group;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.UserError;

/** Reads a cohort definition of OHDSI (Circe JSON). */
public final class CirceReader {
  private static final Set<String> ROOT =
      Set.of(
          "Title",
          "cdmVersionRange",
          "ConceptSets",
          "PrimaryCriteria",
          "AdditionalCriteria",
          "QualifiedLimit",
          "ExpressionLimit",
          "InclusionRules",
          "EndStrategy",
          "CensoringCriteria",
          "CollapseSettings",
          "CensorWindow");

  private CirceReader() {}

  /**
   * The definition in that file.
   *
   * @param ancestors OMOP's concept_ancestor as CSV, where a set includes descendants
   * @throws UserError with exit code 3 and the JSON path of what is not supported
   */
  public static ClinicalCohort read(Path file, Optional<Path> ancestors) {
    Spot root = new Spot(file, tree(file), "$").only(ROOT);
    ConceptSets sets = ConceptSets.read(root.at("ConceptSets"), ancestors);
    CriterionReader criteria = new CriterionReader(sets);
    Spot primary =
        root.at("PrimaryCriteria")
            .only(Set.of("CriteriaList", "ObservationWindow", "PrimaryCriteriaLimit"));
    if (primary.at("CriteriaList").each().isEmpty()) {
      throw primary.at("CriteriaList").refused("lets nobody enter. Add a criterion.");
    }
    List<Group> inclusion = new ArrayList<>();
    for (Spot rule : root.at("InclusionRules").each()) {
      rule.only(Set.of("name", "description", "expression"));
      inclusion.add(criteria.group(rule.at("expression")));
    }
    Spot collapse = root.at("CollapseSettings").only(Set.of("CollapseType", "EraPad"));
    if (!collapse.at("CollapseType").text("ERA").equals("ERA")) {
      throw collapse.at("CollapseType").refused("must be ERA.");
    }
    Spot window = root.at("CensorWindow").only(Set.of("StartDate", "EndDate"));
    Spot observed = primary.at("ObservationWindow").only(Set.of("PriorDays", "PostDays"));
    return new ClinicalCohort(
        criteria.list(primary.at("CriteriaList")),
        observed.at("PriorDays").number(0),
        observed.at("PostDays").number(0),
        limit(primary.at("PrimaryCriteriaLimit")),
        criteria.group(root.at("AdditionalCriteria")),
        limit(root.at("QualifiedLimit")),
        inclusion,
        limit(root.at("ExpressionLimit")),
        end(root.at("EndStrategy"), sets),
        criteria.list(root.at("CensoringCriteria")),
        collapse.at("EraPad").number(0),
        window.at("StartDate").given() ? window.at("StartDate").day() : Integer.MIN_VALUE,
        window.at("EndDate").given() ? window.at("EndDate").day() : Integer.MAX_VALUE);
  }

  private static Limit limit(Spot spot) {
    String type = spot.only(Set.of("Type")).at("Type").text("All");
    return switch (type.toUpperCase(Locale.ROOT)) {
      case "ALL" -> Limit.ALL;
      case "FIRST" -> Limit.FIRST;
      case "LAST" -> Limit.LAST;
      default -> throw spot.at("Type").refused("must be All, First or Last.");
    };
  }

  private static EndStrategy end(Spot spot, ConceptSets sets) {
    if (!spot.given() || spot.node().isEmpty()) {
      return new ClinicalCohort.EndOfObservation();
    }
    spot.only(Set.of("DateOffset", "CustomEra"));
    if (spot.at("DateOffset").given()) {
      Spot offset = spot.at("DateOffset").only(Set.of("DateField", "Offset"));
      String field = offset.at("DateField").text("StartDate");
      if (!Set.of("StartDate", "EndDate").contains(field)) {
        throw offset.at("DateField").refused("must be StartDate or EndDate.");
      }
      return new ClinicalCohort.Offset(field.equals("EndDate"), offset.at("Offset").number(0));
    }
    Spot era = spot.at("CustomEra").only(Set.of("DrugCodesetId", "GapDays", "Offset"));
    return new ClinicalCohort.DrugEra(
        sets.of(era.at("DrugCodesetId")), era.at("GapDays").number(30), era.at("Offset").number(0));
  }

  private static JsonNode tree(Path file) {
    try {
      JsonNode tree = JsonMapper.builder().build().readTree(file.toFile());
      if (!tree.isObject()) {
        throw UserError.of(ExitCode.CONFIGURATION, "%s:1:1  holds no definition.", file);
      }
      return tree;
    } catch (JsonProcessingException broken) {
      throw UserError.of(
          ExitCode.CONFIGURATION,
          "%s:%d:%d  is not JSON. Export the definition again.",
          file,
          broken.getLocation().getLineNr(),
          broken.getLocation().getColumnNr());
    } catch (IOException failure) {
      throw UserError.of(ExitCode.CONFIGURATION, "%s  cannot be read. Check the path.", file);
    }
  }
}
