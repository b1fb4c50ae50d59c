package org.tidetable.pipeline.conf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tidetable.pipeline.source.SourceMapping;

class ConfigSchemaTest {
  private static final Path CONF =
      Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("conf");

  private static JsonSchema schema(Class<? extends Record> type) {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(ConfigSchema.of(type));
  }

  private static JsonNode yaml(Path file) throws IOException {
    return new YAMLMapper().readTree(Files.readString(file));
  }

  @Test
  void every_configuration_that_is_shipped_is_valid() throws IOException {
    assertThat(schema(RunConfig.class).validate(yaml(CONF.resolve("demo.yaml")))).isEmpty();
    assertThat(schema(DisclosureConfig.class).validate(yaml(CONF.resolve("disclosure.yaml"))))
        .isEmpty();
    List<Path> mappings;
    try (Stream<Path> files = Files.walk(CONF.resolve("sources"))) {
      mappings = files.filter(Files::isRegularFile).toList();
    }
    assertThat(mappings).hasSizeGreaterThanOrEqualTo(10);
    for (Path mapping : mappings) {
      assertThat(schema(SourceMapping.class).validate(yaml(mapping)))
          .as("%s", mapping.getFileName())
          .isEmpty();
    }
  }

  @Test
  void what_is_missing_and_what_is_not_a_setting_is_refused() throws IOException {
    ObjectNode run = (ObjectNode) yaml(CONF.resolve("demo.yaml"));
    run.remove("name");
    run.put("nmae", "demo");
    assertThat(schema(RunConfig.class).validate(run))
        .extracting("type")
        .containsExactlyInAnyOrder("required", "additionalProperties");
  }

  @Test
  void the_demo_is_read_without_a_problem() {
    Configuration demo = ConfigReader.read(CONF.resolve("demo.yaml"));
    assertThat(demo.sources()).hasSize(10);
    assertThat(demo.demand()).hasSize(9);
    assertThat(demo.risk()).hasSize(3);
  }
}
