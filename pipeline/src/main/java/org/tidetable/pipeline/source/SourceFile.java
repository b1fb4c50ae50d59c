package org.tidetable.pipeline.source;

import static org.tidetable.pipeline.run.ExitCode.CONFIGURATION;
import static org.tidetable.pipeline.run.ExitCode.INPUT;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.tidetable.pipeline.identity.IdentityGate;
import org.tidetable.pipeline.identity.Pseudonymiser;
import org.tidetable.pipeline.identity.SearchLedger;
import org.tidetable.pipeline.run.UserError;

/**
 * A file and the mapping that reads it, as a task gets it.
 *
 * @param file a path that every worker can read
 * @param keyFile the key from which keys of persons are made; empty for none
 * @param sha256 of the file, and the folder of the ledger of searches; empty to search anew
 */
public record SourceFile(
    SourceMapping mapping, String file, String keyFile, String sha256, String ledger)
    implements Serializable {

  /** A file that is looked into by itself. */
  public SourceFile(SourceMapping mapping, String file, String keyFile) {
    this(mapping, file, keyFile, "", "");
  }

  /** A file of a mapping that makes no keys. */
  public SourceFile(SourceMapping mapping, String file) {
    this(mapping, file, "");
  }

  /** The reading of the file, behind the identity gate. */
  public SourceReading open() {
    SearchLedger searched =
        ledger.isEmpty() ? SearchLedger.nowhere() : SearchLedger.in(Path.of(ledger));
    return new SourceReading(
        mapping,
        Path.of(file),
        keying(),
        (name, columns) -> new IdentityGate(name, columns, searched, sha256));
  }

  /** What to say of a source none of whose files has a row. */
  public UserError withoutData() {
    return UserError.of(INPUT, "%s:1:1  has a heading row but no data. Supply the data.", file);
  }

  private UnaryOperator<String> keying() {
    if (keyFile.isEmpty()) {
      return identifier -> {
        throw UserError.of(
            CONFIGURATION,
            "mapping %s makes keys of persons, but no key file is named. Name one.",
            mapping.name());
      };
    }
    Pseudonymiser pseudonymiser = Pseudonymiser.read(Path.of(keyFile));
    return identifier -> pseudonymiser.pseudonym(mapping.linkSource(), identifier);
  }
}
