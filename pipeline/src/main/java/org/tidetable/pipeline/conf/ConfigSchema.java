package org.tidetable.pipeline.conf;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

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
            .with(Option.INLINE_ALL_SCHEMAS)
            .without(Option.FLATTENED_ENUMS);
    builder
        .forFields()
        .withPropertyNameOverrideResolver(
            field ->
                PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(
                    field.getDeclaredName()));
    builder
        .forTypesInGeneral()
        .withCustomDefinitionProvider(ConfigSchema::words)
        .withCustomDefinitionProvider(ConfigSchema::texts);
    return new SchemaGenerator(builder.build()).generateSchema(type);
  }

  /** Choices are written in lower case. */
  private static @Nullable CustomDefinition words(
      ResolvedType type, SchemaGenerationContext context) {
    Class<?> erased = type.getErasedType();
    if (!erased.isEnum()) {
      return null;
    }
    ObjectNode definition = context.getGeneratorConfig().createObjectNode().put("type", "string");
    ArrayNode choices = definition.putArray("enum");
    for (Object constant : erased.getEnumConstants()) {
      choices.add(((Enum<?>) constant).name().toLowerCase(Locale.ROOT));
    }
    return new CustomDefinition(definition, true);
  }

  /** A list of texts of which there is one may be written as that one. */
  private static @Nullable CustomDefinition texts(
      ResolvedType type, SchemaGenerationContext context) {
    boolean texts =
        type.getErasedType() == List.class
            && type.getTypeParameters().get(0).getErasedType() == String.class;
    if (!texts) {
      return null;
    }
    ObjectNode definition = context.getGeneratorConfig().createObjectNode();
    definition.putArray("type").add("array").add("string");
    definition.putObject("items").put("type", "string");
    return new CustomDefinition(definition, true);
  }
}
