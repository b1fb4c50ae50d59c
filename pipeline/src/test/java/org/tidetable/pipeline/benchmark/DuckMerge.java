package org.tidetable.pipeline.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The same work in DuckDB, as one who knows it would write it: in one statement its windows do not
 * fit into the memory, so that rows are typed and linked into a table first, and only records that
 * occur more than once go through a window.
 */
public final class DuckMerge {
  private static final String READ =
      """
      CREATE TABLE raw AS
      WITH told AS (
        SELECT 'health' AS source, pseudonym, event_code AS code,
          try_strptime(start_date, '%Y-%m-%d')::DATE AS start_date,
          try_strptime(nullif(end_date, ''), '%Y-%m-%d')::DATE AS end_date,
          try_strptime(recorded_date, '%Y-%m-%d')::DATE AS known_date,
          1.0::DOUBLE AS quantity, area_code, provider_code, record_id AS source_row
        FROM read_csv('$IN/health_events.csv', all_varchar=true, header=true)
        UNION ALL
        SELECT 'care', "Client Ref", Service,
          try_strptime(Started, '%Y/%m/%d')::DATE,
          try_strptime(nullif(Ended, ''), '%Y/%m/%d')::DATE,
          try_strptime("Entered On", '%Y/%m/%d')::DATE,
          coalesce(try_cast(nullif(Quantity, '') AS DOUBLE), 1.0), Area, Team, "Record No"
        FROM read_csv('$IN/care_events.csv', all_varchar=true, header=true)
        UNION ALL
        SELECT 'education', pupil_ref, type, try_strptime(date, '%d/%m/%Y')::DATE, NULL,
          try_strptime(known_on, '%d/%m/%Y')::DATE,
          coalesce(try_cast(nullif(sessions, '') AS DOUBLE), 1.0), area, school_code, entry
        FROM read_csv('$IN/school_events.csv', all_varchar=true, header=true)
      ), kinds(source, code, sector, kind) AS (VALUES
        ('health', 'AE', 'health', 'emergency_attendance'),
        ('health', 'AE_FALL', 'health', 'emergency_attendance'),
        ('health', 'EMERGENCY', 'health', 'emergency_admission'),
        ('health', 'ELECTIVE', 'health', 'planned_admission'),
        ('health', 'OUTPATIENT', 'health', 'outpatient_appointment'),
        ('health', 'GP', 'health', 'gp_appointment'),
        ('health', 'DIAGNOSIS', 'health', 'diagnosis'),
        ('health', 'PRESCRIPTION', 'health', 'prescription'),
        ('care', 'Request for support', 'care', 'care_request'),
        ('care', 'Assessment', 'care', 'care_assessment'),
        ('care', 'Home care', 'care', 'home_care'),
        ('care', 'Long-term care', 'care', 'long_term_care_start'),
        ('care', 'Child referral', 'care', 'child_referral'),
        ('care', 'Child protection plan', 'care', 'child_protection_plan'),
        ('care', 'Looked after', 'care', 'looked_after_start'),
        ('education', 'ABS', 'education', 'absence_session'),
        ('education', 'POSS', 'education', 'possible_session'),
        ('education', 'SUSP', 'education', 'suspension'),
        ('education', 'EHCP', 'education', 'special_needs_plan'))
      SELECT told.*, kinds.sector, kinds.kind, link_id,
        CASE WHEN link_id IS NOT NULL THEN hash(link_id) END AS person_id
      FROM told JOIN kinds USING (source, code)
      LEFT JOIN read_csv('$IN/links.csv', all_varchar=true, header=true) USING (source, pseudonym)
      WHERE start_date IS NOT NULL AND known_date IS NOT NULL
      """;
  private static final String REPEATED =
      """
      CREATE TABLE repeated AS
      SELECT source, source_row FROM raw GROUP BY ALL HAVING count(*) > 1
      """;
  private static final String WRITE =
      """
      COPY (
        WITH latest AS (
          SELECT * FROM raw ANTI JOIN repeated USING (source, source_row)
          UNION ALL
          SELECT * FROM raw SEMI JOIN repeated USING (source, source_row)
          QUALIFY row_number() OVER (PARTITION BY source, source_row ORDER BY known_date DESC) = 1)
        SELECT person_id, sector, kind, start_date, end_date, known_date, quantity, area_code,
          provider_code, source, source_row
        FROM latest WHERE person_id IS NOT NULL
        ORDER BY person_id, start_date, source, source_row
      ) TO '$OUT/events.parquet' (FORMAT parquet, COMPRESSION zstd)
      """;

  private DuckMerge() {}

  /** Merges: the folder of the files, and that of the result. */
  public static void main(String[] folders) throws Exception {
    Path out = Path.of(folders[1]);
    Files.createDirectories(out);
    try (Connection connection = open(out);
        Statement statement = connection.createStatement()) {
      for (String step : new String[] {READ, REPEATED, WRITE}) {
        statement.execute(step.replace("$IN", folders[0]).replace("$OUT", folders[1]));
      }
    }
  }

  private static Connection open(Path out) throws SQLException {
    Connection connection =
        DriverManager.getConnection("jdbc:duckdb:" + out.resolve("work.duckdb"));
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET threads = 2");
      statement.execute("SET memory_limit = '6GB'");
      statement.execute("SET preserve_insertion_order = false");
    }
    return connection;
  }

  /**
   * Whether both hold the same rows, by their number and two sums over the hashes of all cells but
   * the person's key, which the two hash differently.
   */
  static boolean same(Path ours, Path theirs) throws SQLException {
    String columns =
        "sector, kind, start_date, end_date, known_date, quantity, area_code, provider_code,"
            + " source, source_row";
    String mine = "SELECT hash(" + columns + ") AS h FROM '" + ours + "/*.parquet'";
    String other = "SELECT hash(" + columns + ") AS h FROM '" + theirs + "/events.parquet'";
    String rows = "SELECT count(*) AS n, sum(h) AS total, bit_xor(h) AS mixed FROM (%s)";
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT count(*) FROM ("
                    + String.format(java.util.Locale.ROOT, rows, mine)
                    + ") a ANTI JOIN ("
                    + String.format(java.util.Locale.ROOT, rows, other)
                    + ") b USING (n, total, mixed)")) {
      found.next();
      return found.getLong(1) == 0;
    }
  }
}
