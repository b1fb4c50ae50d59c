package org.tidetable.pipeline.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.tidetable.pipeline.run.RunFolder;

/** The configuration that comes with Tidetable: beside the jar's checkout, else inside the jar. */
final class Bundled {
  private static final String INSIDE = "/conf/";

  private Bundled() {}

  /** The folder {@code conf}; unpacked below {@code out} where there is only the jar. */
  static Path folder(Path out) {
    Path jar = jar();
    for (Path place = jar; place != null; place = place.getParent()) {
      Path conf = place.resolve("conf");
      if (Files.isRegularFile(conf.resolve("demo.yaml"))) {
        return conf;
      }
    }
    return unpacked(jar, out.resolve("conf"));
  }

  private static Path jar() {
    try {
      return Path.of(Bundled.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Path unpacked(Path jar, Path target) {
    RunFolder.create(target);
    try (FileSystem inside = FileSystems.newFileSystem(jar);
        Stream<Path> walk = Files.walk(inside.getPath("conf"))) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        Path copy = target.resolve(inside.getPath("conf").relativize(file).toString());
        RunFolder.create(copy.resolveSibling("."));
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return target;
  }

  /** A file of the bundled configuration, from inside the jar. */
  static InputStream open(String name) throws IOException {
    InputStream in = Bundled.class.getResourceAsStream(INSIDE + name);
    if (in == null) {
      throw new IOException("the jar lacks " + INSIDE + name);
    }
    return in;
  }
}
