package org.tidetable.export.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Results;
import com.deque.html.axecore.selenium.AxeBuilder;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The report in a real browser; needs Debian's chromium and chromium-driver. */
@Tag("peers")
class AccessibilityTest {
  private static final List<String> RULES =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

  @TempDir Path folder;

  @Test
  void the_report_has_no_violation_no_request_and_no_sideways_scroll_at_any_width()
      throws IOException {
    new HtmlReport().write(ExampleReport.report(), folder);
    ChromeDriver browser = browser();
    try {
      String address = folder.resolve("report.html").toUri().toString();
      browser.get("about:blank");
      requests(browser); // The browser's own first page is not ours.
      for (int width : new int[] {320, 768, 1280}) {
        browser.executeCdpCommand(
            "Emulation.setDeviceMetricsOverride",
            Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        browser.get(address);
        assertThat(overflow(browser)).as("sideways scroll at %s px", width).isZero();
        browser.executeScript(
            "document.querySelectorAll('details').forEach(each => each.open = true)");
        assertThat(overflow(browser)).as("with tables open at %s px", width).isZero();
        Results results = new AxeBuilder().withTags(RULES).analyze(browser);
        assertThat(results.getViolations()).as("violations at %s px", width).isEmpty();
        assertThat(results.getPasses()).as("rules that applied").hasSizeGreaterThan(15);
      }
      assertThat(requests(browser)).isNotEmpty().allMatch(url -> url.equals(address));
    } finally {
      browser.quit();
    }
  }

  private ChromeDriver browser() throws IOException {
    System.setProperty("SE_AVOID_STATS", "true");
    ChromeOptions options = new ChromeOptions();
    options.setBinary("/usr/bin/chromium");
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--user-data-dir=" + Files.createDirectory(folder.resolve("browser")));
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(Path.of("/usr/bin/chromedriver").toFile())
            .build();
    ChromeDriver browser = new ChromeDriver(service, options);
    browser.manage().window().setSize(new Dimension(1280, 900));
    return browser;
  }

  private static int overflow(JavascriptExecutor browser) {
    Object pixels =
        browser.executeScript(
            "const page = document.documentElement; return page.scrollWidth - page.clientWidth");
    return ((Number) Objects.requireNonNull(pixels)).intValue();
  }

  /** Addresses that the page asked for; what is inlined as data: is no request. */
  private static List<String> requests(ChromeDriver browser) throws IOException {
    List<String> urls = new ArrayList<>();
    var json = new ObjectMapper();
    for (LogEntry entry : browser.manage().logs().get(LogType.PERFORMANCE)) {
      var message = json.readTree(entry.getMessage()).path("message");
      if (message.path("method").asText().equals("Network.requestWillBeSent")) {
        String url = message.path("params").path("request").path("url").asText();
        if (!url.startsWith("data:") && !url.equals("about:blank")) {
          urls.add(url);
        }
      }
    }
    return urls;
  }
}
