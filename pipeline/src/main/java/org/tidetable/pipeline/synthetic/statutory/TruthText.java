package org.tidetable.pipeline.synthetic.statutory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** The truth about a handful of households, as text; members of one gzip file follow each other. */
final class TruthText {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  private final boolean wanted;
  private final StringBuilder events = new StringBuilder();
  private final StringBuilder people = new StringBuilder();
  private final CSVPrinter eventPrinter;
  private final CSVPrinter peoplePrinter;
  private long facts;

  TruthText(boolean wanted) {
    this.wanted = wanted;
    try {
      this.eventPrinter = new CSVPrinter(events, FORMAT);
      this.peoplePrinter = new CSVPrinter(people, FORMAT);
    } catch (IOException never) {
      throw new UncheckedIOException(never);
    }
  }

  void event(Person person, Fact fact) {
    facts++;
    if (wanted) {
      print(
          eventPrinter,
          person.link(),
          fact.kind().code(),
          fact.start(),
          fact.end().map(LocalDate::toString).orElse(""),
          fact.known().last(),
          Pages.quantity(fact.quantity()),
          fact.area(),
          fact.provider(),
          fact.source(),
          fact.record(),
          fact.known().first());
    }
  }

  void person(Object... cells) {
    if (wanted) {
      print(peoplePrinter, cells);
    }
  }

  /** Events of the truth, whether written or not. */
  long facts() {
    return facts;
  }

  byte[] eventBytes() {
    return compressed(events);
  }

  byte[] peopleBytes() {
    return compressed(people);
  }

  static byte[] compressed(CharSequence text) {
    if (text.isEmpty()) {
      return new byte[0];
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException never) {
      throw new UncheckedIOException(never);
    }
    return bytes.toByteArray();
  }

  private static void print(CSVPrinter printer, Object... cells) {
    try {
      printer.printRecord(cells);
    } catch (IOException never) {
      throw new UncheckedIOException(never);
    }
  }
}
