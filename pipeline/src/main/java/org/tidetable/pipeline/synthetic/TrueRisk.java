package org.tidetable.pipeline.synthetic;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.tidetable.models.vocabulary.EventKind;

/**
 * The probability of an outcome in the twelve months from an index date, as the generator itself
 * has it, given everything about the person on that date, the latent needs included.
 *
 * <p>Death before the outcome counts as no outcome; moving away does not happen in these futures.
 * For outcomes that happen at all, futures are followed in which the outcome does not happen, and
 * the probability is one less the mean of exp(-sum of its monthly rates): exact for the mean over
 * futures, because what happens within a month is independent given the condition at its start. For
 * sessions missed it is the share of futures that reach the minimum.
 */
public record TrueRisk(int residentIndex, int indexMonth, String outcome, double probability) {
  static final String ADMISSION = "emergency_admission_12m";
  static final String LONG_TERM_CARE = "long_term_care_start_12m";
  static final String CARE_REQUEST = "care_request_12m";
  static final String PERSISTENT_ABSENCE = "persistent_absence_12m";

  /** A tenth of the 380 sessions of a school year. */
  static final int PERSISTENT_ABSENCE_SESSIONS = 38;

  private static final int MONTHS_AHEAD = 12;
  private static final int FUTURES_OF_RATES = 30;
  private static final int FUTURES_OF_COUNTS = 200;

  /** The risks of a household's members from 65 on and from 5 to 15, at its snapshots. */
  public static List<TrueRisk> of(LifeCourse life, SyntheticSettings settings) {
    List<TrueRisk> risks = new ArrayList<>();
    for (LifeCourse.Snapshot snapshot : life.snapshots()) {
      for (Resident resident : life.household().residents()) {
        Condition condition = snapshot.conditions().get(resident.index());
        if (condition != null) {
          Futures futures = new Futures(life.household(), resident, snapshot, settings);
          risks.addAll(futures.risks(condition));
        }
      }
    }
    return risks;
  }

  private record Futures(
      Household household,
      Resident resident,
      LifeCourse.Snapshot snapshot,
      SyntheticSettings settings) {

    private static final Happenings UNTOLD = (kind, code, quantity) -> {};

    private int indexMonth() {
      return snapshot.month();
    }

    List<TrueRisk> risks(Condition condition) {
      List<TrueRisk> risks = new ArrayList<>();
      int indexMonth = indexMonth();
      int age = resident.age(indexMonth);
      if (age >= 65) {
        risks.add(risk(ADMISSION, atAll(EventKind.EMERGENCY_ADMISSION)));
        risks.add(risk(CARE_REQUEST, atAll(EventKind.CARE_REQUEST)));
        if (!condition.inLongTermCare) {
          risks.add(risk(LONG_TERM_CARE, atAll(EventKind.LONG_TERM_CARE_START)));
        }
      } else if (age >= 5 && age <= 15) {
        risks.add(risk(PERSISTENT_ABSENCE, persistentAbsence()));
      }
      return risks;
    }

    private TrueRisk risk(String outcome, double probability) {
      return new TrueRisk(resident.index(), indexMonth(), outcome, probability);
    }

    private double atAll(EventKind kind) {
      SplittableRandom random = stream(kind);
      double without = 0;
      for (int future = 0; future < FUTURES_OF_RATES; future++) {
        Rates rates = new Rates(kind);
        live(rates, random);
        without += StrictMath.exp(-rates.sum);
      }
      return 1 - without / FUTURES_OF_RATES;
    }

    private double persistentAbsence() {
      SplittableRandom random = stream(EventKind.ABSENCE_SESSION);
      int reached = 0;
      for (int future = 0; future < FUTURES_OF_COUNTS; future++) {
        Sessions sessions = new Sessions();
        live(sessions, random);
        reached += sessions.missed >= PERSISTENT_ABSENCE_SESSIONS ? 1 : 0;
      }
      return reached / (double) FUTURES_OF_COUNTS;
    }

    private SplittableRandom stream(EventKind kind) {
      String purpose = kind.code() + " from " + indexMonth();
      return Streams.of(settings.seed(), purpose, resident.index());
    }

    /** The whole household lives on, for each depends on the others. */
    private void live(Happenings happenings, SplittableRandom random) {
      Map<Integer, Condition> everyone = new HashMap<>();
      snapshot.conditions().forEach((index, who) -> everyone.put(index, who.copy()));
      HouseholdCondition future = snapshot.home().copy(everyone);
      Condition own = requireNonNull(everyone.get(resident.index()));
      for (int ahead = 0; ahead < MONTHS_AHEAD && own.alive; ahead++) {
        Month month = Month.of(settings, indexMonth() + ahead);
        future.begin(household, random);
        for (Resident each : household.residents()) {
          Condition condition = everyone.get(each.index());
          if (condition != null && condition.alive) {
            Happenings told = each.equals(resident) ? happenings : UNTOLD;
            LifeCourse.liveMonth(household, each, month, future, condition, told, random);
          }
        }
      }
    }
  }

  private static final class Rates implements Happenings {
    private final EventKind outcome;
    private double sum;

    Rates(EventKind outcome) {
      this.outcome = outcome;
    }

    @Override
    public void happened(EventKind kind, String code, double quantity) {}

    @Override
    public boolean allows(EventKind kind, double rate) {
      sum += kind == outcome ? rate : 0;
      return kind != outcome;
    }
  }

  private static final class Sessions implements Happenings {
    private double missed;

    @Override
    public void happened(EventKind kind, String code, double quantity) {
      missed += kind == EventKind.ABSENCE_SESSION ? quantity : 0;
    }
  }
}
