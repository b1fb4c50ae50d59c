package org.tidetable.models.card;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tidetable.models.risk.RiskModel;

/** A model as the bytes of its files: small enough to be sent to wherever people are scored. */
public final class SavedModel implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String description;
  private final byte[] trained;

  private SavedModel(String description, byte[] trained) {
    this.description = description;
    this.trained = trained;
  }

  /** The model of a folder that {@link ModelStore} wrote. */
  public static SavedModel read(Path folder) throws IOException {
    return new SavedModel(
        Files.readString(folder.resolve("model.json"), StandardCharsets.UTF_8),
        Files.readAllBytes(folder.resolve("model.pb")));
  }

  /** The model itself; its predictions are the same to the last bit. */
  public RiskModel model() {
    try {
      return ModelStore.model(this);
    } catch (IOException impossible) {
      // Its description is in memory.
      throw new UncheckedIOException(impossible);
    }
  }

  String description() {
    return description;
  }

  byte[] trained() {
    return trained;
  }
}
