package org.tidetable.pipeline.cli;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.tidetable.pipeline.run.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Checks whether this machine can run Tidetable, and says what to do where it cannot. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Checks whether this machine can run Tidetable.",
      "",
      "Looks at Java, memory, disk and permissions, and says what to do about each",
      "that is wrong. Reads no data, needs no network.",
      ""
    })
final class DoctorCommand implements Callable<Integer> {
  private static final long MEGABYTE = 1L << 20;
  private static final long LEAST_MEMORY = 1500;
  private static final long LEAST_DISK = 1000;
  private static final int LONGEST_PATH = 120;
  private static final int OLDEST_JAVA = 17;
  private static final int NEWEST_TESTED = 25;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where results would go (default: ${DEFAULT-VALUE})")
  private Path out = Path.of("out");

  private boolean sound = true;

  @Override
  public Integer call() {
    int java = Runtime.version().feature();
    report(
        java >= OLDEST_JAVA,
        "Java " + Runtime.version(),
        "Install a JDK from " + OLDEST_JAVA + " to " + NEWEST_TESTED);
    if (java > NEWEST_TESTED) {
      System.out.println(
          "note  Java " + java + " is newer than the newest tested, " + NEWEST_TESTED);
    }
    long memory = Runtime.getRuntime().maxMemory() / MEGABYTE;
    report(
        memory >= LEAST_MEMORY,
        String.format(Locale.ROOT, "memory for Java: %,d MB", memory),
        "Give more with: java -Xmx2g -jar pipeline/target/tidetable.jar ...");
    System.out.println("ok    cores: " + Runtime.getRuntime().availableProcessors());
    checkFolder();
    System.out.println("ok    file encoding: UTF-8 is used whatever the machine's own is");
    System.out.println("ok    network: none is used");
    return sound ? 0 : ExitCode.ENVIRONMENT.number();
  }

  private void checkFolder() {
    Path place = out.toAbsolutePath().normalize();
    report(
        place.toString().length() <= LONGEST_PATH,
        "length of the path of results: " + place.toString().length(),
        "Choose a shorter one with --out: Excel opens no file whose path is over 218 long");
    Path there = place;
    while (!Files.isDirectory(there) && there.getParent() != null) {
      there = there.getParent();
    }
    try {
      FileStore disk = Files.getFileStore(there);
      long free = disk.getUsableSpace() / MEGABYTE;
      report(
          free >= LEAST_DISK,
          String.format(Locale.ROOT, "free disk for results: %,d MB", free),
          "Free some space, or choose another folder with --out");
      Path probe = Files.createTempFile(there, ".tidetable", ".probe");
      Path moved = probe.resolveSibling(probe.getFileName() + ".moved");
      Files.move(probe, moved, StandardCopyOption.ATOMIC_MOVE);
      Files.delete(moved);
      report(true, "results can be written and renamed in " + there, "");
    } catch (IOException failure) {
      report(
          false,
          "results cannot be written to " + there,
          "Choose another folder with --out, or ask for permission to it");
    }
  }

  private void report(boolean good, String what, String fix) {
    System.out.println((good ? "ok    " : "WRONG ") + what + (good ? "" : ". " + fix + "."));
    sound &= good;
  }
}
