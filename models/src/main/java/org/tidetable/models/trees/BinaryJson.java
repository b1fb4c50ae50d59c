package org.tidetable.models.trees;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads Universal Binary JSON, in which XGBoost keeps its models.
 *
 * <p>Source: the specification at ubjson.org, draft 12.
 */
final class BinaryJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int DEEPEST = 100;

  private final ByteBuffer bytes;

  private BinaryJson(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  /** Throws IllegalArgumentException where the bytes are cut short or are something else. */
  static JsonNode read(byte[] bytes) {
    BinaryJson reader = new BinaryJson(ByteBuffer.wrap(bytes));
    try {
      return reader.value(reader.marker(), 0);
    } catch (BufferUnderflowException error) {
      throw new IllegalArgumentException("the saved trees are cut short", error);
    }
  }

  private char marker() {
    char marker = (char) bytes.get();
    return marker == 'N' ? marker() : marker;
  }

  private JsonNode value(char marker, int depth) {
    if (depth > DEEPEST) {
      throw damaged();
    }
    return switch (marker) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case 'S' -> NODES.textNode(text(length(marker())));
      case 'C' -> NODES.textNode(text(1));
      case 'd' -> NODES.numberNode(bytes.getFloat());
      case 'D' -> NODES.numberNode(bytes.getDouble());
      case 'T' -> NODES.booleanNode(true);
      case 'F' -> NODES.booleanNode(false);
      case 'Z' -> NODES.nullNode();
      default -> NODES.numberNode(whole(marker));
    };
  }

  private long whole(char marker) {
    return switch (marker) {
      case 'i' -> bytes.get();
      case 'U' -> bytes.get() & 0xff;
      case 'I' -> bytes.getShort();
      case 'l' -> bytes.getInt();
      case 'L' -> bytes.getLong();
      default -> throw damaged();
    };
  }

  private int length(char marker) {
    long length = whole(marker);
    if (length < 0 || length > bytes.remaining()) {
      throw damaged();
    }
    return (int) length;
  }

  private String text(int length) {
    byte[] letters = new byte[length];
    bytes.get(letters);
    return new String(letters, StandardCharsets.UTF_8);
  }

  private ObjectNode object(int depth) {
    ObjectNode object = NODES.objectNode();
    char next = marker();
    int left = Integer.MAX_VALUE;
    if (next == '#') {
      left = length(marker());
      next = left > 0 ? marker() : '}';
    }
    while (left > 0 && next != '}') {
      String name = text(length(next));
      object.set(name, value(marker(), depth + 1));
      left--;
      next = left > 0 ? marker() : '}';
    }
    return object;
  }

  private ArrayNode array(int depth) {
    ArrayNode array = NODES.arrayNode();
    char next = marker();
    char type = 0;
    if (next == '$') {
      type = marker();
      next = marker();
    }
    if (next == '#') {
      int count = length(marker());
      for (int i = 0; i < count; i++) {
        array.add(value(type == 0 ? marker() : type, depth + 1));
      }
      return array;
    }
    while (next != ']') {
      array.add(value(next, depth + 1));
      next = marker();
    }
    return array;
  }

  private static IllegalArgumentException damaged() {
    return new IllegalArgumentException("the saved trees are damaged");
  }
}
