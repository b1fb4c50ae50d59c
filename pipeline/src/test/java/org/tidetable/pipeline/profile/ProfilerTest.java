package org.tidetable.pipeline.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidetable.models.vocabulary.Grain;
import org.tidetable.pipeline.conf.MappingReader;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.UserError;
import org.tidetable.pipeline.source.ColumnMapping;
import org.tidetable.pipeline.source.ColumnMapping.Privacy;
import org.tidetable.pipeline.source.MappingTrial;
import org.tidetable.pipeline.source.SourceMapping;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ProfilerTest {
  @TempDir Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private FileProfile profile(String text) throws IOException {
    return Profiler.profile(file("table.csv", text), rows -> {});
  }

  private static ColumnFacts column(FileProfile profile, String heading) {
    return profile.columns().stream()
        .filter(column -> column.heading().equals(heading))
        .findFirst()
        .orElseThrow();
  }

  private SourceMapping proposed(FileProfile profile) throws IOException {
    Path yaml = file("proposed.yaml", Proposal.of(profile));
    return MappingReader.read(yaml);
  }

  @Test
  void marks_of_missing_numbers_do_not_make_a_column_text() throws IOException {
    FileProfile profile = profile("area,pupils\nA,12\nB,c\nC,\nD,\"1,300\"\nE,x\n");

    ColumnFacts pupils = column(profile, "pupils");
    assertThat(pupils.type()).isEqualTo(ColumnMapping.Type.INTEGER);
    assertThat(pupils.marks()).containsOnlyKeys("c", "x");
    assertThat(pupils.blank()).isEqualTo(1);
    assertThat(pupils.thousands()).isTrue();
    assertThat(pupils.quantile(4)).hasValue(1300);
    assertThat(proposed(profile).columns().get("pupils").missing())
        .containsEntry("c", "confidential");
  }

  @Test
  void digits_with_a_leading_zero_are_a_code() throws IOException {
    FileProfile profile = profile("code,n\n01,1\n02,2\n");

    assertThat(column(profile, "code").type()).isEqualTo(ColumnMapping.Type.TEXT);
  }

  @Test
  void firsts_of_months_are_months_and_a_day_above_twelve_tells_the_order() throws IOException {
    FileProfile profile =
        profile("month,day,n\n2024-01-01,13/02/2024,1\n2024-02-01,01/03/2024,2\n2024-03-01,,3\n");

    assertThat(column(profile, "month").time().orElseThrow().grain()).isEqualTo(Grain.MONTH);
    TimeFacts day = column(profile, "day").time().orElseThrow();
    assertThat(day.spelling().pattern()).isEqualTo("dd/MM/yyyy");
    assertThat(day.alsoMonthFirst()).isFalse();
  }

  @Test
  void a_date_that_could_be_read_both_ways_is_said_to_be_a_guess() throws IOException {
    FileProfile profile = profile("start_date,n\n01/02/2024,1\n03/04/2024,2\n");

    assertThat(column(profile, "start_date").time().orElseThrow().alsoMonthFirst()).isTrue();
    assertThat(Proposal.of(profile)).contains("no cell tells which is the day");
  }

  @Test
  void periods_spelled_in_words_are_recognised() throws IOException {
    FileProfile profile = profile("period,year,n\nApril 2021,2020/21,1\nMay 2021,2021/22,2\n");

    assertThat(column(profile, "period").time().orElseThrow().format()).isEqualTo("MMMM yyyy");
    assertThat(column(profile, "year").time().orElseThrow().format()).isEqualTo("financial_year");
    assertThat(profile.level()).isEqualTo(FileProfile.Level.COUNTS);
  }

  @Test
  void semicolons_windows_letters_and_gzip_are_seen() throws IOException {
    Path file = folder.resolve("table.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("area;name;n\nA;Caf\u00e9;1\nB;x;2\n".getBytes(Charset.forName("windows-1252")));
    }
    FileProfile profile = Profiler.profile(file, rows -> {});

    assertThat(profile.packing()).isEqualTo("gzip");
    assertThat(profile.layout().delimiter()).isEqualTo(";");
    assertThat(profile.layout().encoding()).isEqualTo("windows-1252");
    assertThat(MappingTrial.of(proposed(profile), file).used()).isEqualTo(2);
  }

  @Test
  void a_letter_of_windows_far_behind_the_beginning_is_found() throws IOException {
    StringBuilder text = new StringBuilder("area,n\n");
    for (int i = 0; i < 150_000; i++) {
      text.append("A,").append(1000 + i % 7).append('\n');
    }
    text.append("Caf\u00e9,3\n");
    Path file = folder.resolve("late.csv");
    Files.write(file, text.toString().getBytes(Charset.forName("windows-1252")));

    assertThat(Profiler.profile(file, rows -> {}).layout().encoding()).isEqualTo("windows-1252");
  }

  @Test
  void titles_headings_of_three_rows_and_notes_are_not_the_table() throws IOException {
    Path file =
        file(
            "sheet.csv",
            """
            Back to index,,,,
            Table 1: Absence,,,,
            ,,,,
            LA code,,2013,,2014
            ,,Sessions,Children,Sessions
            ,,lost,known,lost
            ,,,,
            E1,North,1.5,90,1.5
            E2,South,x,80,2.5
            E3,East,2.5,70,2.5
            ,,,,Source: made up
            1. A note about it,,,,
            Another note,,,,
            """);
    FileProfile profile = Profiler.profile(file, rows -> {});

    assertThat(profile.layout().headingLine()).isEqualTo(4);
    assertThat(profile.layout().headingRows()).isEqualTo(3);
    assertThat(profile.layout().endsBefore()).isEqualTo("1. A note about it");
    assertThat(profile.rows()).isEqualTo(4);
    assertThat(column(profile, "2014 Sessions lost").type()).isEqualTo(ColumnMapping.Type.NUMBER);
    MappingTrial trial = MappingTrial.of(proposed(profile), file);
    assertThat(trial.used()).isEqualTo(4);
    assertThat(trial.faulty()).isZero();
  }

  @Test
  void columns_that_lead_to_persons_are_changed_and_never_shown() throws IOException {
    StringBuilder text = new StringBuilder("patient_id,date_of_birth,postcode,surname,ward\n");
    for (int i = 0; i < 40; i++) {
      text.append(7000 + i * 13).append(",").append(10 + i % 18).append("/05/19");
      text.append(50 + i)
          .append(",LS")
          .append(1 + i % 9)
          .append(" ")
          .append(i % 9 + 1)
          .append("AB,");
      text.append(i % 2 == 0 ? "Okonkwo" : "Featherstone").append(",North\n");
    }
    Path file = file("people.csv", text.toString());
    FileProfile profile = Profiler.profile(file, rows -> {});

    assertThat(profile.level()).isEqualTo(FileProfile.Level.PERSONS);
    assertThat(Proposal.privacy(column(profile, "patient_id"))).isEqualTo(Privacy.KEY);
    assertThat(Proposal.privacy(column(profile, "date_of_birth"))).isEqualTo(Privacy.BAND);
    assertThat(Proposal.privacy(column(profile, "postcode"))).isEqualTo(Privacy.BAND);
    assertThat(Proposal.privacy(column(profile, "surname"))).isEqualTo(Privacy.DROP);
    assertThat(profile.isOpen()).isFalse();
    String all =
        Proposal.of(profile)
            + String.join("\n", ProfileText.of(profile, Optional.empty()))
            + ProfilePage.of(profile, Optional.empty(), Proposal.of(profile));
    assertThat(all).doesNotContain("Okonkwo", "Featherstone", "LS1", "7013", "1957");
    assertThat(MappingTrial.of(proposed(profile), file).used()).isEqualTo(40);
  }

  @Test
  void a_file_without_headings_that_begins_with_a_number_of_a_person_is_refused()
      throws IOException {
    Path file = file("headless.csv", "943 476 5919,LS1 4AB,North\n943 476 5870,LS2 4AB,South\n");

    assertThatThrownBy(() -> Profiler.profile(file, rows -> {}))
        .isInstanceOfSatisfying(
            UserError.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.PRIVACY))
        .hasMessageNotContaining("5919")
        .hasMessageNotContaining("LS1");
  }

  @Test
  void values_are_shown_where_ten_rows_share_them_and_totals_are_named() throws IOException {
    StringBuilder text = new StringBuilder("level,period,n\n");
    for (int i = 0; i < 12; i++) {
      text.append("Council,2024-01-01,").append(i).append('\n');
    }
    text.append("Total,2024-01-01,66\nSecret,2024-01-01,1\n");
    FileProfile profile = profile(text.toString());

    assertThat(column(profile, "level").top()).containsOnlyKeys("Council");
    assertThat(column(profile, "level").totals()).containsOnlyKeys("Total");
    assertThat(Proposal.of(profile)).contains("#   - {\"level\": [\"Total\"]}");
  }

  @Test
  void counts_are_recognised_by_words_and_read_once_a_publisher_is_named() throws IOException {
    Path file =
        file(
            "ae.csv",
            """
            trust_code,month,attendances,emergency_admissions
            RAA,2024-01-01,5,1
            RBB,2024-01-01,7,NA
            RAA,2024-02-01,6,2
            """);
    FileProfile profile = Profiler.profile(file, rows -> {});
    String yaml =
        Proposal.withCounts(profile)
            .orElseThrow()
            .replace("published_by: \"\"", "published_by: \"Somebody\"")
            .replace("licence: \"\"", "licence: \"OGL\"")
            .replace("address: \"\"", "address: \"https://example.org\"");
    SourceMapping mapping = MappingReader.read(file("counts.yaml", yaml));

    assertThat(mapping.counts()).isNotNull();
    assertThat(MappingTrial.of(mapping, file).used()).isEqualTo(3);
    assertThatThrownBy(
            () ->
                MappingReader.read(
                    file("unnamed.yaml", Proposal.withCounts(profile).orElseThrow())))
        .hasMessageContaining("published_by");
  }

  @Test
  void many_different_values_are_estimated_within_three_percent() throws IOException {
    StringBuilder text = new StringBuilder("id,n\n");
    for (int i = 0; i < 30_000; i++) {
      text.append("k").append(i * 7919L % 30_011).append(",1\n");
    }
    ColumnFacts id = column(profile(text.toString()), "id");

    assertThat(id.exact()).isFalse();
    assertThat(id.distinct()).isBetween(29_100L, 30_900L);
  }

  @Test
  void the_same_file_gives_the_same_bytes() throws IOException {
    Path file = file("table.csv", "a,b\nx,c\n1,z\n2,x\n3,k\n");

    assertThat(Proposal.of(Profiler.profile(file, rows -> {})))
        .isEqualTo(Proposal.of(Profiler.profile(file, rows -> {})));
  }
}
