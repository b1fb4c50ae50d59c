package org.tidetable.pipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tidetable.export.table.Source;

class LeadOriginTest {
  private static final Source PUBLISHED =
      new Source.OpenSource("Somebody", "Open Government Licence v3.0", "https://example.org");
  private static final Source PROTECTED = new Source.FromProtectedCounts("events");

  @Test
  void what_is_made_of_two_demands_keeps_the_stricter_source_whichever_leads() {
    SafeTables.Origin open = new SafeTables.Origin(PUBLISHED, false);
    SafeTables.Origin counted = new SafeTables.Origin(PROTECTED, false);

    assertThat(open.and(counted).source()).isEqualTo(PROTECTED);
    assertThat(counted.and(open).source()).isEqualTo(PROTECTED);
    assertThat(open.and(open).source()).isEqualTo(PUBLISHED);
  }

  @Test
  void what_is_made_of_invented_people_is_invented_though_the_other_is_not() {
    SafeTables.Origin real = new SafeTables.Origin(PUBLISHED, false);
    SafeTables.Origin invented = new SafeTables.Origin(PROTECTED, true);

    assertThat(real.and(invented).invented()).isTrue();
    assertThat(invented.and(real).invented()).isTrue();
    assertThat(real.and(real).invented()).isFalse();
  }
}
