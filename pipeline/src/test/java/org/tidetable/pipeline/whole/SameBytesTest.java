package org.tidetable.pipeline.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The same inputs give the same bytes, whatever the machine. */
@ExtendWith(SmallRun.Once.class)
class SameBytesTest {

  @Test
  void threads_partitions_time_zone_and_locale_change_no_byte(SmallRun run, @TempDir Path out) {
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    Typed ended;
    try {
      // Where a day begins before the one in London, and where the capital of i is not I.
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      ended = SmallRun.run(run.home(), out, "local[1]", 1);
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
    assertThat(ended.code()).as(ended.err()).isZero();

    Map<String, String> here = WholeRunTest.hashes(run.current());
    Map<String, String> there = WholeRunTest.hashes(out.resolve("current"));
    TreeSet<String> differing = new TreeSet<>(here.keySet());
    differing.addAll(there.keySet());
    differing.removeIf(file -> here.getOrDefault(file, "").equals(there.get(file)));
    assertThat(differing).isEmpty();
  }
}
