package org.tidetable.pipeline.cohort.clinical;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tidetable.pipeline.file.FileLayout;
import org.tidetable.pipeline.file.Line;
import org.tidetable.pipeline.file.TableReader;
import org.tidetable.pipeline.file.Tables;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.UserError;

/** The concepts of a definition's sets, descendants included and excluded ones left out. */
final class ConceptSets {
  private static final Set<String> SET = Set.of("id", "name", "expression");
  private static final Set<String> ITEM = Set.of("concept", "isExcluded", "includeDescendants");

  private final Map<Integer, Set<Long>> concepts = new HashMap<>();

  private ConceptSets() {}

  /**
   * Reads them.
   *
   * @param ancestors OMOP's concept_ancestor as CSV
   */
  static ConceptSets read(Spot sets, Optional<Path> ancestors) {
    ConceptSets read = new ConceptSets();
    Map<Long, Set<Long>> descendants = descendants(asked(sets), ancestors, sets);
    for (Spot set : sets.each()) {
      set.only(SET);
      Set<Long> in = new HashSet<>();
      Set<Long> out = new HashSet<>();
      for (Spot item : set.at("expression").at("items").each()) {
        item.only(ITEM);
        long concept = item.at("concept").at("CONCEPT_ID").node().asLong();
        Set<Long> all = item.at("isExcluded").flag() ? out : in;
        all.add(concept);
        if (item.at("includeDescendants").flag()) {
          all.addAll(descendants.getOrDefault(concept, Set.of()));
        }
      }
      in.removeAll(out);
      read.concepts.put(set.at("id").number(0), in);
    }
    return read;
  }

  /** The concepts of the set with that number. */
  Set<Long> of(Spot number) {
    Set<Long> found = concepts.get(number.number(-1));
    if (found == null) {
      throw number.refused("names a concept set that the definition does not have.");
    }
    return found;
  }

  private static Set<Long> asked(Spot sets) {
    Set<Long> asked = new HashSet<>();
    for (Spot set : sets.each()) {
      for (Spot item : set.at("expression").at("items").each()) {
        if (item.at("includeDescendants").flag()) {
          asked.add(item.at("concept").at("CONCEPT_ID").node().asLong());
        }
      }
    }
    return asked;
  }

  private static Map<Long, Set<Long>> descendants(Set<Long> asked, Optional<Path> file, Spot sets) {
    Map<Long, Set<Long>> descendants = new HashMap<>();
    if (asked.isEmpty()) {
      return descendants;
    }
    Path ancestors = file.filter(Files::isRegularFile).orElse(Path.of(""));
    if (ancestors.toString().isEmpty()) {
      throw sets.refused(
          "includes descendants, but there is no concept_ancestor.csv among the tables. Add it.");
    }
    try (TableReader table = Tables.open(ancestors, FileLayout.CSV_FILE)) {
      int above = table.header().indexOf("ancestor_concept_id");
      int below = table.header().indexOf("descendant_concept_id");
      if (above < 0 || below < 0) {
        throw UserError.of(
            ExitCode.INPUT,
            "%s:1:1  needs ancestor_concept_id and descendant_concept_id. Add them.",
            ancestors);
      }
      while (table.hasNext()) {
        Line line = table.next();
        long ancestor = Long.parseLong(line.cells().get(above));
        if (asked.contains(ancestor)) {
          descendants
              .computeIfAbsent(ancestor, any -> new HashSet<>())
              .add(Long.parseLong(line.cells().get(below)));
        }
      }
      return descendants;
    } catch (NumberFormatException notOne) {
      throw UserError.of(
          ExitCode.INPUT, "%s  holds a concept that is no number. Mend it.", ancestors);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
