package org.tidetable.pipeline.conf;

import java.util.Optional;
import java.util.function.BiConsumer;

/** A YAML file that is one record: bound, checked, and every problem told with its place. */
public final class RecordFile {
  private RecordFile() {}

  /** Takes down a problem of a setting. */
  public interface Notes {
    /**
     * A problem.
     *
     * @param path the setting, such as {@code rates[0].kind}
     * @param message what is wrong, and what to do
     */
    void note(String path, String message);
  }

  /**
   * The record.
   *
   * @param name the file, for messages
   * @param check notes what no type can say
   */
  public static <T extends Record> T read(
      String name, String text, Class<T> type, BiConsumer<T, Notes> check) {
    Problems problems = new Problems();
    Optional<YamlReader.Bound<T>> bound = new YamlReader(problems).read(name, text, type);
    bound.ifPresent(
        found ->
            check.accept(
                found.value(),
                (path, message) ->
                    problems.add(
                        name,
                        found.places().line(path),
                        found.places().column(path),
                        path,
                        message)));
    problems.throwIfAny();
    return bound.orElseThrow().value();
  }
}
