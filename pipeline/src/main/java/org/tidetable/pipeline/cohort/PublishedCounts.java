package org.tidetable.pipeline.cohort;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.tidetable.export.disclosure.CrowdRounding;
import org.tidetable.export.format.WrittenFile;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.RunFolder;
import org.tidetable.pipeline.run.UserError;

/**
 * What has been published of a run's people by cohorts so far: kept with the members, so that later
 * counts of nearly the same people repeat earlier ones, and that the number of questions is bound.
 */
final class PublishedCounts {
  /** Questions that one run answers: a definition on one index date is one. */
  static final int MOST = 100;

  private static final String FILE = "published.json";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path folder;
  private final TreeSet<String> questions;
  private final List<CrowdRounding.Published> crowds;

  private PublishedCounts(Path folder, Kept kept) {
    this.folder = folder;
    this.questions = new TreeSet<>(kept.questions());
    this.crowds = kept.crowds();
  }

  /** The file. */
  record Kept(List<String> questions, List<CrowdRounding.Published> crowds) {}

  /** What the folder tells; nothing has been published where it has no record. */
  static PublishedCounts in(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return new PublishedCounts(folder, new Kept(List.of(), List.of()));
    }
    try {
      Kept kept = JSON.readValue(file.toFile(), Kept.class);
      if (kept == null || kept.questions() == null || kept.crowds() == null) {
        throw damaged();
      }
      return new PublishedCounts(folder, kept);
    } catch (JsonProcessingException damaged) {
      throw damaged();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static UserError damaged() {
    return UserError.of(
        ExitCode.PRIVACY,
        "the record of what was published of this run is damaged, so nothing more may be. Delete"
            + " the run's folder and run the configuration again.");
  }

  List<CrowdRounding.Published> crowds() {
    return crowds;
  }

  /**
   * Refuses more questions than a run answers; one that was asked before is free.
   *
   * @throws UserError with exit code 5
   */
  void ask(List<String> asked) {
    questions.addAll(asked);
    if (questions.size() > MOST) {
      throw UserError.of(
          ExitCode.PRIVACY,
          "a run publishes counts for at most %d questions, a cohort on one index date each, as many"
              + " roundings of overlapping groups tell of single people. Ask for fewer dates, or ask"
              + " again of the next run; a question that was answered before may always be repeated.",
          MOST);
    }
  }

  /** How many other questions the run still answers. */
  int left() {
    return MOST - questions.size();
  }

  /** Keeps what is about to be published; call it before anything leaves. */
  void keep(List<CrowdRounding.Published> published) throws IOException {
    String text = JSON.writeValueAsString(new Kept(List.copyOf(questions), published));
    WrittenFile.write(folder, FILE, text, 0);
    RunFolder.close(folder);
  }
}
