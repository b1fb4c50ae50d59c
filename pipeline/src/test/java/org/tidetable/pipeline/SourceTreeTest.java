package org.tidetable.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of the house as sentences about files. */
class SourceTreeTest {
  private static final int MOST_LINES = 400;
  private static final List<String> MODULES =
      List.of("models", "features", "pipeline", "notebooks-export");
  private static final Path CHECKOUT =
      Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();
  private static final Map<Path, List<String>> FILES = javaFiles();

  @Test
  void files_of_every_kind_are_seen() {
    assertThat(FILES.keySet().stream().map(Path::toString))
        .contains(
            "pipeline/src/main/java/org/tidetable/Launcher.java",
            "pipeline/src/test/java/org/tidetable/pipeline/SourceTreeTest.java")
        .anyMatch(file -> file.startsWith("models/src/main"));
  }

  @Test
  void no_file_is_longer_than_400_lines() {
    assertThat(FILES)
        .allSatisfy((file, lines) -> assertThat(lines).hasSizeLessThanOrEqualTo(MOST_LINES));
  }

  @Test
  void no_file_imports_both_spark_and_tribuo() {
    assertThat(FILES)
        .allSatisfy(
            (file, lines) ->
                assertThat(imports(lines, "org.apache.spark") && imports(lines, "org.tribuo"))
                    .as("imports both")
                    .isFalse());
  }

  @Test
  void every_test_is_switched_on() {
    Pattern off = Pattern.compile("^\\s*@(Disabled|Ignore)\\w*\\b");
    assertThat(FILES)
        .allSatisfy((file, lines) -> assertThat(lines).noneMatch(line -> off.matcher(line).find()));
  }

  @Test
  void every_package_has_a_promise_and_no_nulls() {
    assertThat(packages().keySet())
        .allSatisfy(
            folder ->
                assertThat(FILES.getOrDefault(folder.resolve("package-info.java"), List.of()))
                    .contains("@NullMarked"));
  }

  @Test
  void no_package_is_split_between_modules() {
    var modules = new TreeMap<String, Set<String>>();
    packages()
        .forEach(
            (folder, name) ->
                modules
                    .computeIfAbsent(name, n -> new TreeSet<>())
                    .add(folder.getName(0).toString()));
    assertThat(modules).allSatisfy((name, found) -> assertThat(found).hasSize(1));
  }

  @Test
  void what_is_cached_says_for_whom() {
    Pattern cache = Pattern.compile("\\.(cache|persist)\\(");
    assertThat(FILES)
        .allSatisfy(
            (file, lines) ->
                assertThat(IntStream.range(1, lines.size()))
                    .noneMatch(
                        i ->
                            file.toString().contains("src/main")
                                && cache.matcher(lines.get(i)).find()
                                && !lines.get(i).contains("//")
                                && !lines.get(i - 1).contains("//")));
  }

  private static boolean imports(List<String> lines, String root) {
    return lines.stream()
        .anyMatch(
            line -> line.startsWith("import " + root) || line.startsWith("import static " + root));
  }

  /** Folders of main code with their package names. */
  private static Map<Path, String> packages() {
    var packages = new TreeMap<Path, String>();
    for (Path file : FILES.keySet()) {
      Path folder = file.getParent();
      if (file.toString().contains("src/main/java")) {
        packages.put(folder, folder.subpath(4, folder.getNameCount()).toString());
      }
    }
    return packages;
  }

  private static Map<Path, List<String>> javaFiles() {
    var files = new TreeMap<Path, List<String>>();
    for (String module : MODULES) {
      try (Stream<Path> found = Files.walk(CHECKOUT.resolve(module))) {
        for (Path file : found.filter(f -> f.toString().endsWith(".java")).toList()) {
          Path relative = CHECKOUT.relativize(file);
          if (relative.getName(1).toString().equals("src")) {
            files.put(relative, Files.readAllLines(file, UTF_8));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return files;
  }
}
