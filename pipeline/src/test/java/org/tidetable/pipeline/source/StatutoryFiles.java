package org.tidetable.pipeline.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Which ready mappings read which files of an invented population in the statutory formats. */
final class StatutoryFiles {
  private static final Map<String, List<String>> OF_FOLDER =
      Map.of(
          "ecds", List.of("ecds"),
          "sus_apc", List.of("sus-apc"),
          "cld", List.of("cld"),
          "school/census", List.of("school-census"),
          "school/attendance", List.of("school-attendance-possible", "school-attendance-missed"),
          "school/exclusions", List.of("school-exclusions"),
          "omop/visit_occurrence", List.of("omop-visit-occurrence"),
          "omop/drug_exposure", List.of("omop-drug-exposure"),
          "cin",
              List.of(
                  "cin-children",
                  "cin-referrals",
                  "cin-assessments",
                  "cin-enquiries",
                  "cin-protection-plans"));

  private StatutoryFiles() {}

  /** Every file of an extract, in the order of their names, each with its mappings. */
  static Map<Path, List<SourceMapping>> in(Path folder) {
    Map<Path, List<SourceMapping>> found = new LinkedHashMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      walk.filter(Files::isRegularFile)
          .filter(file -> !folder.equals(file.getParent()))
          .sorted()
          .forEach(file -> found.put(file, mappings(folder.relativize(file))));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return found;
  }

  private static List<SourceMapping> mappings(Path file) {
    String parent = String.valueOf(file.getParent());
    List<String> names = OF_FOLDER.get(parent);
    if (names == null) {
      // ssda903/2024/oc2.csv, omop/person.csv: the folder's name and the file's.
      String own = String.valueOf(file.getFileName()).replace(".csv", "").replace('_', '-');
      names = List.of(file.getName(0) + "-" + own);
    }
    return names.stream().map(name -> PublicFiles.mapping(name + ".yaml")).toList();
  }
}
