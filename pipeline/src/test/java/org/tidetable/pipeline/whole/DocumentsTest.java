package org.tidetable.pipeline.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tidetable.pipeline.cli.Commands;
import org.tidetable.pipeline.publish.DataDictionary;
import picocli.CommandLine;

/** What the documents say is what the program does. */
class DocumentsTest {
  private static final Path CHECKOUT = SmallRun.CONF.resolveSibling("README.md").getParent();
  private static final Pattern COMMAND =
      Pattern.compile("java -jar pipeline/target/tidetable.jar (.*)");
  private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

  @Test
  void the_data_dictionary_is_current() throws IOException {
    assertThat(Files.readString(CHECKOUT.resolve("docs/data-dictionary.md")))
        .isEqualTo(DataDictionary.of(""));
  }

  @Test
  void commands_of_the_readme_are_understood() throws IOException {
    String readme = Files.readString(CHECKOUT.resolve("README.md")).replaceAll("\\\\\n\\s*", "");
    List<String> commands = COMMAND.matcher(readme).results().map(m -> m.group(1)).toList();

    assertThat(commands).hasSizeGreaterThan(8);
    assertThat(commands)
        .allSatisfy(
            command ->
                assertThatCode(() -> line().parseArgs(words(command)))
                    .as(command)
                    .doesNotThrowAnyException());
  }

  @Test
  void classes_of_the_readme_are_there() throws IOException {
    Set<String> named =
        Pattern.compile("\\b([A-Z]\\w+(?:Test|\\.java))`")
            .matcher(Files.readString(CHECKOUT.resolve("README.md")))
            .results()
            .map(match -> match.group(1).replace(".java", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(named).hasSizeGreaterThan(15);

    Set<String> there = new TreeSet<>();
    for (String module : List.of("models", "features", "notebooks-export", "pipeline")) {
      try (Stream<Path> files = Files.walk(CHECKOUT.resolve(module).resolve("src"))) {
        files.forEach(file -> there.add(file.getFileName().toString().replace(".java", "")));
      }
    }
    assertThat(there).containsAll(named);
  }

  private static CommandLine line() {
    return new CommandLine(new Commands()).setCaseInsensitiveEnumValuesAllowed(true);
  }

  private static String[] words(String command) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(command.replaceAll("[`;>&|#].*", ""));
    while (word.find()) {
      for (int group = 1; group <= 3; group++) {
        if (word.group(group) != null) {
          words.add(word.group(group));
        }
      }
    }
    return words.toArray(String[]::new);
  }
}
