package org.tidetable.models.forecast.annual;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tidetable.models.forecast.ForecastMethod;
import org.tidetable.models.forecast.ForecastPath;
import org.tidetable.models.forecast.Series;

/**
 * The forecast of a group of series, times the share of each in it: for services and areas too
 * young for a trend and a season of their own, which they take from their group.
 *
 * <p>The group is the sum of its members, each from its first value on; it is missing in a period
 * in which a member is, unless the member has ended, a season or more before the others. A share is
 * that of the last season, or of what there is of it. Histories end together.
 *
 * <p>Source: Gross and Sohl (1990), Disaggregation methods to expedite product line forecasting.
 *
 * @param groupOf the group of each series, by the id of the series
 * @param method how groups are forecast
 */
public record ParentShare(Map<String, String> groupOf, ForecastMethod.Local method)
    implements ForecastMethod.Global {
  public ParentShare {
    groupOf = Map.copyOf(groupOf);
  }

  @Override
  public String name() {
    return "parent_share";
  }

  /** Nothing is kept: all shares are those of the histories that are forecast. */
  @Override
  public Trained train(List<Series> histories, int horizon) {
    return now -> forecast(now, horizon);
  }

  private List<ForecastPath> forecast(List<Series> histories, int horizon) {
    Map<String, List<Series>> members = new LinkedHashMap<>();
    for (Series history : histories) {
      String group = groupOf.get(history.id());
      if (group != null) {
        members.computeIfAbsent(group, none -> new ArrayList<>()).add(history);
      }
    }
    Map<String, Series> parents = new HashMap<>();
    Map<String, ForecastPath> paths = new HashMap<>();
    members.forEach(
        (group, series) -> {
          Series parent = sum(group, series);
          parents.put(group, parent);
          paths.put(group, method.forecast(parent, horizon));
        });
    return histories.stream()
        .map(
            history -> {
              String group = groupOf.get(history.id());
              Series parent = group == null ? null : parents.get(group);
              ForecastPath path = group == null ? null : paths.get(group);
              return parent == null || path == null
                  ? ForecastPath.refused("it belongs to no group")
                  : share(history, parent, path);
            })
        .toList();
  }

  private static Series sum(String group, List<Series> members) {
    LocalDateTime earliest =
        members.stream().map(ParentShare::begin).min(Comparator.naturalOrder()).orElseThrow();
    List<Series> lasting = members.stream().filter(one -> lasts(one, earliest)).toList();
    List<Series> used = lasting.isEmpty() ? members : lasting;
    Series first = used.stream().min(Comparator.comparing(Series::firstPeriod)).orElseThrow();
    double[] total = new double[first.length()];
    for (Series member : used) {
      int shift = (int) first.grain().between(first.firstPeriod(), member.firstPeriod());
      for (int index = begun(member); index < member.length(); index++) {
        if (index + shift < total.length) {
          total[index + shift] += member.value(index);
        }
      }
    }
    return new Series(group, first.grain(), first.firstPeriod(), total);
  }

  /** Whether it began within a season of the first of its group, and goes on to the end. */
  private static boolean lasts(Series member, LocalDateTime earliest) {
    int season = member.grain().season();
    int end = member.length();
    while (end > 0 && Double.isNaN(member.value(end - 1))) {
      end--;
    }
    return member.grain().between(earliest, begin(member)) < season
        && member.length() - end < season;
  }

  private static LocalDateTime begin(Series member) {
    return member.period(begun(member));
  }

  /** Index of the first observed value, or the length where there is none. */
  private static int begun(Series member) {
    int first = 0;
    while (first < member.length() && Double.isNaN(member.value(first))) {
      first++;
    }
    return first;
  }

  private static ForecastPath share(Series history, Series parent, ForecastPath path) {
    if (!path.isMade()) {
      return path;
    }
    int shift = (int) history.grain().between(parent.firstPeriod(), history.firstPeriod());
    double part = 0;
    double whole = 0;
    int used = 0;
    int season = history.grain().season();
    for (int index = history.length() - 1; index >= 0 && used < season; index--) {
      double total = index + shift < parent.length() ? parent.value(index + shift) : Double.NaN;
      if (!Double.isNaN(history.value(index)) && !Double.isNaN(total)) {
        part += history.value(index);
        whole += total;
        used++;
      }
    }
    if (used == 0) {
      return ForecastPath.refused("no period has both its value and that of its group");
    }
    if (whole <= 0 && part != 0) {
      return ForecastPath.refused("its group adds up to nothing, so that it has no share");
    }
    double[] values = path.values();
    for (int ahead = 0; ahead < values.length; ahead++) {
      values[ahead] *= part == 0 ? 0 : part / whole;
    }
    return ForecastPath.of(values);
  }
}
