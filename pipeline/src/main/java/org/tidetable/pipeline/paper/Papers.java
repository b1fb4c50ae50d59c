package org.tidetable.pipeline.paper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The papers of one model as files. */
public final class Papers {
  /** Their names, in the order in which they are read. */
  public static final List<String> NAMES = List.of("tripod-ai.md", "atrs.md", "probast.md");

  private Papers() {}

  /** Writes all papers into a folder that is there. The same facts give the same bytes. */
  public static void write(Path folder, PaperFacts facts) throws IOException {
    List<String> texts = List.of(Tripod.text(facts), Atrs.text(facts), Probast.text(facts));
    for (int i = 0; i < NAMES.size(); i++) {
      Files.writeString(folder.resolve(NAMES.get(i)), texts.get(i), StandardCharsets.UTF_8);
    }
  }
}
