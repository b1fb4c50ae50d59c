package org.tidetable.pipeline.stage;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.tidetable.features.frame.LookedAfter;
import org.tidetable.features.frame.Rows;
import org.tidetable.features.frame.Rows.PersonFrame;
import org.tidetable.features.frame.Rows.Subject;
import org.tidetable.models.card.GroupVerdicts;
import org.tidetable.models.evaluation.risk.GroupGate;
import org.tidetable.models.evaluation.risk.NetBenefit;
import org.tidetable.models.evaluation.risk.RiskLessons;
import org.tidetable.models.evaluation.risk.RiskScores.Measure;
import org.tidetable.models.evaluation.risk.RiskValidation;
import org.tidetable.models.evaluation.risk.RiskWorth;
import org.tidetable.models.evaluation.risk.UseVerdict;
import org.tidetable.models.evaluation.risk.WithdrawnGroups;
import org.tidetable.models.vocabulary.AgeBand;
import org.tidetable.pipeline.conf.Configuration;
import org.tidetable.pipeline.publish.RiskTables;

/** The gates of a risk by group, and what it is worth: exact counts, in a closed folder. */
final class RiskAudit {
  static final StructType GATES =
      new StructType()
          .add("attribute", StringType, false)
          .add("group_name", StringType, false)
          .add("people", IntegerType, false)
          .add("with_outcome", IntegerType, false)
          .add("ratio", DoubleType)
          .add("verdict", StringType, false);
  static final StructType GAINS =
      new StructType()
          .add("rival", StringType, false)
          .add("people", IntegerType, false)
          .add("gain", DoubleType)
          .add("lower", DoubleType)
          .add("upper", DoubleType);
  static final StructType USE =
      new StructType().add("use", StringType, false).add("reason", StringType, false);

  /** What divides people; an attribute's groups are those of its subjects. */
  private static final Map<String, Function<Subject, String>> ATTRIBUTES =
      Map.of(
          "age_band",
          subject -> AgeBand.of(subject.age()).label(),
          "area",
          Subject::areaCode,
          "deprivation",
          subject -> tenth(subject.deprivationDecile()),
          "ethnic_group",
          Subject::ethnicGroup,
          LookedAfter.COLUMN,
          subject -> subject.lookedAfter().map(LookedAfter::words).orElse(""),
          "sex",
          Subject::sex);

  private static final Set<String> EVER =
      Set.of(LookedAfter.NOW.words(), LookedAfter.BEFORE.words());

  private RiskAudit() {}

  /**
   * Judges a validation, and writes what the judgement says.
   *
   * @param known what the validation was of
   */
  static void write(
      Run run,
      Configuration.Risk risk,
      RiskValidation validation,
      RiskValidation.Report report,
      PersonFrame known) {
    List<Subject> tested = Arrays.stream(report.rows()).mapToObj(known.subjects()::get).toList();
    Map<String, String[]> attributes = new TreeMap<>();
    ATTRIBUTES.forEach(
        (name, group) -> attributes.put(name, tested.stream().map(group).toArray(String[]::new)));
    if (tested.stream().allMatch(subject -> subject.lookedAfter().isEmpty())) {
      attributes.remove(LookedAfter.COLUMN);
    }
    attributes.computeIfPresent(
        LookedAfter.COLUMN,
        (name, groups) ->
            WithdrawnGroups.together(groups, report.observed().persons(), EVER, LookedAfter.EVER));
    List<Integer> caseload =
        risk.written().caseload().stream().filter(places -> places <= tested.size()).toList();
    RiskWorth worth = RiskWorth.of(report, attributes, caseload, run.seed());
    WithdrawnGroups withdrawn = worth.withdrawn();
    int refits =
        worth.verdict().use() == UseVerdict.Use.NOT_USABLE ? 0 : risk.written().stability();
    RiskLists.Stable stable =
        refits == 0
            ? RiskLists.Stable.NOT_ASKED
            : new RiskLists.Stable(
                report.chosen(), RiskLessons.of(validation, report).refits(refits));
    List<Row> lists = new ArrayList<>(RiskLists.of(worth, caseload, stable));
    lists.addAll(
        RiskLists.ofAreas(
            report,
            new AreaLists(
                tested, subject -> !anyHolds(withdrawn, subject), risk.written().topPerArea()),
            risk.problem().design().anchor().isPresent(),
            stable,
            run.seed()));
    write(run, risk.problem().name(), worth, attributes.keySet(), report.rows().length);
    write(run, risk.problem().name(), "lists", lists, RiskLists.LISTS);
    write(
        run,
        risk.problem().name(),
        "sectors",
        risk.written().lifts()
            ? SectorLifts.of(validation, report, known.matrix().names())
            : List.of(),
        SectorLifts.LIFTS);
  }

  /**
   * As above, for rows whose groups are given and whose columns are of no sector.
   *
   * @param attributes by name, the group of each row that the validation tested
   */
  static void write(
      Run run, String risk, RiskValidation.Report report, Map<String, String[]> attributes) {
    RiskWorth worth = RiskWorth.of(report, attributes, List.of(), run.seed());
    write(run, risk, worth, attributes.keySet(), report.rows().length);
    write(
        run,
        risk,
        "lists",
        RiskLists.of(worth, List.of(), RiskLists.Stable.NOT_ASKED),
        RiskLists.LISTS);
    write(run, risk, "sectors", List.of(), SectorLifts.LIFTS);
  }

  private static void write(
      Run run, String risk, RiskWorth worth, Set<String> attributes, int tested) {
    write(run, risk, "gates", gates(worth, attributes), GATES);
    write(run, risk, "gains", gains(worth.netBenefit(), tested), GAINS);
    write(
        run,
        risk,
        "use",
        List.of(RowFactory.create(worth.verdict().use().words(), reason(worth))),
        USE);
  }

  /** Whether the risk is withdrawn for any group of a subject. */
  static boolean anyHolds(WithdrawnGroups groups, Subject subject) {
    return ATTRIBUTES.entrySet().stream()
        .anyMatch(
            each ->
                groups.hold(
                    each.getKey(), judged(groups, each.getKey(), each.getValue().apply(subject))));
  }

  /** Who is in care and who was may have been judged as one. */
  private static String judged(WithdrawnGroups groups, String attribute, String group) {
    boolean one =
        attribute.equals(LookedAfter.COLUMN)
            && EVER.contains(group)
            && groups.judgedAs(attribute, LookedAfter.EVER).equals(LookedAfter.EVER);
    return one ? LookedAfter.EVER : group;
  }

  /** A number, or none. */
  static @Nullable Double number(OptionalDouble value) {
    return value.isPresent() ? (Double) value.getAsDouble() : null;
  }

  /** As the report may say it: names groups with many outcomes only, so that no few are shown. */
  private static String reason(RiskWorth worth) {
    String withdrawn =
        worth.gates().stream()
            .filter(gate -> gate.single() && gate.status() == GroupGate.Status.WITHDRAWN)
            .map(gate -> gate.attribute().replace('_', ' ') + " " + gate.group())
            .collect(Collectors.joining(", "));
    return switch (worth.verdict().use()) {
      case NOT_USABLE -> worth.verdict().reason();
      case EXCEPT_GROUPS -> "nobody is listed of " + withdrawn;
      case USABLE -> "risks come true in every group that is large enough to tell";
    };
  }

  private static void write(Run run, String risk, String part, List<Row> rows, StructType type) {
    run.folder()
        .write(
            run.spark().createDataFrame(rows, type).coalesce(1), folder(run, risk).resolve(part));
  }

  private static Path folder(Run run, String risk) {
    return run.folder().restricted().resolve("validation").resolve(risk);
  }

  /**
   * Whether a subject has no risk and is on no list: the risk is not usable, or it is withdrawn for
   * a group of the subject.
   */
  static Function<Subject, Boolean> withdrawn(Run run, Configuration.Risk risk) {
    Path uses = folder(run, risk.problem().name()).resolve("use");
    boolean usable =
        Rows.small(run.folder().read(run.spark(), uses)).stream().noneMatch(RiskAudit::notUsable);
    Path gates = folder(run, risk.problem().name()).resolve("gates");
    WithdrawnGroups groups =
        RiskTables.withdrawn(Rows.small(run.folder().read(run.spark(), gates)));
    boolean nobody = !usable || groups.everybody();
    return subject -> nobody || anyHolds(groups, subject);
  }

  /** The verdicts of the gates that were written, as anyone may read them. */
  static GroupVerdicts verdicts(Run run, String risk) {
    List<GroupVerdicts.Verdict> verdicts = new ArrayList<>();
    for (Row row : Rows.small(run.folder().read(run.spark(), folder(run, risk).resolve("gates")))) {
      if (row.<Integer>getAs("people") >= GroupVerdicts.LEAST) {
        verdicts.add(
            new GroupVerdicts.Verdict(
                row.getAs("attribute"),
                row.getAs("group_name"),
                GroupGate.Status.of(row.getAs("verdict"))));
      }
    }
    Row use = Rows.small(run.folder().read(run.spark(), folder(run, risk).resolve("use"))).get(0);
    return new GroupVerdicts(use.getString(0), verdicts);
  }

  /** Whether a row of {@link #USE} says that the risk is not to be used, and so lists nobody. */
  static boolean notUsable(Row use) {
    return use.getString(0).equals(UseVerdict.Use.NOT_USABLE.words());
  }

  private static String tenth(int decile) {
    return decile < 1
        ? "unknown"
        : decile == 1
            ? "tenth 01, most deprived"
            : String.format(Locale.ROOT, "tenth %02d%s", decile, decile == 10 ? ", least" : "");
  }

  /** Groups of one attribute each, and for each attribute everybody, to which they add up. */
  private static List<Row> gates(RiskWorth worth, Set<String> attributes) {
    List<Row> rows = new ArrayList<>();
    GroupGate everybody = worth.gates().get(0);
    for (String attribute : attributes.stream().sorted().toList()) {
      worth.gates().stream()
          .filter(gate -> gate.attribute().equals(attribute))
          .forEach(gate -> rows.add(row(attribute, gate)));
      rows.add(row(attribute, everybody));
    }
    return rows;
  }

  private static Row row(String attribute, GroupGate gate) {
    return RowFactory.create(
        attribute,
        gate.group(),
        gate.people(),
        gate.outcomes(),
        number(gate.observedOverExpected().value()),
        gate.status().code());
  }

  private static List<Row> gains(NetBenefit benefit, int people) {
    List<Row> rows = new ArrayList<>();
    for (NetBenefit.Gain gain : benefit.gains()) {
      Measure average = gain.average();
      rows.add(
          RowFactory.create(
              gain.rival(),
              people,
              perThousand(average.value()),
              perThousand(average.lower()),
              perThousand(average.upper())));
    }
    return rows;
  }

  /** Net benefit is told per 1,000 people. */
  static @Nullable Double perThousand(OptionalDouble value) {
    return value.isPresent() ? (Double) (1000 * value.getAsDouble()) : null;
  }
}
