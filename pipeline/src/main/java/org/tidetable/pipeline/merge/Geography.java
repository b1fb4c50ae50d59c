package org.tidetable.pipeline.merge;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.tidetable.pipeline.conf.RunConfig;

/**
 * Which area lies in which. A trust belongs to the region in which the largest share of its
 * patients lives; where no catchment is known, to that of the acute trusts to which its attendances
 * are attributed; else to "England, region not known".
 */
public final class Geography {
  public static final String ENGLAND = "E92000001";
  public static final String SCOTLAND = "S92000003";

  /** The region of trusts for which none is known. */
  public static final String REGION_UNKNOWN = "region-unknown";

  private final Map<String, String> regionNames = new TreeMap<>();
  private final Map<String, Map<String, Double>> catchments = new HashMap<>();
  private final Map<String, Map<String, Double>> attributions = new HashMap<>();
  private final Map<String, Area> named = new TreeMap<>();
  private final List<Share> shares = new ArrayList<>();

  private Geography() {}

  /** The share of a trust's patients who live in an area, from 0 to 1. */
  public record Share(String trust, String area, double share) {}

  /** Reads the lookups that a configuration names. */
  public static Geography read(RunConfig.Areas areas, Function<String, Path> locate) {
    Geography geography = new Geography();
    Map<String, String> regionOfDistrict = new HashMap<>();
    if (!areas.authorityRegion().isEmpty()) {
      geography.readRegions(
          LookupTable.read(locate.apply(areas.authorityRegion())), regionOfDistrict);
    }
    if (!areas.trustCatchment().isEmpty()) {
      geography.readCatchments(
          LookupTable.read(locate.apply(areas.trustCatchment())), regionOfDistrict);
    }
    if (!areas.trustAttribution().isEmpty()) {
      geography.readAttributions(LookupTable.read(locate.apply(areas.trustAttribution())));
    }
    for (String names : areas.names()) {
      geography.readNames(LookupTable.read(locate.apply(names)));
    }
    return geography;
  }

  /** The catchments as read, by trust and area. */
  public List<Share> shares() {
    return shares.stream()
        .sorted(Comparator.comparing(Share::trust).thenComparing(Share::area))
        .toList();
  }

  private void readRegions(LookupTable table, Map<String, String> regionOfDistrict) {
    int district = table.column("ltla21_code");
    int code = table.column("region21_code");
    int name = table.column("region21_name");
    for (List<String> row : table.rows()) {
      regionOfDistrict.put(row.get(district), row.get(code));
      regionNames.put(row.get(code), row.get(name));
    }
  }

  private void readCatchments(LookupTable table, Map<String, String> regionOfDistrict) {
    int trust = table.column("nhs_trust22_code");
    int district = table.column("ltla21_code");
    int share = table.column("proportion_trust_came_from_ltla");
    for (List<String> row : table.rows()) {
      shares.add(new Share(row.get(trust), row.get(district), Double.parseDouble(row.get(share))));
      String region = regionOfDistrict.get(row.get(district));
      if (region != null) {
        catchments
            .computeIfAbsent(row.get(trust), any -> new TreeMap<>())
            .merge(region, Double.parseDouble(row.get(share)), Double::sum);
      }
    }
  }

  private void readAttributions(LookupTable table) {
    int trust = table.column("nhs_trust22_code_all");
    int acute = table.column("nhs_trust22_code_acute");
    int share = table.column("proportion_attendances_attributed_to_acute_trust");
    for (List<String> row : table.rows()) {
      attributions
          .computeIfAbsent(row.get(trust), any -> new TreeMap<>())
          .merge(row.get(acute), Double.parseDouble(row.get(share)), Double::sum);
    }
  }

  // Names are facts of their publishers, spelled as those spell them.
  private void readNames(LookupTable table) {
    String level = table.header().get(0).replace("_code", "");
    boolean withRegion = table.header().contains("region_code");
    for (List<String> row : table.rows()) {
      String code = row.get(0);
      String parent = withRegion ? row.get(table.column("region_code")) : nation(code, level);
      named.put(code, new Area(code, row.get(1), level, parent));
    }
  }

  private static String nation(String code, String level) {
    if (level.equals("council")) {
      return SCOTLAND;
    }
    return code.startsWith("E") ? ENGLAND : "";
  }

  /** The region of a trust, by the first route that leads to one. */
  public String regionOfTrust(String trust) {
    return largest(catchments.get(trust))
        .or(() -> largest(regionsOfAcuteTrusts(trust)))
        .orElse(REGION_UNKNOWN);
  }

  private Map<String, Double> regionsOfAcuteTrusts(String trust) {
    Map<String, Double> regions = new TreeMap<>();
    attributions
        .getOrDefault(trust, Map.of())
        .forEach(
            (acute, share) ->
                largest(catchments.get(acute))
                    .ifPresent(region -> regions.merge(region, share, Double::sum)));
    return regions;
  }

  // Of equal shares the region whose name comes first counts, so that the answer is one.
  private Optional<String> largest(@org.jspecify.annotations.Nullable Map<String, Double> shares) {
    if (shares == null || shares.isEmpty()) {
      return Optional.empty();
    }
    return shares.entrySet().stream()
        .max(
            Map.Entry.<String, Double>comparingByValue()
                .thenComparing(
                    entry -> regionNames.getOrDefault(entry.getKey(), entry.getKey()),
                    Comparator.reverseOrder()))
        .map(Map.Entry::getKey);
  }

  /**
   * All areas: the nations, the regions, and those that occur.
   *
   * @param occurring areas as the sources name them, without parents
   */
  public List<Area> areas(List<Area> occurring) {
    Map<String, Area> areas = new TreeMap<>();
    areas.put(ENGLAND, new Area(ENGLAND, "England", "nation", ""));
    areas.put(SCOTLAND, new Area(SCOTLAND, "Scotland", "nation", ""));
    areas.put(
        REGION_UNKNOWN, new Area(REGION_UNKNOWN, "England, region not known", "region", ENGLAND));
    regionNames.forEach((code, name) -> areas.put(code, new Area(code, name, "region", ENGLAND)));
    for (Area area : occurring) {
      areas.putIfAbsent(area.code(), complete(area));
    }
    return new ArrayList<>(areas.values());
  }

  /** The nations, the regions and everything that has a name, whether it occurs or not. */
  public List<Area> named() {
    return areas(new ArrayList<>(named.values()));
  }

  private Area complete(Area area) {
    Area known = named.get(area.code());
    String name = area.name().isEmpty() && known != null ? known.name() : area.name();
    String parent =
        switch (area.level()) {
          case "trust" -> regionOfTrust(area.code());
          case "council" -> SCOTLAND;
          case "region" -> ENGLAND;
          default -> known == null ? area.parent() : known.parent();
        };
    return new Area(area.code(), name.isEmpty() ? area.code() : name, area.level(), parent);
  }
}
