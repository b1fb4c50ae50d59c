package org.tidetable.pipeline.stage;

import java.nio.file.Path;
import org.tidetable.export.disclosure.DisclosureGate;
import org.tidetable.export.disclosure.DisclosureKey;
import org.tidetable.export.disclosure.DisclosurePolicy;
import org.tidetable.pipeline.conf.Configuration;
import org.tidetable.pipeline.conf.DisclosureConfig;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.UserError;

/** The gate that a configuration asks for. Every stage that needs one gets the same draws. */
public final class Protection {
  private Protection() {}

  /** The gate under the configuration's policy and key. */
  public static DisclosureGate gate(Configuration configuration) {
    DisclosureConfig written = configuration.disclosure();
    DisclosureKey key = key(configuration, written);
    DisclosurePolicy policy =
        new DisclosurePolicy(
            written.version(),
            DisclosurePolicy.Mode.LEAF_ROUNDING,
            written.base(),
            written.minimumBasis(),
            written.population(),
            key.id());
    return new DisclosureGate(policy, key);
  }

  /** Names the key without giving it away: with another key the same counts are drawn anew. */
  static String keyId(Configuration configuration) {
    return key(configuration, configuration.disclosure()).id();
  }

  private static DisclosureKey key(Configuration configuration, DisclosureConfig written) {
    if (written.usesDemoKey()) {
      return DisclosureKey.demoOnly();
    }
    Path file = configuration.locate(written.key(), Path.of(""));
    try {
      return DisclosureKey.read(file);
    } catch (DisclosureKey.Unusable unusable) {
      throw UserError.of(ExitCode.CONFIGURATION, "%s", String.valueOf(unusable.getMessage()));
    }
  }
}
