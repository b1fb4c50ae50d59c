package org.tidetable.pipeline.stage;

/** One step of a run: reads the folders of the stages before it, and writes its own. */
public interface Stage {

  /**
   * Does the work.
   *
   * @return what was done, in a few words, for the progress line; further lines stand below it
   */
  String run(Run run);
}
