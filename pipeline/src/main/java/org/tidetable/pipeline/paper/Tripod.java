package org.tidetable.pipeline.paper;

import java.util.List;

/**
 * The 27 items of TRIPOD+AI, filled from the run.
 *
 * <p>Source: Collins and others (2024), TRIPOD+AI statement, BMJ 385:e078378.
 */
final class Tripod {
  private Tripod() {}

  static String text(PaperFacts facts) {
    Page page =
        new Page(
            "Reporting items: " + facts.title(),
            "The 27 items of TRIPOD+AI in our own words, filled from the run.");
    opening(page, facts);
    methods(page, facts);
    openScience(page, facts);
    results(page, facts);
    discussion(page, facts);
    return page.text();
  }

  private static void opening(Page page, PaperFacts facts) {
    page.section("Title, summary, introduction")
        .entry(
            "1. Title",
            "A model of risk for \"" + facts.title() + "\", developed and validated inside.",
            facts.population())
        .entry(
            "2. Summary",
            "Method kept: " + facts.method() + ". " + facts.report().design() + ".",
            "AUROC "
                + PaperFacts.show(facts.scores().auroc())
                + ", calibration slope "
                + PaperFacts.show(facts.scores().slope())
                + ".",
            facts.asOf())
        .entry(
            "3. Why, and what is known of inequalities",
            "It says for which groups to plan, and decides about nobody.",
            "Whether it serves all groups alike is judged by group: see item 14.",
            "What is known of inequalities in this service: " + Page.OWNER)
        .entry(
            "4. Aim",
            "To tell in advance who is likely to have the outcome \""
                + facts.title()
                + "\","
                + " and to judge how well that is told.");
  }

  private static void methods(Page page, PaperFacts facts) {
    page.section("Methods")
        .entry("5. Data and dates", facts.sources(), facts.asOf(), facts.timing())
        .entry("6. People", facts.population(), facts.counts())
        .entry(
            "7. Preparation",
            "Numbers stay numbers, texts become marks of their common values, all learnt from"
                + " training rows only. One row is one person at one index date.")
        .entry(
            "8. Outcome",
            "\"" + facts.title() + "\". " + facts.timing(),
            "The same rule holds for all people, and is worked out without knowledge of the"
                + " predictors.")
        .entry(
            "9. Predictors",
            facts.features().size()
                + " columns, known before the index date: "
                + String.join(", ", facts.features().stream().limit(60).toList())
                + (facts.features().size() > 60 ? ", and more, listed in model.json." : "."))
        .entry(
            "10. Sample size",
            "All people with records are used. Outcomes for each predictor: "
                + facts.outcomesPerFeature()
                + ".",
            facts.counts())
        .entry(
            "11. Missing values",
            "No row is left out for a missing value: what is missing has a mark of its own, so"
                + " that the model can learn from the gap.")
        .entry(
            "12. Analysis",
            facts.report().design() + ". " + facts.report().decision() + ".",
            "Settings: " + facts.settingsInWords(),
            "Probabilities are corrected on people that the model did not learn from. Intervals"
                + " take the rows of a person together.")
        .entry(
            "13. Rare outcomes",
            "Classes are not resampled, which would spoil calibration; methods are compared by"
                + " net benefit; beside it stand calibration and average precision ("
                + PaperFacts.show(facts.scores().averagePrecision())
                + ").")
        .entry(
            "14. Fairness",
            String.join(" ", facts.groups().sentences()),
            "What is fair here: " + Page.OWNER)
        .entry("15. Output", "A probability from 0 to 1.", facts.about().output())
        .entry(
            "16. Learning and testing data",
            facts.report().design() + ": both are from the same sources and rules.")
        .owner("17. Ethics", "Name the approval, or why none is needed.");
  }

  private static void openScience(Page page, PaperFacts facts) {
    page.section("Open science and involvement")
        .entry(
            "18. Funding, protocol, data, code",
            "Code version "
                + facts.provenance().codeVersion()
                + ", configuration "
                + facts.provenance().configHash()
                + "; the same inputs give the same bytes.",
            facts.invented()
                ? "The people are invented, and the files can be made again."
                : "Data" + " stay where they are.",
            "Funding, interests, protocol and registration: " + Page.OWNER)
        .owner("19. People involved", "Say who of those concerned took part, and how.");
  }

  private static void results(Page page, PaperFacts facts) {
    page.section("Results")
        .entry("20. People found", facts.counts(), facts.population())
        .entry(
            "21. Making of the model",
            "Learnt from all people whose outcome is known, after the validation.",
            "Outcomes for each predictor: " + facts.outcomesPerFeature() + ".")
        .entry(
            "22. The model itself",
            "Method "
                + facts.method()
                + "; model.pb and model.json hold it whole, with its"
                + " correction. Settings: "
                + facts.settingsInWords())
        .entry("23. How well it does", "On people that it did not learn from, with 95 % intervals:")
        .lines(facts.performance())
        .lines(List.of("", String.join(" ", facts.groups().sentences())))
        .entry(
            "24. Updating",
            "None so far: the model was learnt anew in this run. Rows to come must be compared"
                + " with its predictions before it is used on.");
  }

  private static void discussion(Page page, PaperFacts facts) {
    page.section("Discussion")
        .entry("25. Reading of the results", facts.report().decision() + ".")
        .entry(
            "26. Limits", String.join(" ", facts.limits()), String.join(". ", facts.leaks()) + ".")
        .entry(
            "27. Use",
            "For planning by groups, with a person's review before anything follows for anybody."
                + " Every column listed under item 9 must be there, and is refused when it is"
                + " not. Next: validate on a later period and another area.");
  }
}
