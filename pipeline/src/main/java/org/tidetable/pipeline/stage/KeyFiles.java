package org.tidetable.pipeline.stage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.pipeline.conf.RunConfig;
import org.tidetable.pipeline.merge.KeyedLinks;
import org.tidetable.pipeline.merge.Objectors;
import org.tidetable.pipeline.merge.PersonKeys;
import org.tidetable.pipeline.merge.Register;
import org.tidetable.pipeline.quality.QualityCheck;
import org.tidetable.pipeline.quality.QualityReport;
import org.tidetable.pipeline.run.RunFolder;
import org.tidetable.pipeline.run.UserError;

/** The files about who is who: the register, the link table, and the lists of those who object. */
final class KeyFiles {
  static final String LINKS = "links";
  static final String REGISTER = "register";

  private KeyFiles() {}

  /**
   * Reads them into the folder of the stage, without the people who object.
   *
   * @param landing the landing folder
   * @return names the hashes of pseudonyms whose rows may not be used; empty for none
   */
  static String read(Run run, Path landing) {
    RunConfig.People people = run.configuration().written().people();
    if (people == null || !run.configuration().linksPeople()) {
      return "";
    }
    Path links = run.folder().ingest().resolve(LINKS);
    Path register = run.folder().ingest().resolve(REGISTER);
    RunFolder.delete(register);
    PersonKeys.read(
        run.spark(),
        locate(run, people.links()),
        new KeyedLinks(run.configuration().keyFile(), run.configuration().keyedSources()),
        run.folder(),
        links);
    Dataset<Row> linked = run.folder().read(run.spark(), links, PersonKeys.LINKS);
    Optional<Objectors> objectors = Objectors.read(run.spark(), lists(run, people), linked);
    try {
      if (!people.register().isEmpty()) {
        Dataset<Row> all = Register.people(run.spark(), locate(run, people.register()));
        run.folder().write(objectors.map(o -> o.without(all)).orElse(all), register);
      }
      return objectors.map(o -> drop(run, o, linked, landing)).orElse("");
    } catch (Exception failure) {
      throw UserError.unwrapped(failure);
    }
  }

  /** Whether the run names people whose records may not be used. */
  static boolean hasLists(Run run) {
    RunConfig.People people = run.configuration().written().people();
    return people != null && !lists(run, people).isEmpty();
  }

  private static String drop(Run run, Objectors objectors, Dataset<Row> links, Path landing) {
    String name = objectors.write(landing);
    QualityReport.write(
        run.folder().quality(),
        "0-keys",
        List.of(
            QualityCheck.note(
                "people",
                "objections_without_link",
                objectors.withoutLink(links),
                "Entries of the opt-out list and of objections that lead to nobody in the link"
                    + " table: people whom no source knows, or entries that are misspelt")));
    Path kept = run.folder().ingest().resolve(LINKS + ".kept");
    run.folder().write(objectors.without(links), kept);
    Path place = run.folder().ingest().resolve(LINKS);
    run.folder().write(run.folder().read(run.spark(), kept, PersonKeys.LINKS), place);
    RunFolder.delete(kept);
    return name;
  }

  private static List<Path> lists(Run run, RunConfig.People people) {
    List<Path> lists = new ArrayList<>();
    RunConfig.OptOut optOut = people.optOut();
    if (optOut != null && !optOut.list().isEmpty()) {
      lists.add(locate(run, optOut.list()));
    }
    if (!people.objections().isEmpty()) {
      lists.add(locate(run, people.objections()));
    }
    return lists;
  }

  private static Path locate(Run run, String named) {
    return run.configuration().locate(named, run.folder().synthetic());
  }

  /** The people of the register that was read; none where there is no register. */
  static Optional<Dataset<Row>> register(Run run) {
    RunConfig.People people = run.configuration().written().people();
    return people == null || people.register().isEmpty()
        ? Optional.empty()
        : Optional.of(
            run.folder()
                .read(run.spark(), run.folder().ingest().resolve(REGISTER), StoreSchema.PEOPLE));
  }
}
