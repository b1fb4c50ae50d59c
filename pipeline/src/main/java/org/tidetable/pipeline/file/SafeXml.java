package org.tidetable.pipeline.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.charset.Charset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** XML of strangers: a document type is refused, so nothing is fetched, expanded or defined. */
final class SafeXml {
  private static final XMLInputFactory FACTORY = factory();

  /** Bytes that hold the declaration of a document, if it has one. */
  private static final int HEAD = 256;

  /** Bytes of the mark of UTF-8. */
  private static final int MARK = 3;

  private static final Pattern DECLARED =
      Pattern.compile("^<\\?xml[^>]*?encoding\\s*=\\s*[\"']([A-Za-z0-9._-]+)[\"']");

  private SafeXml() {}

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("nothing is fetched");
        });
    return factory;
  }

  /**
   * A reader of text decoded strictly, in the encoding that the document declares, else UTF-8. The
   * parser would print what it thinks of bytes that are no text.
   */
  static XMLStreamReader reader(InputStream bytes) throws XMLStreamException {
    try {
      PushbackInputStream in = new PushbackInputStream(bytes, HEAD);
      byte[] head = in.readNBytes(HEAD);
      boolean mark = new String(head, UTF_8).startsWith("\ufeff");
      in.unread(head, mark ? MARK : 0, head.length - (mark ? MARK : 0));
      Charset encoding = mark ? UTF_8 : encoding(head);
      return FACTORY.createXMLStreamReader(new InputStreamReader(in, encoding.newDecoder()));
    } catch (IOException | IllegalArgumentException failure) {
      throw new XMLStreamException(failure);
    }
  }

  private static Charset encoding(byte[] head) {
    int first = head.length < 2 ? 0 : (head[0] & 0xff) << 8 | (head[1] & 0xff);
    if (first == 0xfffe || first == 0xfeff) {
      return UTF_16;
    }
    Matcher declared = DECLARED.matcher(new String(head, ISO_8859_1));
    return declared.find() ? Charset.forName(declared.group(1)) : UTF_8;
  }

  /** The next event; fails at a document type. */
  static int next(XMLStreamReader xml) throws XMLStreamException {
    int event = xml.next();
    if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
      throw new XMLStreamException("a document type or its entities", xml.getLocation());
    }
    return event;
  }

  /** An attribute by its local name; empty where there is none. */
  static String attribute(XMLStreamReader xml, String name) {
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      if (xml.getAttributeLocalName(i).equals(name)) {
        return xml.getAttributeValue(i);
      }
    }
    return "";
  }

  static boolean begins(XMLStreamReader xml, int event, String element) {
    return event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals(element);
  }

  static boolean ends(XMLStreamReader xml, int event, String element) {
    return event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals(element);
  }

  /** The text of the element that has just begun, which has no elements in it. */
  static String text(XMLStreamReader xml) throws XMLStreamException {
    StringBuilder text = new StringBuilder();
    for (int event = next(xml); event != XMLStreamConstants.END_ELEMENT; event = next(xml)) {
      if (xml.hasText() && event != XMLStreamConstants.COMMENT) {
        text.append(xml.getText());
      }
      if (event == XMLStreamConstants.START_ELEMENT || text.length() > Limits.CELL_CHARS) {
        throw new XMLStreamException("an element in a text, or too much", xml.getLocation());
      }
    }
    return text.toString();
  }

  /** Goes on to the end of the element that has just begun. */
  static void skip(XMLStreamReader xml) throws XMLStreamException {
    for (int depth = 1; depth > 0; ) {
      int event = next(xml);
      depth += event == XMLStreamConstants.START_ELEMENT ? 1 : 0;
      depth -= event == XMLStreamConstants.END_ELEMENT ? 1 : 0;
    }
  }
}
