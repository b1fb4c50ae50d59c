package org.tidetable.pipeline.synthetic;

/** The README of each folder: whoever finds the files must see that nobody in them exists. */
final class Notes {
  private Notes() {}

  static String aboutTheRecords(SyntheticSettings settings) {
    return """
        INVENTED PEOPLE. Nobody in these files exists: people, areas, hospitals, teams and schools
        are drawn from random numbers. %s

        health_events.csv, care_events.csv, school_events.csv   one row per event, own pseudonyms
        people.csv   the linkage body's register; "to" is the day of death or of moving away
        links.csv    which pseudonym of which source belongs to which person
        areas.csv    the invented areas
        series/      daily.csv and hourly.csv: counts of made-up services, not of these people

        An absence row (ABS) is a child's missed sessions of one month, a home care row one month's
        commissioned hours; other rows count once. Months without absence have no row.
        Some rows are faulty on purpose: duplicates, corrections (the same record number, recorded
        later), pseudonyms without a link, very late rows, impossible dates, unknown codes.
        """
        .formatted(about(settings));
  }

  static String aboutTheTruth(SyntheticSettings settings) {
    return """
        THE TRUTH ABOUT INVENTED PEOPLE, kept apart from their records. %s

        true_risk (link_id,index_date,outcome,probability): the generator's own probability that
        the outcome happens in [index_date, index_date + 12 months), given everything about the
        person at the index date, latent needs included. No model can know more. Death before the
        outcome counts as no outcome; these futures have no moving away, so leave out people who
        moved within the window when you compare.
          emergency_admission_12m    at least one emergency admission, people from 65 on
          long_term_care_start_12m   a first start of long-term care, people from 65 on without one
          persistent_absence_12m     38 or more sessions missed, children from 5 to 15; none are
                                     counted after the sixteenth birthday
        true_series (series_id,kind,name,effect): the factors behind series/daily.csv and hourly.csv;
        a holiday's as against the same weekday. The level drifts, and counts have their own luck.
        planted.json: rows and planted faults by source. A row is late when it was recorded more
        than late_after_days after its start; no ordinary row is.
        """
        .formatted(about(settings));
  }

  private static String about(SyntheticSettings settings) {
    return "People: %d. Records: %s to %s. Seed: %d."
        .formatted(settings.people(), settings.from(), settings.to(), settings.seed());
  }
}
