package org.tidetable.pipeline.stage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tidetable.export.format.Json;
import org.tidetable.pipeline.publish.Release;
import org.tidetable.pipeline.quality.QualityCheck;
import org.tidetable.pipeline.quality.QualityReport;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.Fingerprint;
import org.tidetable.pipeline.run.OutputLock;
import org.tidetable.pipeline.run.Progress;
import org.tidetable.pipeline.run.RunFolder;
import org.tidetable.pipeline.run.StartingSession;

/** Runs the stages of a request, and makes a release of what they published. */
public final class Runner {
  private Runner() {}

  /**
   * The exit code of the run: done, or done with warnings under {@code strict}.
   *
   * @param clock dates the release; no result depends on it
   */
  public static int run(RunRequest request, Clock clock) {
    Progress progress = new Progress(System.err, request.quiet());
    List<Stages.Named> stages = Stages.between(request.from(), request.to());
    Path out = request.out().toAbsolutePath().normalize();
    RunFolder.create(out);
    OutputLock lock = OutputLock.take(out);
    try {
      String code = codeVersion();
      String id = Inputs.runId(request.configuration(), code, request.asOf());
      progress.say("Run %s of %s into %s", id, request.configuration().file().getFileName(), out);
      Release release = new Release(out, clock);
      boolean whole = stages.size() == Stages.ORDER.size();
      if (whole && release.isCurrent(id)) {
        progress.say("This release stands already: its files were checked, nothing was written.");
        return finished(request, release, id, progress);
      }
      RunFolder folder = new RunFolder(out.resolve("runs").resolve(id));
      runStages(request, stages, progress, new Place(folder, id, code));
      if (stages.get(stages.size() - 1).name().equals("publish")) {
        release.publish(id, folder.published());
        progress.say(
            "Done in %.0f s. Open %s", progress.seconds(), out.resolve("current/report.html"));
        return finished(request, release, id, progress);
      }
      progress.say("Done in %.0f s, up to stage %s.", progress.seconds(), request.to());
      return ExitCode.DONE.number();
    } finally {
      lock.close();
    }
  }

  private record Place(RunFolder folder, String id, String code) {}

  private static void runStages(
      RunRequest request, List<Stages.Named> stages, Progress progress, Place place) {
    try (StartingSession session =
        new StartingSession(request.master(), place.folder().scratch())) {
      Run run =
          new Run(
              place.id(),
              request.configuration(),
              session,
              place.folder(),
              place.code(),
              request.asOf());
      for (Stages.Named stage : stages) {
        long started = System.nanoTime();
        List<String> said = stage.stage().run(run).lines().toList();
        progress.stage(
            Stages.ORDER.indexOf(stage) + 1,
            Stages.ORDER.size(),
            stage.name(),
            said.get(0),
            (System.nanoTime() - started) / 1e9);
        said.stream().skip(1).forEach(line -> progress.say("    %s", line));
      }
    } finally {
      RunFolder.delete(place.folder().root().resolve("scratch"));
    }
  }

  private static int finished(RunRequest request, Release release, String id, Progress progress) {
    Path quality = request.out().toAbsolutePath().resolve("runs").resolve(id).resolve("quality");
    List<QualityCheck> found =
        Files.isDirectory(quality)
            ? QualityReport.read(quality).stream()
                .filter(check -> check.result().equals("warning"))
                .toList()
            : List.of();
    long warnings = found.size();
    if (request.strict()) {
      // A release that stood already ran no stage that could have said so.
      found.forEach(check -> progress.say("Warning of %s: %s", check.source(), check.detail()));
    }
    if (request.json()) {
      Map<String, Object> outcome = new LinkedHashMap<>();
      outcome.put("run_id", id);
      outcome.put("release", release.newest());
      outcome.put(
          "current", request.out().toAbsolutePath().normalize().resolve("current").toString());
      outcome.put("warnings", warnings);
      System.out.println(Json.text(outcome));
    }
    return request.strict() && warnings > 0 ? ExitCode.WARNINGS.number() : ExitCode.DONE.number();
  }

  static String codeVersion() {
    String version = Runner.class.getPackage().getImplementationVersion();
    return (version == null ? "development" : version)
        + "+"
        + Fingerprint.shortened(Fingerprint.ofCode());
  }
}
