package org.tidetable.pipeline.conf;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import java.util.Arrays;
import java.util.Locale;

/** The JSON Schema of a configuration, made from the records that parse it. */
public final class ConfigSchema {
  private ConfigSchema() {}

  /** The schema of the YAML files that bind to that record. */
  public static ObjectNode of(Class<? extends Record> type) {
    SchemaGeneratorConfigBuilder builder =
        new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(new JacksonModule(JacksonOption.RESPECT_JSONPROPERTY_REQUIRED))
            .with(Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT)
            .with(Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES)
            .with(Option.INLINE_ALL_SCHEMAS);
    builder
        .forFields()
        .withPropertyNameOverrideResolver(field -> snakeCase(field.getDeclaredName()))
        .withEnumResolver(field -> null);
    builder
        .forTypesInGeneral()
        .withEnumResolver(
            scope ->
                scope.getType().getErasedType().isEnum()
                    ? Arrays.stream(scope.getType().getErasedType().getEnumConstants())
                        .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                        .toList()
                    : null);
    return new SchemaGenerator(builder.build()).generateSchema(type);
  }

  static String snakeCase(String name) {
    return PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(name);
  }
}
