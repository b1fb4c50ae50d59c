package org.tidetable.export.table;

/** Where the numbers of a table come from, which decides how the gate treats them. */
public sealed interface Source {

  /** In one line, for manifests and reports. */
  String inWords();

  /**
   * Numbers that were published before by somebody else, and what is worked out from them alone.
   *
   * @param licence name of the licence
   * @param address where anyone can get the numbers
   */
  record OpenSource(String publishedBy, String licence, String address) implements Source {
    @Override
    public String inWords() {
      return "published by " + publishedBy + " under " + licence + " at " + address;
    }
  }

  /** Numbers worked out from person-level events: everything is protected. */
  record FromEvents() implements Source {
    @Override
    public String inWords() {
      return "counted from person-level events";
    }
  }

  /**
   * Numbers worked out from counts that the gate had protected before, such as their forecasts.
   *
   * @param counted what those counts count
   */
  record FromProtectedCounts(String counted) implements Source {
    @Override
    public String inWords() {
      return "worked out from protected counts of " + counted;
    }
  }
}
