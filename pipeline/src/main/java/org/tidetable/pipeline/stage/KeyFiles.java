package org.tidetable.pipeline.stage;

import java.nio.file.Path;
import java.util.List;
import org.tidetable.pipeline.conf.RunConfig;
import org.tidetable.pipeline.merge.KeyedLinks;
import org.tidetable.pipeline.merge.PersonKeys;
import org.tidetable.pipeline.merge.Register;
import org.tidetable.pipeline.quality.QualityCheck;
import org.tidetable.pipeline.run.UserError;

/** The files about who is who: the register, the link table, and the lists of those who object. */
final class KeyFiles {
  static final String LINKS = "links";
  static final String REGISTER = "register";

  private KeyFiles() {}

  /**
   * Reads them into the folder of the stage.
   *
   * @return names the hashes of pseudonyms whose rows may not be used; empty for none
   */
  static String read(Run run, List<QualityCheck> checks) {
    RunConfig.People people = run.configuration().written().people();
    if (people == null) {
      return "";
    }
    Path synthetic = run.folder().synthetic();
    Path ingest = run.folder().ingest();
    PersonKeys.read(
        run.spark(),
        run.configuration().locate(people.links(), synthetic),
        new KeyedLinks(run.configuration().keyFile()),
        run.folder(),
        ingest.resolve(LINKS));
    if (!people.register().isEmpty()) {
      Path register = run.configuration().locate(people.register(), synthetic);
      try {
        run.folder().write(Register.people(run.spark(), register), ingest.resolve(REGISTER));
      } catch (Exception failure) {
        throw UserError.unwrapped(failure);
      }
    }
    return "";
  }
}
