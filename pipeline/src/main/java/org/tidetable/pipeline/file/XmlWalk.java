package org.tidetable.pipeline.file;

import static org.tidetable.pipeline.run.ExitCode.INPUT;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.tidetable.pipeline.run.UserError;

/** Goes through the elements of an XML file, step by step, and tells a visitor of them. */
final class XmlWalk {
  private final String name;
  private final String rowElement;
  private final XMLStreamReader xml;
  private final Visitor visitor;
  private @Nullable XmlElement open;

  /** What is told of elements. */
  interface Visitor {
    void begins(XmlElement element);

    /**
     * An attribute, or the text of an element that has one or has no elements in it.
     *
     * @param path from the root, as {@code /message/child} or {@code /message/child/@attribute}
     */
    void value(XmlElement owner, String path, String value);

    void ends(XmlElement element);
  }

  XmlWalk(String name, XMLStreamReader xml, String rowElement, Visitor visitor) {
    this.name = name;
    this.xml = xml;
    this.rowElement = rowElement;
    this.visitor = visitor;
  }

  /** Goes one step; false at the end of the file. */
  boolean step() throws XMLStreamException {
    if (!xml.hasNext()) {
      return false;
    }
    switch (SafeXml.next(xml)) {
      case XMLStreamConstants.START_ELEMENT -> begin();
      case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text();
      case XMLStreamConstants.END_ELEMENT -> end();
      default -> {
        // Comments and instructions to programs are no values.
      }
    }
    return true;
  }

  private void begin() {
    XmlElement element =
        new XmlElement(open, xml.getLocalName(), xml.getLocation().getLineNumber(), rowElement);
    if (element.depth > Limits.XML_DEPTH) {
      throw refuse("has more than %d elements inside each other, the limit", Limits.XML_DEPTH);
    }
    if (open != null) {
      open.hasElements = true;
    }
    open = element;
    visitor.begins(element);
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      String path = element.path + "/@" + xml.getAttributeLocalName(i);
      visitor.value(element, path, xml.getAttributeValue(i));
    }
  }

  private void text() {
    if (open == null) {
      return;
    }
    open.text.append(xml.getText());
    if (open.text.length() > Limits.CELL_CHARS) {
      throw refuse("has more than %d characters in an element, the limit", Limits.CELL_CHARS);
    }
  }

  private void end() {
    if (open == null) {
      return;
    }
    XmlElement element = open;
    String text = element.text.toString().strip();
    if (!text.isEmpty() || !element.hasElements) {
      visitor.value(element, element.path, text);
    }
    visitor.ends(element);
    open = element.parent;
  }

  private UserError refuse(String what, int limit) {
    return UserError.of(
        INPUT,
        "%s:%d:1  " + what + ". Is this the file that was meant?",
        name,
        xml.getLocation().getLineNumber(),
        limit);
  }
}
