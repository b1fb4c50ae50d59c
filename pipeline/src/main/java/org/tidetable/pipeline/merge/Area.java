package org.tidetable.pipeline.merge;

/**
 * A place or a provider that numbers are given for.
 *
 * @param level nation, region, authority, council, trust or another word of a source
 * @param parent the code of the area above; empty for none
 */
public record Area(String code, String name, String level, String parent) {}
