package org.tidetable.pipeline.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Text decoded strictly from bytes, with a way back from a character to its byte.
 *
 * <p>Text is decoded in chunks. Where a chunk has as many characters as bytes, which is the rule,
 * character and byte differ by a constant; elsewhere the characters are kept and measured once. A
 * chunk is forgotten when a later place has been asked for, so memory is that of one row.
 */
final class CountedText extends Reader {
  private static final int CHUNK = 1 << 15;
  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final InputStream bytes;
  private final CharsetDecoder decoder;
  private final byte[] raw = new byte[CHUNK];
  private final ByteBuffer undecoded = ByteBuffer.wrap(raw).limit(0);
  private char[] chars = new char[CHUNK];
  private int next;
  private int filled;
  private boolean ended;
  private @Nullable TextFault fault;

  private final Deque<Chunk> chunks = new ArrayDeque<>();
  private long charsDecoded;
  private long bytesDecoded;
  private long askedChar;
  private long askedByte;
  private long rowBegins;
  private char last = '\n';

  /**
   * Decoded text between two places.
   *
   * @param text its characters where they are not one byte each; else none
   */
  private record Chunk(long firstChar, long endChar, char @Nullable [] text) {}

  /**
   * Text that begins at the current place of the bytes.
   *
   * @param encoding UTF-8, or one of a single byte for each character
   * @param offset the place of the first byte in the file, from 0
   */
  CountedText(InputStream bytes, Charset encoding, long offset) {
    this.bytes = bytes;
    this.decoder =
        encoding
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    this.bytesDecoded = offset;
    this.askedByte = offset;
  }

  @Override
  public int read(char[] to, int from, int length) throws IOException {
    if (next == filled && !fill()) {
      return -1;
    }
    int count = Math.min(length, filled - next);
    System.arraycopy(chars, next, to, from, count);
    next += count;
    return count;
  }

  /**
   * The byte where a character begins; the byte after the last one for a place after the text.
   *
   * @param place characters from the first one, from 0; never before a place asked for earlier
   */
  long byteOf(long place) {
    rowBegins = place;
    for (Chunk chunk = chunks.peek(); chunk != null; chunk = chunks.peek()) {
      long to = Math.min(place, chunk.endChar);
      askedByte += chunk.text == null ? to - askedChar : utf8(chunk, chunk.text, to);
      askedChar = to;
      if (to < chunk.endChar) {
        break;
      }
      chunks.remove();
    }
    return askedByte;
  }

  /** Characters decoded so far; all of them once the text has ended. */
  long decoded() {
    return charsDecoded;
  }

  /** Whether the text read so far ends with a line end; true of no text. */
  boolean endsWithLineEnd() {
    return last == '\n' || last == '\r';
  }

  private long utf8(Chunk chunk, char[] text, long to) {
    long length = 0;
    for (int i = (int) (askedChar - chunk.firstChar); i < to - chunk.firstChar; i++) {
      char c = text[i];
      // Two characters of a surrogate pair share four bytes.
      length += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return length;
  }

  private boolean fill() throws IOException {
    if (fault != null) {
      throw fault;
    }
    if (charsDecoded - rowBegins > 2L * Limits.ROW_CHARS) {
      throw new TextFault(TextFault.Kind.ROW_TOO_LONG, bytesDecoded);
    }
    CharBuffer out = CharBuffer.wrap(chars);
    while (out.position() == 0) {
      if (fault != null) {
        throw fault;
      }
      if (ended) {
        return false;
      }
      decode(out);
    }
    next = 0;
    filled = out.position();
    last = chars[filled - 1];
    remember(out.position());
    return true;
  }

  private void decode(CharBuffer out) throws IOException {
    undecoded.compact();
    int kept = undecoded.position();
    int read = bytes.read(raw, kept, CHUNK - kept);
    ended = read < 0;
    int clean = kept + Math.max(0, read);
    int nul = nul(kept, clean);
    undecoded.position(0).limit(nul);
    CoderResult result = decoder.decode(undecoded, out, ended || nul < clean);
    long decoded = bytesDecoded + undecoded.position();
    if (result.isError()) {
      fault = new TextFault(TextFault.Kind.NOT_TEXT, decoded);
    } else if (nul < clean) {
      fault = new TextFault(TextFault.Kind.NUL, decoded);
    }
  }

  private void remember(int count) {
    long end = bytesDecoded + undecoded.position();
    boolean single = end - bytesDecoded == count;
    chunks.add(new Chunk(charsDecoded, charsDecoded + count, single ? null : chars));
    if (!single) {
      chars = chars.clone();
    }
    bytesDecoded = end;
    charsDecoded += count;
  }

  /** The place of the first byte of value 0, or the end: eight bytes are tried at a time. */
  private int nul(int from, int to) {
    int i = from;
    for (; i + Long.BYTES <= to; i += Long.BYTES) {
      long eight = (long) EIGHT_BYTES.get(raw, i);
      if (((eight - 0x0101010101010101L) & ~eight & 0x8080808080808080L) != 0) {
        break;
      }
    }
    while (i < to && raw[i] != 0) {
      i++;
    }
    return i;
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
