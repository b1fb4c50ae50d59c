package org.tidetable.pipeline.cli;

import java.util.Iterator;
import org.tidetable.models.pool.Methods;

/** The names of forecast methods, for help texts. */
final class MethodCandidates implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return Methods.ALL.iterator();
  }
}
