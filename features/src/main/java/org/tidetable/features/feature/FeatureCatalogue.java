package org.tidetable.features.feature;

import static org.tidetable.models.vocabulary.Require.require;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** All features, in the order of the columns of a frame. */
public final class FeatureCatalogue {
  private static final List<Feature> ALL =
      Stream.of(
              PersonFeatures.ALL,
              HealthFeatures.ALL,
              CareFeatures.ALL,
              EducationFeatures.ALL,
              CrossSectorFeatures.ALL)
          .flatMap(List::stream)
          .toList();

  static {
    Set<String> names = new HashSet<>();
    ALL.forEach(feature -> require(names.add(feature.name()), "%s stands twice", feature.name()));
  }

  private FeatureCatalogue() {}

  public static List<Feature> all() {
    return ALL;
  }
}
