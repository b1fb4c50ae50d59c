package org.tidetable.pipeline.landing;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Date;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.models.vocabulary.EventKind;

/**
 * Writes rows of a reading as one Parquet file, as they come. The engine's own writer would turn
 * every row into its inner form first, which costs more than reading and writing it.
 */
final class RowWriter implements Closeable {
  private static final long ROW_GROUP = 64L << 20;

  private final ParquetWriter<Row> writer;

  RowWriter(RowKind kind, Path file) throws IOException {
    this.writer =
        new Builder(new LocalOutputFile(file), new Support(kind))
            .withConf(
                new PlainParquetConfiguration(Map.of("parquet.compression.codec.zstd.level", "1")))
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withRowGroupSize(ROW_GROUP)
            // Nearly every value differs.
            .withDictionaryEncoding(StoreSchema.SOURCE_ROW, false)
            .withDictionaryEncoding(StoreSchema.RECORD, false)
            .build();
  }

  void write(Row row) throws IOException {
    writer.write(row);
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }

  private static final class Builder extends ParquetWriter.Builder<Row, Builder> {
    private final Support support;

    Builder(OutputFile file, Support support) {
      super(file);
      this.support = support;
    }

    @Override
    protected Builder self() {
      return this;
    }

    // The class still asks for it.
    @Override
    @SuppressWarnings("deprecation")
    protected WriteSupport<Row> getWriteSupport(Configuration configuration) {
      return support;
    }

    @Override
    protected WriteSupport<Row> getWriteSupport(ParquetConfiguration configuration) {
      return support;
    }
  }

  /** One kept column: where it stands in a row, and how its values are written. */
  private record Kept(String name, int from, DataType type, boolean kind) {}

  private static final class Support extends WriteSupport<Row> {
    private static final int MOST_REMEMBERED = 10_000;

    private final Kept[] columns;
    private final MessageType schema;
    private final Map<String, Integer> kinds = new HashMap<>();
    private final Map<String, Binary> texts = new HashMap<>();
    private @Nullable RecordConsumer consumer;

    Support(RowKind kind) {
      StructType landed = kind.landed();
      this.columns = new Kept[landed.size()];
      Type[] types = new Type[landed.size()];
      for (int i = 0; i < columns.length; i++) {
        StructField field = landed.fields()[i];
        boolean numbered = field.name().equals(StoreSchema.KIND);
        columns[i] =
            new Kept(
                field.name(), kind.read().fieldIndex(field.name()), field.dataType(), numbered);
        types[i] = type(field);
      }
      this.schema = new MessageType("landed", types);
      for (EventKind one : EventKind.values()) {
        kinds.put(one.code(), kinds.size());
      }
    }

    private static Type type(StructField field) {
      Type.Repetition repetition =
          field.nullable() ? Type.Repetition.OPTIONAL : Type.Repetition.REQUIRED;
      if (field.dataType().equals(DataTypes.StringType)) {
        return Types.primitive(PrimitiveTypeName.BINARY, repetition)
            .as(LogicalTypeAnnotation.stringType())
            .named(field.name());
      }
      if (field.dataType().equals(DataTypes.DateType)) {
        return Types.primitive(PrimitiveTypeName.INT32, repetition)
            .as(LogicalTypeAnnotation.dateType())
            .named(field.name());
      }
      PrimitiveTypeName plain =
          field.dataType().equals(DataTypes.LongType)
              ? PrimitiveTypeName.INT64
              : field.dataType().equals(DataTypes.DoubleType)
                  ? PrimitiveTypeName.DOUBLE
                  : PrimitiveTypeName.INT32;
      return Types.primitive(plain, repetition).named(field.name());
    }

    // The class still asks for it.
    @Override
    @SuppressWarnings("deprecation")
    public WriteContext init(Configuration configuration) {
      return new WriteContext(schema, Map.of());
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
      return new WriteContext(schema, Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
      this.consumer = consumer;
    }

    @Override
    public void write(Row row) {
      RecordConsumer to = java.util.Objects.requireNonNull(consumer);
      to.startMessage();
      for (int i = 0; i < columns.length; i++) {
        Kept column = columns[i];
        Object value = row.get(column.from());
        if (value != null) {
          to.startField(column.name(), i);
          add(to, column, value);
          to.endField(column.name(), i);
        }
      }
      to.endMessage();
    }

    private void add(RecordConsumer to, Kept column, Object value) {
      if (column.kind()) {
        to.addInteger(java.util.Objects.requireNonNull(kinds.get(value)));
      } else if (value instanceof String text) {
        to.addBinary(bytes(text));
      } else if (value instanceof LocalDate day) {
        to.addInteger((int) day.toEpochDay());
      } else if (value instanceof Date day) {
        to.addInteger((int) day.toLocalDate().toEpochDay());
      } else if (value instanceof Double number) {
        to.addDouble(number);
      } else if (value instanceof Long number) {
        to.addLong(number);
      } else {
        to.addInteger((Integer) value);
      }
    }

    /** Codes come again and again; keys do not, and would only fill the memory. */
    private Binary bytes(String text) {
      Binary known = texts.get(text);
      if (known != null) {
        return known;
      }
      Binary bytes =
          Binary.fromConstantByteArray(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      if (texts.size() < MOST_REMEMBERED) {
        texts.put(text, bytes);
      }
      return bytes;
    }
  }
}
