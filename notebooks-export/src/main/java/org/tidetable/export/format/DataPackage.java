package org.tidetable.export.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tidetable.export.disclosure.SafeTable;
import org.tidetable.export.table.Column;
import org.tidetable.export.table.Source;
import org.tidetable.export.table.Table;

/**
 * What the CSV files hold, for programs: {@code datapackage.json} (Data Package 2.0 with a Table
 * Schema each) and {@code schema.sql}, both from the columns of the tables.
 *
 * @param name lower case with dashes
 * @param version of the release
 */
public record DataPackage(
    String name, String title, String description, String version, List<SafeTable> tables) {

  public DataPackage {
    tables = List.copyOf(tables);
  }

  /** Writes both files. */
  public List<WrittenFile> write(Path folder) throws IOException {
    return List.of(
        WrittenFile.write(folder, "datapackage.json", json(), 0),
        WrittenFile.write(folder, "schema.sql", new SqlSchema(tables).text(), 0));
  }

  /** The content of {@code datapackage.json}. */
  public String json() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("$schema", "https://datapackage.org/profiles/2.0/datapackage.json");
    all.put("name", name);
    all.put("title", title);
    all.put("description", description);
    all.put("version", version);
    all.put("resources", tables.stream().map(DataPackage::resource).toList());
    return Json.text(all);
  }

  private static Map<String, Object> resource(SafeTable safe) {
    Table table = safe.table();
    Map<String, Object> resource = new LinkedHashMap<>();
    resource.put("$schema", "https://datapackage.org/profiles/2.0/dataresource.json");
    resource.put("name", table.name());
    resource.put("type", "table");
    resource.put("path", CsvFormat.path(table.name()));
    resource.put("title", table.title());
    resource.put("description", table.description());
    resource.put("format", "csv");
    resource.put("mediatype", "text/csv");
    resource.put("encoding", "utf-8");
    List<Map<String, String>> licences =
        safe.sources().stream().flatMap(DataPackage::licence).distinct().toList();
    if (!licences.isEmpty()) {
      resource.put("licenses", licences);
    }
    resource.put("sources", safe.sources().stream().map(DataPackage::source).distinct().toList());
    resource.put("schema", schema(table));
    return resource;
  }

  private static Stream<Map<String, String>> licence(Source source) {
    if (source instanceof Source.OpenSource open) {
      Map<String, String> licence = new LinkedHashMap<>();
      licence.put("name", open.licence().replaceAll("[^A-Za-z0-9._-]+", "-"));
      licence.put("title", open.licence());
      return Stream.of(licence);
    }
    return Stream.empty();
  }

  private static Map<String, String> source(Source source) {
    if (source instanceof Source.OpenSource open) {
      Map<String, String> published = new LinkedHashMap<>();
      published.put("title", open.publishedBy());
      published.put("path", open.address());
      return published;
    }
    return Map.of("title", source.inWords());
  }

  private static Map<String, Object> schema(Table table) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://datapackage.org/profiles/2.0/tableschema.json");
    schema.put("fields", table.columns().stream().map(DataPackage::field).toList());
    schema.put("missingValues", List.of(""));
    if (!table.keyColumns().isEmpty()) {
      schema.put("primaryKey", table.keyColumns());
    }
    if (!table.references().isEmpty()) {
      schema.put("foreignKeys", table.references().stream().map(DataPackage::foreignKey).toList());
    }
    return schema;
  }

  private static Map<String, Object> field(Column column) {
    String type =
        switch (column.type()) {
          case STRING -> "string";
          case DATE -> "date";
          case LONG -> "integer";
          case DOUBLE -> "number";
          case BOOLEAN -> "boolean";
        };
    Map<String, Object> field = new LinkedHashMap<>();
    field.put("name", column.name());
    field.put("type", type);
    field.put("title", column.title());
    field.put("description", column.description());
    if (!column.unit().isEmpty()) {
      field.put("unit", column.unit());
    }
    if (column.key()) {
      field.put("constraints", Map.of("required", true));
    }
    return field;
  }

  private static Map<String, Object> foreignKey(Table.Reference reference) {
    Map<String, Object> target = new LinkedHashMap<>();
    target.put("resource", reference.table());
    target.put("fields", List.of(reference.keyColumn()));
    Map<String, Object> key = new LinkedHashMap<>();
    key.put("fields", List.of(reference.column()));
    key.put("reference", target);
    return key;
  }
}
