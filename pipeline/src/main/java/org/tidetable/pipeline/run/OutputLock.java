package org.tidetable.pipeline.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Holds an output folder for one run at a time. The lock goes with the process. */
public final class OutputLock implements AutoCloseable {
  private final FileChannel channel;

  private OutputLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Takes the lock, or says that another run holds it. */
  public static OutputLock take(Path out) {
    try {
      FileChannel channel =
          FileChannel.open(
              out.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (locked(channel) == null) {
        channel.close();
        throw UserError.of(
            ExitCode.HELD,
            "Another run holds %s. Wait until it is done, or choose another folder with --out.",
            out);
      }
      return new OutputLock(channel);
    } catch (IOException failure) {
      throw UserError.of(
          ExitCode.ENVIRONMENT,
          "%s cannot be written. Choose another folder with --out. Nothing was written.",
          out);
    }
  }

  private static @Nullable FileLock locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException sameProcess) {
      return null;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
