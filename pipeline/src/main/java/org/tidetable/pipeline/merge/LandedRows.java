package org.tidetable.pipeline.merge;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.models.vocabulary.EventKind;
import org.tidetable.pipeline.landing.Landing;
import org.tidetable.pipeline.landing.Receipt;
import org.tidetable.pipeline.landing.RowKind;

/** The landed rows of one kind, all sources together. */
public final class LandedRows {
  private final SparkSession spark;
  private final Landing landing;
  private final RowKind kind;
  private final UnaryOperator<String> linkSource;
  private final TreeMap<String, List<Receipt>> bySource = new TreeMap<>();

  /**
   * The landed rows of a run.
   *
   * @param linkSource the word of the link table for the persons of a source
   */
  public LandedRows(
      SparkSession spark,
      Landing landing,
      RowKind kind,
      List<Receipt> receipts,
      UnaryOperator<String> linkSource) {
    this.linkSource = linkSource;
    this.spark = spark;
    this.landing = landing;
    this.kind = kind;
    receipts.stream()
        .filter(receipt -> receipt.kind() == kind)
        .forEach(r -> bySource.computeIfAbsent(r.source(), any -> new ArrayList<>()).add(r));
  }

  /** The sources by name; a row's number of its source is the place in it. */
  public List<String> sources() {
    return List.copyOf(bySource.keySet());
  }

  public List<Receipt> receipts(String source) {
    return bySource.getOrDefault(source, List.of());
  }

  /** The key under which the link table has the pseudonym of a row. */
  Column linkKey(String source) {
    return xxhash64(lit(linkSource.apply(source)), col(StoreSchema.PSEUDONYM))
        .as(PersonKeys.LINK_KEY);
  }

  /** Rows in use of all sources. */
  public long used() {
    long used = 0;
    for (List<Receipt> receipts : bySource.values()) {
      used += receipts.stream().mapToLong(r -> r.rows("used")).sum();
    }
    return used;
  }

  /** The rows of all sources, each with the columns that are made for its source. */
  public Optional<Dataset<Row>> rows(Function<String, List<Column>> further) {
    Optional<Dataset<Row>> all = Optional.empty();
    for (String source : bySource.keySet()) {
      Dataset<Row> one = rows(source, further.apply(source));
      all = Optional.of(all.map(before -> before.unionByName(one)).orElse(one));
    }
    return all;
  }

  private Dataset<Row> rows(String source, List<Column> further) {
    // A file that is named twice is there twice: the engine would read one place only once.
    List<List<String>> rounds = new ArrayList<>();
    for (Receipt receipt : receipts(source)) {
      String place = landing.rows(receipt).toString();
      rounds.stream()
          .filter(round -> !round.contains(place))
          .findFirst()
          .orElseGet(
              () -> {
                List<String> round = new ArrayList<>();
                rounds.add(round);
                return round;
              })
          .add(place);
    }
    Optional<Dataset<Row>> all = Optional.empty();
    for (List<String> round : rounds) {
      Dataset<Row> one = spark.read().schema(kind.landed()).parquet(round.toArray(String[]::new));
      all = Optional.of(all.map(before -> before.union(one)).orElse(one));
    }
    List<Column> columns = new ArrayList<>(List.of(col("*")));
    columns.addAll(further);
    return all.orElseThrow().select(columns.toArray(Column[]::new));
  }

  /** The code of an event kind that was landed as a number. */
  public static Column kindCode() {
    return pick(Arrays.stream(EventKind.values()).map(EventKind::code).toList(), StoreSchema.KIND);
  }

  /** The sector of an event kind that was landed as a number. */
  static Column sectorCode() {
    return pick(
        Arrays.stream(EventKind.values()).map(kind -> kind.sector().code()).toList(),
        StoreSchema.KIND);
  }

  /** The word whose place in a list a column holds. */
  static Column pick(List<String> words, String place) {
    Column[] literals = words.stream().map(word -> lit(word)).toArray(Column[]::new);
    return element_at(array(literals), col(place).plus(1));
  }
}
