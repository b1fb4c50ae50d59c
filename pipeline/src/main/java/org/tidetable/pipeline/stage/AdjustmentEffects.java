package org.tidetable.pipeline.stage;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tidetable.models.forecast.Forecast;
import org.tidetable.pipeline.conf.Planning;
import org.tidetable.pipeline.quality.QualityCheck;

/** Adjustments that change no number: whoever wrote them thinks that they do. */
final class AdjustmentEffects {
  static final String CHECK = "adjustment_without_effect";

  private AdjustmentEffects() {}

  /** A warning for each line that changes nothing, with its file and line and what to do. */
  static List<QualityCheck> without(
      Map<String, List<Planning.Adjustment>> adjustments, List<Forecast> forecasts) {
    Map<String, Forecast> byId = new HashMap<>();
    forecasts.forEach(forecast -> byId.put(forecast.seriesId(), forecast));
    List<QualityCheck> warnings = new ArrayList<>();
    adjustments.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            entry -> {
              Forecast forecast = byId.get(entry.getKey());
              for (Planning.Adjustment line : entry.getValue()) {
                Optional<String> why =
                    forecast == null
                        ? Optional.of("its series has no forecast. Take the line out.")
                        : why(line, forecast);
                why.ifPresent(words -> warnings.add(warning(line.place().spot(), words)));
              }
            });
    return warnings;
  }

  private static QualityCheck warning(Planning.Spot spot, String why) {
    return new QualityCheck(
        "adjustments",
        CHECK,
        "warning",
        1,
        0,
        String.format(
            Locale.ROOT,
            "%s:%d:%d  the adjustment changes nothing: %s",
            spot.file(),
            spot.line(),
            spot.column(),
            why));
  }

  private static Optional<String> why(Planning.Adjustment line, Forecast forecast) {
    if (line.amount() == 0) {
      return Optional.of("its change is 0. Take the line out.");
    }
    return forecast.fold(
        made -> why(line, made),
        notMade ->
            Optional.of(
                "its series has no forecast (" + notMade.cause() + "). Take the line out."));
  }

  private static Optional<String> why(Planning.Adjustment line, Forecast.Made made) {
    LocalDate first = made.origin().toLocalDate();
    LocalDate last = made.points().get(made.points().size() - 1).periodStart().toLocalDate();
    boolean held = false;
    for (Forecast.Point point : made.points()) {
      LocalDate day = point.periodStart().toLocalDate();
      if (!day.isBefore(line.from()) && !day.isAfter(line.to())) {
        held = true;
        if (point.reason().isEmpty()) {
          return Optional.empty();
        }
      }
    }
    if (line.to().isBefore(first)) {
      return Optional.of(
          "it ends before " + first + ", where the forecast begins. Take the line out.");
    }
    if (line.from().isAfter(last)) {
      return Optional.of(
          "it begins after "
              + last
              + ", the last period ahead. Keep it for a later run, or raise"
              + " the demand's horizon.");
    }
    return Optional.of(
        held
            ? "the periods that it holds are closed. Mend its dates."
            : "no period ahead begins between its dates. Write the first day of a period as"
                + " \"from\".");
  }
}
