package org.tidetable.features;

import java.util.TimeZone;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands a {@link World} to every test class that asks for one: one local session for them all. */
public final class SharedSpark implements ParameterResolver {

  private record Session(SparkSession spark) implements AutoCloseable {
    static Session start() {
      TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
      SparkSession spark =
          SparkSession.builder()
              .master("local[2]")
              .appName("tests")
              .config("spark.ui.enabled", false)
              .config("spark.driver.host", "127.0.0.1")
              .config("spark.driver.bindAddress", "127.0.0.1")
              .config("spark.sql.shuffle.partitions", 2)
              .config("spark.sql.session.timeZone", "UTC")
              // Compiling a query takes longer than running it over a handful of rows.
              .config("spark.sql.codegen.wholeStage", false)
              .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
              .config("spark.sql.adaptive.enabled", false)
              .getOrCreate();
      spark.sparkContext().setLogLevel("ERROR");
      return new Session(spark);
    }

    @Override
    public void close() {
      spark.stop();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == World.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Session session =
        context
            .getRoot()
            .getStore(Namespace.create(SharedSpark.class))
            .getOrComputeIfAbsent(Session.class, key -> Session.start(), Session.class);
    return new World(session.spark());
  }
}
