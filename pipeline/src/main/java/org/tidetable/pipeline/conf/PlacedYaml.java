package org.tidetable.pipeline.conf;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** A YAML file whose shape no record can hold, as a tree whose settings know where they stand. */
public final class PlacedYaml {
  private final Path file;
  private final JsonNode tree;
  private final StrictYaml places;
  private final Problems problems;

  private PlacedYaml(Path file, JsonNode tree, StrictYaml places, Problems problems) {
    this.file = file;
    this.tree = tree;
    this.places = places;
    this.problems = problems;
  }

  /** The file's tree; empty, with the problems noted, where it cannot be read. */
  public static Optional<PlacedYaml> read(Path file, Problems problems) {
    String name = file.toString();
    try {
      String text = Files.readString(file);
      StrictYaml places = StrictYaml.read(name, text, problems);
      return places.isSound()
          ? Optional.of(new PlacedYaml(file, new YAMLMapper().readTree(text), places, problems))
          : Optional.empty();
    } catch (NoSuchFileException missing) {
      problems.add(name, 1, 1, "", "there is no such file. Check the path.");
    } catch (MalformedInputException notText) {
      problems.add(name, 1, 1, "", "is not UTF-8 text. Save it as UTF-8.");
    } catch (JsonProcessingException failure) {
      problems.add(name, 1, 1, "", "is refused: " + failure.getOriginalMessage());
    } catch (IOException failure) {
      problems.add(name, 1, 1, "", "cannot be read. Check that it is a file that you may read.");
    }
    return Optional.empty();
  }

  public Path file() {
    return file;
  }

  public JsonNode tree() {
    return tree;
  }

  /** A file named in this one: relative to it, or absolute. */
  public Path beside(String named) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? Path.of(named) : parent.resolve(named).normalize();
  }

  /** Notes a problem of the value of the setting at a path such as {@code include[0].window}. */
  public void noteValue(String path, String message) {
    problems.add(file.toString(), places.valueLine(path), places.valueColumn(path), path, message);
  }

  /** Notes a problem of the word itself: a setting that is unknown, or lacks something. */
  public void note(String path, String message) {
    problems.add(file.toString(), places.line(path), places.column(path), path, message);
  }
}
