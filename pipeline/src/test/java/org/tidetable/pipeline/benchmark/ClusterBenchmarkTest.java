package org.tidetable.pipeline.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tidetable.pipeline.run.RunFolder;

/**
 * The demo's run on a cluster of Spark's own, a master and two workers of one core and 1 GB each on
 * this machine, by {@code spark-submit} and by {@code --master}: every published file has the bytes
 * that one machine without a cluster gives.
 *
 * <p>Needs {@code -Dtidetable.spark=SPARK_HOME}, an unpacked Spark 4.2.0 for Scala 2.13, and the
 * packaged program.
 */
@Tag("benchmark")
class ClusterBenchmarkTest {
  private static final String HOST = "127.0.0.1";
  private static final int WORKERS = 2;
  private static final int MOST_MINUTES = 20;
  private static final Path MODULE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
  private static final Path HOME = MODULE.resolve("target/cluster");
  private static final Path JAR = MODULE.resolve("target/tidetable.jar");
  private static final String DEMO = MODULE.resolveSibling("conf").resolve("demo.yaml").toString();

  private final List<Process> daemons = new ArrayList<>();

  @Test
  void a_cluster_publishes_the_same_bytes_as_one_machine() throws Exception {
    String home = System.getProperty("tidetable.spark", "");
    assumeTrue(!home.isBlank(), "give -Dtidetable.spark=SPARK_HOME");
    Path spark = Path.of(home).toAbsolutePath();
    assertThat(JAR).as("run ./mvnw -DskipTests package first").exists();
    RunFolder.delete(HOME);
    Files.createDirectories(HOME);

    String master = cluster(spark);
    double submitted =
        run(
            "submitted",
            spark.resolve("bin/spark-submit").toString(),
            "--master",
            master,
            "--driver-memory",
            "2g",
            "--executor-memory",
            "1g",
            "--conf",
            "spark.log.level=WARN",
            "--jars",
            others(spark),
            JAR.toString(),
            "run",
            DEMO,
            "--out",
            out("submitted").toString());
    double asked = java("asked", "-Dspark.executor.memory=1g", "run", DEMO, "--master", master);
    stop();
    double alone = java("alone", "-Dspark.master=local[2]", "run", DEMO);
    Peers.say(
        "the demo's run: on %d workers %.0f s submitted and %.0f s by --master, alone %.0f s",
        WORKERS, submitted, asked, alone);

    for (String there : List.of("submitted", "asked")) {
      List<String> files = published("alone");
      assertThat(files).hasSizeGreaterThan(50).isEqualTo(published(there));
      assertThat(files)
          .allSatisfy(
              file ->
                  assertThat(current(there).resolve(file))
                      .hasSameBinaryContentAs(current("alone").resolve(file)));
    }
  }

  private static double java(String name, String option, String... words) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx2g", option, "-jar", JAR.toString()));
    command.addAll(List.of(words));
    command.addAll(List.of("--out", out(name).toString()));
    return run(name, command.toArray(String[]::new));
  }

  private static Path out(String name) {
    return HOME.resolve(name);
  }

  private static Path current(String name) throws IOException {
    return out(name).resolve("current").toRealPath();
  }

  /** Starts a master and its workers, and waits until they are there. */
  private String cluster(Path spark) throws Exception {
    int port = free();
    String master = "spark://" + HOST + ":" + port;
    String[] asked = {"--host", HOST, "--port", "" + port, "--webui-port", "0"};
    daemon(spark, "master", "org.apache.spark.deploy.master.Master", asked);
    for (int left = 60; !answers(port); left--) {
      assertThat(left).as("the master does not answer, see %s", log("master")).isPositive();
      TimeUnit.SECONDS.sleep(1);
    }
    for (int worker = 1; worker <= WORKERS; worker++) {
      daemon(
          spark,
          "worker-" + worker,
          "org.apache.spark.deploy.worker.Worker",
          "--host",
          HOST,
          "--cores",
          "1",
          "--memory",
          "1g",
          "--webui-port",
          "0",
          "--work-dir",
          HOME.resolve("worker-" + worker).toString(),
          master);
    }
    return master;
  }

  private void daemon(Path spark, String name, String type, String... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(spark.resolve("bin/spark-class").toString());
    command.add(type);
    command.addAll(List.of(words));
    daemons.add(builder(name, command).start());
  }

  /** The seconds that it takes. */
  private static double run(String name, String... command) throws Exception {
    long started = System.nanoTime();
    Process process = builder(name, List.of(command)).start();
    boolean ended = process.waitFor(MOST_MINUTES, TimeUnit.MINUTES);
    process.destroy();
    System.out.println(Files.readString(log(name)));
    assertThat(ended).as("%s has not ended, see %s", name, log(name)).isTrue();
    assertThat(process.exitValue()).as("%s, see %s", name, log(name)).isZero();
    return (System.nanoTime() - started) / 1e9;
  }

  private static ProcessBuilder builder(String name, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("SPARK_LOCAL_IP", HOST);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return builder.redirectErrorStream(true).redirectOutput(log(name).toFile());
  }

  private static Path log(String name) {
    return HOME.resolve(name + ".log");
  }

  /** The libraries that Spark does not bring itself, as README lists them. */
  private static String others(Path spark) throws IOException {
    try (Stream<Path> all = Files.list(JAR.resolveSibling("lib"))) {
      return all.filter(jar -> !Files.exists(spark.resolve("jars").resolve(jar.getFileName())))
          .map(Path::toString)
          .sorted()
          .collect(Collectors.joining(","));
    }
  }

  private static List<String> published(String name) throws IOException {
    Path current = current(name);
    try (Stream<Path> all = Files.walk(current)) {
      return all.filter(Files::isRegularFile)
          .map(file -> current.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  private static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  @AfterEach
  void stop() throws InterruptedException {
    daemons.forEach(Process::destroy);
    for (Process daemon : daemons) {
      daemon.waitFor();
    }
    daemons.clear();
  }
}
