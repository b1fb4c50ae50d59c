package org.tidetable.export.release;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tidetable.export.disclosure.GateDecision;
import org.tidetable.export.format.Json;
import org.tidetable.export.format.WrittenFile;

/**
 * What one release holds: its files with hashes, and what the gate decided.
 *
 * @param schemaVersion of the tables' columns, such as 1.0.0
 * @param pseudonymKeyId names the key that keys of persons were made with; empty for none
 * @param files sorted by path
 */
public record Manifest(
    String runId,
    String schemaVersion,
    String pseudonymKeyId,
    List<WrittenFile> files,
    List<GateDecision> decisions) {

  public Manifest {
    files = files.stream().sorted(Comparator.comparing(WrittenFile::path)).toList();
    decisions = List.copyOf(decisions);
  }

  /** Writes {@code manifest.json}, which does not list itself. */
  public WrittenFile write(Path folder) throws IOException {
    return WrittenFile.write(folder, "manifest.json", json(), 0);
  }

  /** The file's content. */
  public String json() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("run_id", runId);
    all.put("schema_version", schemaVersion);
    all.put("pseudonym_key_id", pseudonymKeyId);
    all.put("files", files);
    all.put("gate", decisions.stream().map(Manifest::decision).toList());
    return Json.text(all);
  }

  // Without decision.rounded(): "none was rounded" would say that every count shown is exact.
  private static Map<String, Object> decision(GateDecision decision) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("table", decision.table());
    fields.put("verdict", decision.verdict().name().toLowerCase(Locale.ROOT));
    fields.put("source", decision.source());
    fields.put("policy", decision.policy());
    fields.put("key_id", decision.keyId());
    fields.put("cells", decision.cells());
    fields.put("suppressed", decision.suppressed());
    fields.put("reason", decision.reason());
    return fields;
  }
}
