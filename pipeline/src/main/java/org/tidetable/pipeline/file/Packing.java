package org.tidetable.pipeline.file;

/** How a file is packed, by its first bytes and never by its name. */
enum Packing {
  PLAIN,
  GZIP,
  ZIP,
  /** Old Office formats, and new ones under a password. */
  OLE2;

  /** How many bytes tell the packing. */
  static final int BYTES = 4;

  static Packing of(byte[] first) {
    if (starts(first, 0x1f, 0x8b)) {
      return GZIP;
    }
    // The second form is an archive without a file in it.
    if (starts(first, 'P', 'K', 3, 4) || starts(first, 'P', 'K', 5, 6)) {
      return ZIP;
    }
    return starts(first, 0xd0, 0xcf, 0x11, 0xe0) ? OLE2 : PLAIN;
  }

  private static boolean starts(byte[] bytes, int... wanted) {
    if (bytes.length < wanted.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if ((bytes[i] & 0xff) != wanted[i]) {
        return false;
      }
    }
    return true;
  }
}
