package org.tidetable.pipeline.merge;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tidetable.pipeline.identity.Pseudonymiser;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.UserError;

/** Makes the pseudonyms of a link table that holds identifiers, with the key of each source. */
public final class KeyedLinks implements PersonKeys.Pseudonymising {
  private static final long serialVersionUID = 1L;

  private final String keyFile;
  private final HashSet<String> keyed;
  private transient @Nullable Pseudonymiser pseudonymiser;

  /**
   * The pseudonyms made with a key.
   *
   * @param keyFile empty when the run has none: identifiers of keyed sources are then refused
   * @param keyed the sources whose mappings key their persons; the others have pseudonyms already
   */
  public KeyedLinks(String keyFile, Set<String> keyed) {
    this.keyFile = keyFile;
    this.keyed = new HashSet<>(keyed);
  }

  @Override
  public String of(String source, String identifier) {
    if (!keyed.contains(source)) {
      return identifier;
    }
    Pseudonymiser made = pseudonymiser;
    if (made == null) {
      if (keyFile.isEmpty()) {
        throw UserError.of(
            ExitCode.CONFIGURATION,
            "the link table holds identifiers, but \"pseudonym_key\" names no key file. Name the"
                + " key that the sources' persons are keyed with.");
      }
      made = Pseudonymiser.read(Path.of(keyFile));
      pseudonymiser = made;
    }
    return made.pseudonym(source, identifier);
  }
}
