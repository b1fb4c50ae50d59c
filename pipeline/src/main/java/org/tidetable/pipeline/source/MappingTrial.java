package org.tidetable.pipeline.source;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.pipeline.identity.IdentityGate;

/**
 * What a mapping makes of a whole file, without keeping any of it.
 *
 * @param rows rows of the file
 * @param used rows that are used
 * @param leftOut rows that the mapping does not ask for
 * @param setAside rows that are faulty, by reason
 * @param firstFault line and column of the first faulty row
 * @param drift how the headings differ from the mapping
 */
public record MappingTrial(
    long rows,
    long used,
    long leftOut,
    Map<String, Long> setAside,
    Optional<String> firstFault,
    Drift drift) {

  /**
   * Reads the file behind the identity gate.
   *
   * @throws org.tidetable.pipeline.run.UserError when the file cannot be read so, or the gate
   *     refuses it
   */
  public static MappingTrial of(SourceMapping mapping, Path file) {
    StructType schema = SourceReading.schema(mapping);
    int first = schema.fieldIndex(StoreSchema.FIRST);
    int fate = schema.fieldIndex(StoreSchema.FATE);
    long used = 0;
    long leftOut = 0;
    Map<String, Long> setAside = new TreeMap<>();
    Optional<String> fault = Optional.empty();
    try (SourceReading reading = open(mapping, file)) {
      while (reading.hasNext()) {
        Row row = reading.next();
        if (!row.getBoolean(first)) {
          continue;
        }
        String what = row.getString(fate);
        if (what.equals(Fate.SET_ASIDE.code())) {
          setAside.merge(row.getString(schema.fieldIndex(StoreSchema.REASON)), 1L, Long::sum);
          if (fault.isEmpty()) {
            long line = row.getLong(schema.fieldIndex(StoreSchema.LINE));
            fault = Optional.of(line + ":" + row.getInt(schema.fieldIndex(StoreSchema.COLUMN)));
          }
        } else if (what.equals(Fate.USED.code())) {
          used++;
        } else {
          leftOut++;
        }
      }
      long faulty = setAside.values().stream().mapToLong(Long::longValue).sum();
      return new MappingTrial(
          used + leftOut + faulty, used, leftOut, setAside, fault, reading.drift());
    }
  }

  /** Rows that are faulty. */
  public long faulty() {
    return setAside.values().stream().mapToLong(Long::longValue).sum();
  }

  // Nothing of a trial is kept, so any key does; but keys must not be the identifiers themselves.
  private static SourceReading open(SourceMapping mapping, Path file) {
    Mac mac = mac();
    return new SourceReading(
        mapping,
        file,
        cell -> "trial " + letters(mac.doFinal(cell.getBytes(StandardCharsets.UTF_8))),
        IdentityGate::new);
  }

  /** Eight bytes as letters from a to p, each another: two identifiers must not share a key. */
  private static String letters(byte[] code) {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < Long.BYTES; i++) {
      letters.append((char) ('a' + ((code[i] >> 4) & 15))).append((char) ('a' + (code[i] & 15)));
    }
    return letters.toString();
  }

  private static Mac mac() {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec("trial".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HmacSHA256", e);
    }
  }
}
