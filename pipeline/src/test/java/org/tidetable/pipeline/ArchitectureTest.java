package org.tidetable.pipeline;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The rules of the house as sentences about classes; {@link SourceTreeTest} has those about files.
 */
class ArchitectureTest {
  private static final String ROOT = "org.tidetable.";
  private static final String MODELS = ROOT + "models..";
  private static final String FEATURES = ROOT + "features..";
  private static final String PIPELINE = ROOT + "pipeline..";
  private static final String EXPORT = ROOT + "export..";

  private static final String[] SPARK = {"org.apache.spark..", "org.apache.hadoop..", "scala.."};
  private static final String[] TRIBUO = {
    "org.tribuo..", "com.oracle.labs..", "ml.dmlc..", "de.bwaldvogel.."
  };

  /** Packages of models from the bottom up; those on one line do not see each other. */
  private static final List<List<String>> MODELS_FROM_THE_BOTTOM =
      List.of(
          List.of("vocabulary"),
          List.of("problem"),
          List.of("matrix"),
          List.of("trees"),
          List.of("tribuo"),
          List.of("forecast", "risk"),
          List.of("leak", "reconcile"),
          List.of("evaluation"),
          List.of("card"));

  /** Outside {@code features.frame}, who may bring rows to the driver, and why. */
  private static final Set<String> MAY_COLLECT = Set.of();

  private static final Set<String> COLLECTING =
      Set.of("collect", "collectAsList", "toLocalIterator", "takeAsList", "toJSON");

  /** Of a data set; a column function may have the same name. */
  private static final Set<String> COLLECTING_A_FEW = Set.of("first", "head", "take", "tail");

  private static final Set<String> SQL_IN_STRINGS =
      Set.of("sql", "selectExpr", "expr", "createOrReplaceTempView", "createTempView");
  private static final Set<String> BY_COLUMN_OR_STRING = Set.of("where", "filter");

  private static final Set<String> READS_THE_CLOCK =
      Set.of(
          "java.lang.System.currentTimeMillis",
          "java.time.Clock.systemUTC",
          "java.time.Clock.system",
          "java.time.Clock.systemDefaultZone");
  private static final Set<String> READS_THE_MACHINE =
      Set.of(
          "java.util.Locale.getDefault",
          "java.util.TimeZone.getDefault",
          "java.time.ZoneId.systemDefault",
          "java.time.Clock.systemDefaultZone",
          "java.nio.charset.Charset.defaultCharset",
          "java.util.Calendar.getInstance",
          "java.lang.Math.random");
  private static final Set<String> WANTS_A_LOCALE =
      Set.of(
          "java.lang.String.toLowerCase",
          "java.lang.String.toUpperCase",
          "java.lang.String.format",
          "java.time.format.DateTimeFormatter.ofPattern");

  private static final Pattern BANNED_NAME =
      Pattern.compile("(Abstract.*)|(.*(Utils?|Helpers?|Manager|Base|Impl|Data|Info|Processor))");

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.tidetable");

  @Test
  void the_classes_of_every_module_are_seen() {
    assertThat(OURS.stream().map(JavaClass::getPackageName))
        .anyMatch(name -> name.startsWith("org.tidetable.models"))
        .anyMatch(name -> name.startsWith("org.tidetable.features"))
        .anyMatch(name -> name.startsWith("org.tidetable.export"))
        .anyMatch(name -> name.startsWith("org.tidetable.pipeline"));
  }

  @Test
  void modules_point_one_way() {
    holds(noClasses().that().resideInAPackage(MODELS), dependOn(FEATURES, PIPELINE, EXPORT));
    holds(noClasses().that().resideInAPackage(FEATURES), dependOn(PIPELINE, EXPORT));
    holds(noClasses().that().resideInAPackage(EXPORT), dependOn(MODELS, FEATURES, PIPELINE));
  }

  @Test
  void packages_of_models_see_only_those_below() {
    for (int level = 0; level < MODELS_FROM_THE_BOTTOM.size(); level++) {
      for (String lower : MODELS_FROM_THE_BOTTOM.get(level)) {
        for (List<String> above :
            MODELS_FROM_THE_BOTTOM.subList(level, MODELS_FROM_THE_BOTTOM.size())) {
          for (String upper : above) {
            if (!upper.equals(lower)) {
              holds(
                  noClasses().that().resideInAPackage(ROOT + "models." + lower + ".."),
                  dependOn(ROOT + "models." + upper + ".."));
            }
          }
        }
      }
    }
  }

  @Test
  void no_package_is_part_of_a_cycle() {
    slices().matching("org.tidetable.(**)").should().beFreeOfCycles().check(OURS);
  }

  @Test
  void models_and_export_do_not_see_spark() {
    holds(noClasses().that().resideInAnyPackage(MODELS, EXPORT), dependOn(SPARK));
  }

  @Test
  void only_models_tribuo_sees_tribuo() {
    holds(noClasses().that().resideOutsideOfPackage(ROOT + "models.tribuo.."), dependOn(TRIBUO));
  }

  @Test
  void no_class_sees_both_spark_and_tribuo() {
    DescribedPredicate<JavaClass> seesSpark =
        describe(
            "see Spark",
            type ->
                type.getDirectDependenciesFromSelf().stream()
                    .anyMatch(d -> resideInAnyPackage(SPARK).test(d.getTargetClass())));
    holds(noClasses().that(seesSpark), dependOn(TRIBUO));
  }

  @Test
  void only_the_gate_makes_a_safe_table() {
    constructors()
        .that()
        .areDeclaredInClassesThat()
        .haveSimpleName("SafeTable")
        .should()
        .bePackagePrivate()
        .orShould()
        .bePrivate()
        .allowEmptyShould(true)
        .check(OURS);
    holds(
        noClasses().that().resideOutsideOfPackage(ROOT + "export.disclosure.."),
        access(
            "make a SafeTable",
            a ->
                a.getName().equals("<init>")
                    && a.getTargetOwner().getSimpleName().equals("SafeTable")));
  }

  @Test
  void what_writes_files_takes_safe_tables_only() {
    noMethods()
        .that()
        .areDeclaredInClassesThat()
        .resideInAPackage(ROOT + "export.format..")
        .and()
        .arePublic()
        .should()
        .haveRawParameterTypes(
            describe(
                "a table that the gate has not seen",
                types ->
                    types.stream().anyMatch(t -> t.getName().equals(ROOT + "export.table.Table"))))
        .allowEmptyShould(true)
        .check(OURS);
  }

  @Test
  void rows_come_to_the_driver_in_one_place() {
    holds(
        noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "features.frame..")
            .and(describe("are not excused", type -> !MAY_COLLECT.contains(type.getName()))),
        access("bring rows to the driver", ArchitectureTest::collects));
  }

  @Test
  void no_sql_hides_in_a_string() {
    holds(
        // The analyst's own query of a joined risk is SQL by design.
        noClasses()
            .that()
            .resideInAPackage("org.tidetable..")
            .and()
            .doNotHaveFullyQualifiedName(ROOT + "pipeline.stage.JoinedTables"),
        access(
            "put SQL in a string",
            a ->
                onSpark(a)
                    && (SQL_IN_STRINGS.contains(a.getName())
                        || (BY_COLUMN_OR_STRING.contains(a.getName())
                            && parameters(a).contains("java.lang.String")))));
  }

  @Test
  void the_clock_is_read_where_a_run_begins_and_nowhere_else() {
    holds(
        noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + "pipeline.run..", ROOT + "pipeline.cli.."),
        access("read the clock", ArchitectureTest::readsTheClock));
  }

  @Test
  void results_do_not_depend_on_the_machine() {
    holds(
        noClasses().that().resideInAPackage("org.tidetable.."),
        access(
            "read the machine's locale, time zone or encoding",
            a ->
                READS_THE_MACHINE.contains(qualified(a))
                    || (WANTS_A_LOCALE.contains(qualified(a))
                        && !parameters(a).contains("java.util.Locale"))));
  }

  @Test
  void names_say_what_a_thing_is() {
    classes()
        .that()
        .resideInAPackage("org.tidetable..")
        .should(
            condition(
                "not be named for what it does to others",
                type -> !BANNED_NAME.matcher(type.getSimpleName()).matches()))
        .check(OURS);
  }

  @Test
  void nothing_inherits_an_implementation_of_ours() {
    classes()
        .that()
        .areNotInterfaces()
        .and()
        .areNotEnums()
        .and()
        .areNotAssignableTo(Throwable.class)
        .should(
            condition(
                "extend no class of ours",
                type ->
                    type.getRawSuperclass()
                        .map(parent -> !parent.getPackageName().startsWith("org.tidetable"))
                        .orElse(true)))
        .check(OURS);
  }

  @Test
  void an_extension_point_has_three_methods_at_most() {
    classes()
        .that()
        .areInterfaces()
        .and(
            describe(
                "are open to others and not the cases of a sealed type",
                type ->
                    !type.reflect().isSealed()
                        && !type.getEnclosingClass()
                            .map(o -> o.reflect().isSealed() && !type.isAssignableTo(o.getName()))
                            .orElse(false)))
        .should(
            condition(
                "have three abstract methods at most",
                type ->
                    type.getMethods().stream()
                            .filter(m -> m.getModifiers().contains(JavaModifier.ABSTRACT))
                            .count()
                        <= 3))
        .allowEmptyShould(true)
        .check(OURS);
  }

  private static void holds(GivenClassesConjunction these, ArchCondition<JavaClass> condition) {
    these.should(condition).allowEmptyShould(true).check(OURS);
  }

  private static ArchCondition<JavaClass> dependOn(String... packages) {
    return dependOnClassesThat(resideInAnyPackage(packages));
  }

  /** For {@code noClasses}: met by every access that matches. */
  private static ArchCondition<JavaClass> access(
      String description, Predicate<JavaAccess<?>> matches) {
    return new ArchCondition<>(description) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getAccessesFromSelf().stream()
            .filter(matches)
            .forEach(a -> events.add(SimpleConditionEvent.satisfied(a, a.getDescription())));
      }
    };
  }

  /** For {@code classes}: every one of them has to meet it. */
  private static ArchCondition<JavaClass> condition(
      String description, Predicate<JavaClass> isMet) {
    return new ArchCondition<>(description) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        if (!isMet.test(type)) {
          events.add(
              SimpleConditionEvent.violated(type, type.getName() + " should " + description));
        }
      }
    };
  }

  private static boolean readsTheClock(JavaAccess<?> access) {
    boolean newDate =
        qualified(access).equals("java.util.Date.<init>") && parameters(access).isEmpty();
    boolean now =
        access.getName().equals("now")
            && access.getTargetOwner().getPackageName().equals("java.time")
            && !parameters(access).contains("java.time.Clock");
    return newDate || now || READS_THE_CLOCK.contains(qualified(access));
  }

  private static boolean collects(JavaAccess<?> access) {
    boolean aFew =
        COLLECTING_A_FEW.contains(access.getName())
            && access.getTargetOwner().getSimpleName().equals("Dataset");
    return onSpark(access) && (aFew || COLLECTING.contains(access.getName()));
  }

  private static boolean onSpark(JavaAccess<?> access) {
    return access.getTargetOwner().getPackageName().startsWith("org.apache.spark");
  }

  private static String qualified(JavaAccess<?> access) {
    return access.getTargetOwner().getName() + "." + access.getName();
  }

  private static List<String> parameters(JavaAccess<?> access) {
    return access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget codeUnit
        ? codeUnit.getRawParameterTypes().stream().map(JavaClass::getName).toList()
        : List.of();
  }
}
