package org.tidetable.pipeline.cohort.clinical;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.tidetable.pipeline.run.ExitCode;
import org.tidetable.pipeline.run.UserError;

/** A place in a definition: what it holds, and its JSON path for whoever has to mend it. */
record Spot(Path file, JsonNode node, String path) {

  /** Refuses every setting that is not among those, unless it is empty, null or false. */
  Spot only(Set<String> known) {
    node.fieldNames()
        .forEachRemaining(
            name -> {
              JsonNode value = node.get(name);
              boolean says =
                  !value.isNull()
                      && !(value.isContainerNode() && value.isEmpty())
                      && !(value.isBoolean() && !value.asBoolean())
                      && !(value.isTextual() && value.asText().isEmpty());
              if (says && !known.contains(name)) {
                throw at(name).refused("is not supported. Leave it out, or ask in another way.");
              }
            });
    return this;
  }

  Spot at(String name) {
    return new Spot(file, node.path(name), path + "." + name);
  }

  boolean given() {
    return !node.isMissingNode() && !node.isNull();
  }

  List<Spot> each() {
    List<Spot> each = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      each.add(new Spot(file, node.get(i), path + "[" + i + "]"));
    }
    return each;
  }

  int number(int otherwise) {
    if (!given()) {
      return otherwise;
    }
    if (!node.isInt()) {
      throw refused("must be a whole number.");
    }
    return node.asInt();
  }

  boolean flag() {
    return node.asBoolean(false);
  }

  String text(String otherwise) {
    return given() ? node.asText() : otherwise;
  }

  int day() {
    try {
      return (int) LocalDate.parse(node.asText()).toEpochDay();
    } catch (DateTimeParseException notOne) {
      throw refused("is not a date. Write yyyy-MM-dd.");
    }
  }

  UserError refused(String what) {
    return UserError.of(ExitCode.CONFIGURATION, "%s  %s %s", file, path, what);
  }
}
