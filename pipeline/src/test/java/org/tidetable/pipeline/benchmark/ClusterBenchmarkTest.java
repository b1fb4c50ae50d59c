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
 * this machine, by {@code spark-submit}: every published file has the bytes that {@code java -jar}
 * on this machine gives.
 *
 * <p>Needs {@code -Dtidetable.spark=SPARK_HOME}, an unpacked Spark 4.2.0 for Scala 2.13, and the
 * packaged program.
 */
@Tag("benchmark")
class ClusterBenchmarkTest {
  private static final String HOST = "127.0.0.1";
  private static final int WORKERS = 2;
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
    Path there = HOME.resolve("there");
    long started = System.nanoTime();
    run(
        "submit",
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
        there.toString());
    double onCluster = (System.nanoTime() - started) / 1e9;
    stop();
    Path here = HOME.resolve("here");
    started = System.nanoTime();
    run(
        "java",
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-jar",
        JAR.toString(),
        "run",
        DEMO,
        "--out",
        here.toString());
    double onMachine = (System.nanoTime() - started) / 1e9;
    Peers.say(
        "the demo's run: %.0f s on a cluster of %d workers, %.0f s on one machine",
        onCluster, WORKERS, onMachine);

    List<String> files = published(here);
    assertThat(files).hasSizeGreaterThan(50).isEqualTo(published(there));
    assertThat(files)
        .allSatisfy(
            file ->
                assertThat(there.resolve("current").resolve(file))
                    .hasSameBinaryContentAs(here.resolve("current").resolve(file)));
  }

  /** Starts a master and its workers, and waits until they are there. */
  private String cluster(Path spark) throws Exception {
    int port = free();
    String master = "spark://" + HOST + ":" + port;
    String[] asked = {"--host", HOST, "--port", "" + port, "--webui-port", "0"};
    daemon(spark, "master", "org.apache.spark.deploy.master.Master", asked);
    for (int left = 60; left > 0 && !answers(port); left--) {
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

  private static void run(String name, String... command) throws Exception {
    int ended = builder(name, List.of(command)).start().waitFor();
    System.out.println(Files.readString(log(name)));
    assertThat(ended).as("%s, see %s", name, log(name)).isZero();
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

  private static List<String> published(Path out) throws IOException {
    Path current = out.resolve("current").toRealPath();
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
  void stop() {
    daemons.forEach(Process::destroy);
    daemons.clear();
  }
}
