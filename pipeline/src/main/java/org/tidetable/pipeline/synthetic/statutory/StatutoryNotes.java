package org.tidetable.pipeline.synthetic.statutory;

import org.tidetable.pipeline.synthetic.SyntheticSettings;

/** The README of each folder: whoever finds the files must see that nobody in them exists. */
final class StatutoryNotes {
  private StatutoryNotes() {}

  static String aboutTheRecords(SyntheticSettings settings) {
    return """
        INVENTED PEOPLE. Nobody in these files exists: people, councils, hospitals and schools are
        drawn from random numbers. %s

        The files have the headings and codes of the national collections. The numbers look like
        real ones and belong to nobody: NHS numbers of the range kept for tests, postcodes and
        pupil numbers of places that do not exist.

        ecds/       Emergency Care Data Set, by month of submission
        sus_apc/    admitted patient care, one row an episode, by month of submission
        cld/        Client Level Data of adult social care, by quarter; quarters overlap
        ssda903/    looked-after children, by year to 31 March
        cin/        children in need census (XML), by year to 31 March
        school/     census by term; attendance by pupil and week; exclusions
        sen2/       special educational needs, by January census
        omop/       general practices, tables of the OMOP common data model 5.4
        register.csv  the linkage body's register, one row an address
        links.csv     which identifier of which source belongs to whom
        opt_out.csv   who has a national data opt-out; all files still hold them
        trust_successors.csv, areas.csv   a merger of hospital trusts; the invented councils
        """
        .formatted(about(settings));
  }

  static String aboutTheTruth(SyntheticSettings settings) {
    return """
        THE TRUTH ABOUT INVENTED PEOPLE, kept apart from their records. %s

        true_risk (link_id,index_date,outcome,probability): as in the plain files.
        events.csv.gz   every event that a right reading of the files finds, once per record, as
                        its last version has it. known_date: when the record as it finally stands
                        had reached its source; first_known_date: its first version.
        people.csv.gz   every person, with their invented numbers
        planted.json    rows and planted errors by kind of file
        planted_rows.csv.gz   where the planted errors stand; the heading is line 1
        """
        .formatted(about(settings));
  }

  private static String about(SyntheticSettings settings) {
    return "People: %d. Records: %s to %s. Seed: %d."
        .formatted(settings.people(), settings.from(), settings.to(), settings.seed());
  }
}
