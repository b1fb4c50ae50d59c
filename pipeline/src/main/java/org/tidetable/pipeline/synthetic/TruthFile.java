package org.tidetable.pipeline.synthetic;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.tidetable.models.vocabulary.EventKind;
import org.tidetable.pipeline.conf.RecordFile;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.UserError;
import org.tidetable.pipeline.synthetic.Truth.People;

/** A truth as it is written: base rates, effects and interactions. */
record TruthFile(
    @JsonProperty(required = true) @JsonPropertyDescription("What is special about it")
        String about,
    @JsonProperty(required = true) @JsonPropertyDescription("One for each kind and group of people")
        List<Entry> rates) {

  /** A rate by kind of event and group of people. */
  record Entry(
      @JsonProperty(required = true) EventKind kind,
      @JsonProperty(required = true) People people,
      @JsonProperty(required = true) @JsonPropertyDescription("Times a month without any effect")
          double monthlyRate,
      List<Effect> effects,
      List<Interaction> interactions) {
    Entry {
      effects = effects == null ? List.of() : List.copyOf(effects);
      interactions = interactions == null ? List.of() : List.copyOf(interactions);
    }
  }

  /** What one signal adds to the logarithm of the rate. */
  record Effect(
      @JsonProperty(required = true) Signal of, @JsonProperty(required = true) double logRate) {}

  /** What signals multiplied add to it. */
  record Interaction(
      @JsonProperty(required = true) List<Signal> of,
      @JsonProperty(required = true) double logRate) {
    Interaction {
      of = of == null ? List.of() : List.copyOf(of);
    }
  }

  private record Need(EventKind kind, People people) {}

  private static final List<Need> NEEDS =
      List.of(
          new Need(EventKind.EMERGENCY_ADMISSION, People.OLDER),
          new Need(EventKind.EMERGENCY_ADMISSION, People.ADULTS),
          new Need(EventKind.EMERGENCY_ATTENDANCE, People.OLDER),
          new Need(EventKind.EMERGENCY_ATTENDANCE, People.ADULTS),
          new Need(EventKind.OUTPATIENT_APPOINTMENT, People.OLDER),
          new Need(EventKind.OUTPATIENT_APPOINTMENT, People.ADULTS),
          new Need(EventKind.CARE_REQUEST, People.OLDER),
          new Need(EventKind.CARE_REQUEST, People.ADULTS),
          new Need(EventKind.LONG_TERM_CARE_START, People.OLDER),
          new Need(EventKind.LONG_TERM_CARE_START, People.ADULTS),
          new Need(EventKind.CHILD_REFERRAL, People.CHILDREN),
          new Need(EventKind.ABSENCE_SESSION, People.CHILDREN));

  /** A rate above this would happen to nearly everybody in every month. */
  private static final double MOST = 3;

  private static final double STRONGEST = 5;

  /** The truth of a file; throws with every problem, its line and what to do. */
  static Truth read(Path file) {
    try {
      return read(file.toString(), Files.readString(file));
    } catch (NoSuchFileException missing) {
      throw UserError.of(ExitCode.USAGE, "%s  there is no such file. Check the path.", file);
    } catch (MalformedInputException notText) {
      throw UserError.of(ExitCode.USAGE, "%s  is not UTF-8 text. Save it as UTF-8.", file);
    } catch (IOException failure) {
      throw UserError.of(
          ExitCode.USAGE, "%s  cannot be read. Check that it is a file that you may read.", file);
    }
  }

  static Truth read(String name, String text) {
    return Truth.of(RecordFile.read(name, text, TruthFile.class, TruthFile::check));
  }

  private void check(RecordFile.Notes notes) {
    Set<Need> given = new HashSet<>();
    for (int i = 0; i < rates.size(); i++) {
      Entry entry = rates.get(i);
      String path = "rates[" + i + "]";
      Need need = new Need(entry.kind(), entry.people());
      if (!NEEDS.contains(need)) {
        notes.note(path + ".kind", "has no rate of " + words(need) + ". Use " + needed() + ".");
      }
      if (!given.add(need)) {
        notes.note(path + ".kind", "stands twice for " + words(need) + ". Leave one out.");
      }
      if (!(entry.monthlyRate() > 0 && entry.monthlyRate() <= MOST)) {
        notes.note(path + ".monthly_rate", "is not within 0 to 3. Write a rate such as 0.005.");
      }
      for (int j = 0; j < entry.effects().size(); j++) {
        checkEffect(entry.effects().get(j).logRate(), path + ".effects[" + j + "]", notes);
      }
      for (int j = 0; j < entry.interactions().size(); j++) {
        Interaction interaction = entry.interactions().get(j);
        String at = path + ".interactions[" + j + "]";
        checkEffect(interaction.logRate(), at, notes);
        if (interaction.of().size() < 2) {
          notes.note(at + ".of", "needs two signals or more. Write one under effects.");
        }
      }
    }
    for (Need need : NEEDS) {
      if (!given.contains(need)) {
        notes.note("rates", "lacks the rate of " + words(need) + ". Add it.");
      }
    }
  }

  private static void checkEffect(double effect, String path, RecordFile.Notes notes) {
    if (!(Math.abs(effect) <= STRONGEST)) {
      notes.note(path + ".log_rate", "is not within -5 to 5. Write a smaller effect.");
    }
  }

  private static String words(Need need) {
    return need.kind().code() + " of " + need.people().name().toLowerCase(Locale.ROOT);
  }

  private static String needed() {
    return String.join(", ", NEEDS.stream().map(TruthFile::words).toList());
  }
}
