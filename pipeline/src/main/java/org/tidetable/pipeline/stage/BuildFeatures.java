package org.tidetable.pipeline.stage;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.tidetable.features.feature.FeatureCatalogue;
import org.tidetable.features.series.AreaTotals;
import org.tidetable.features.series.DemandSeries;
import org.tidetable.features.store.StoreSchema;
import org.tidetable.pipeline.conf.Configuration;
import org.tidetable.pipeline.conf.JoinedRiskConfig;
import org.tidetable.pipeline.source.SourceMapping;

/** Writes the series of every demand, and for every risk who was known to be what, and when. */
final class BuildFeatures implements Stage {
  private static final String TRUST = "trust";

  @Override
  public String run(Run run) {
    List<Callable<Object>> work = new ArrayList<>();
    work.add(Executors.callable(() -> RiskFrames.write(run)));
    for (JoinedRiskConfig risk : run.configuration().written().joinedRisk()) {
      work.add(Executors.callable(() -> JoinedRisks.build(run, risk)));
    }
    for (Configuration.Demand demand : run.configuration().demand()) {
      work.add(Executors.callable(() -> buildSeries(run, demand)));
    }
    SideBySide.run(work);
    return String.format(
        Locale.ROOT,
        "%d demands, %d risks with %d features",
        run.configuration().demand().size(),
        run.configuration().risk().size(),
        FeatureCatalogue.all().size());
  }

  private static void buildSeries(Run run, Configuration.Demand demand) {
    boolean persons = demand.written().source().equals("events");
    Dataset<Row> counts = persons ? EventDemand.counts(run, demand) : publishedCounts(run, demand);
    DemandSeries.Parts parts =
        new DemandSeries.Parts(
            demand.written().levels(), demand.written().ageGroups(), demand.written().categories());
    run.folder()
        .write(
            DemandSeries.of(counts, demand.problem(), parts),
            run.folder().features().resolve("demand").resolve(demand.problem().name()));
  }

  private static Dataset<Row> publishedCounts(Run run, Configuration.Demand demand) {
    Object[] kinds =
        demand
            .problem()
            .per()
            .map(per -> new Object[] {demand.problem().kind().code(), per.code()})
            .orElse(new Object[] {demand.problem().kind().code()});
    Dataset<Row> counts =
        run.folder()
            .read(run.spark(), run.folder().store().resolve("counts"))
            .filter(col(StoreSchema.SOURCE).equalTo(demand.written().source()))
            .filter(col(StoreSchema.KIND).isin(kinds))
            .select(
                StoreSchema.AREA_CODE,
                StoreSchema.AREA_NAME,
                StoreSchema.AREA_LEVEL,
                StoreSchema.KIND,
                StoreSchema.AGE_GROUP,
                StoreSchema.CATEGORY,
                StoreSchema.PERIOD_START,
                StoreSchema.VALUE,
                StoreSchema.MISSING_REASON);
    SourceMapping mapping =
        Objects.requireNonNull(run.configuration().mappings().get(demand.written().source()));
    boolean trusts =
        Objects.requireNonNull(mapping.counts()).areas().stream()
            .anyMatch(rule -> rule.level().equals(TRUST));
    return trusts ? withTotals(run, counts) : counts;
  }

  /** Trusts have no published totals; their regions and the nation are added up from them. */
  private static Dataset<Row> withTotals(Run run, Dataset<Row> counts) {
    Dataset<Row> trusts = counts.filter(col(StoreSchema.AREA_LEVEL).equalTo(TRUST));
    Dataset<Row> parents = run.folder().read(run.spark(), run.folder().store().resolve("areas"));
    Dataset<Row> regions = AreaTotals.above(trusts, parents, "region");
    Dataset<Row> nations = AreaTotals.above(regions, parents, "nation");
    return counts.union(regions).union(nations);
  }
}
