package org.tidetable.pipeline.profile;

import static org.tidetable.pipeline.run.ExitCode.INPUT;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.tidetable.pipeline.file.FileLayout;
import org.tidetable.pipeline.file.FileLayout.Format;
import org.tidetable.pipeline.run.UserError;

/** Which element of an XML file is one row: the outermost that stands again and again. */
final class XmlHead {
  private XmlHead() {}

  /** The layout of an XML file by its beginning. */
  static FileLayout layout(FileHead head, Path file) {
    Map<String, Integer> depths = new LinkedHashMap<>();
    Map<String, Integer> counts = new HashMap<>();
    count(head.text().strip(), depths, counts);
    String row =
        depths.entrySet().stream()
            .filter(element -> counts.getOrDefault(element.getKey(), 0) > 1)
            .min(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElseThrow(
                () ->
                    UserError.of(
                        INPUT,
                        "%s:1:1  no element of this XML file stands twice, so none is a row. Write"
                            + " a mapping with file: {format: xml, element: NAME}.",
                        file));
    return new FileLayout(Format.XML, "", "", "", 0, 0, "", false, List.of(), row);
  }

  private static void count(String text, Map<String, Integer> depths, Map<String, Integer> counts) {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    Deque<String> open = new ArrayDeque<>();
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text));
      while (reader.hasNext()) {
        int event = reader.next();
        if (event == XMLStreamConstants.START_ELEMENT) {
          open.push(reader.getLocalName());
          depths.merge(reader.getLocalName(), open.size(), Math::min);
          counts.merge(reader.getLocalName(), 1, Integer::sum);
        } else if (event == XMLStreamConstants.END_ELEMENT) {
          open.pop();
        }
      }
    } catch (XMLStreamException cut) {
      // The beginning ends within an element; what was counted before is enough.
    }
  }
}
