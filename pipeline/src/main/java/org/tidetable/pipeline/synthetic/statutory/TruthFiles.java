package org.tidetable.pipeline.synthetic.statutory;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tidetable.pipeline.synthetic.SyntheticSettings;
import org.tidetable.pipeline.synthetic.TrueRisk;

/** The truth beside the records, in a folder apart: risks, events, people, and what was planted. */
final class TruthFiles implements Closeable {
  private final SyntheticSettings settings;
  private final Path folder;
  private final BufferedWriter risks;
  private final OutputStream events;
  private final OutputStream people;
  private final OutputStream planted;

  TruthFiles(SyntheticSettings settings, Path riskFile) throws IOException {
    this.settings = settings;
    this.folder = requireNonNull(riskFile.toAbsolutePath().normalize().getParent());
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("README.txt"), StatutoryNotes.aboutTheTruth(settings));
    this.risks = Files.newBufferedWriter(riskFile);
    risks.write("link_id,index_date,outcome,probability\n");
    this.events =
        opened(
            "events.csv.gz",
            "link_id,kind,start_date,end_date,known_date,quantity,area_code,provider_code,source,"
                + "record_id,first_known_date\n");
    this.people =
        opened(
            "people.csv.gz",
            "link_id,birth_date,sex,ethnic_group,nhs_number,upn,household_id,area_code,"
                + "deprivation_decile,from,to,end_reason,opted_out\n");
    this.planted = opened("planted_rows.csv.gz", "file,line,kind\n");
  }

  void risk(String link, TrueRisk risk) throws IOException {
    LocalDate indexDate = settings.from().plusMonths(risk.indexMonth());
    double rounded = Math.round(risk.probability() * 1e6) / 1e6;
    risks.write(link + "," + indexDate + "," + risk.outcome() + "," + rounded + "\n");
  }

  void add(byte[] eventMembers, byte[] peopleMembers) throws IOException {
    events.write(eventMembers);
    people.write(peopleMembers);
  }

  void planted(CharSequence lines) throws IOException {
    planted.write(TruthText.compressed(lines));
  }

  void summary(StatutorySummary summary) throws IOException {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("people", summary.people());
    content.put("from", settings.from().toString());
    content.put("to", settings.to().toString());
    content.put("seed", settings.seed());
    content.put("events", summary.events());
    content.put("rows", summary.rows());
    content.put("planted", summary.planted());
    var printer = new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
    String text = new ObjectMapper().writer(printer).writeValueAsString(content);
    Files.writeString(folder.resolve("planted.json"), text + "\n");
  }

  @Override
  public void close() throws IOException {
    for (Closeable open : List.of(risks, events, people, planted)) {
      open.close();
    }
  }

  private OutputStream opened(String name, String headings) throws IOException {
    OutputStream stream = Files.newOutputStream(folder.resolve(name));
    stream.write(TruthText.compressed(headings));
    return stream;
  }
}
