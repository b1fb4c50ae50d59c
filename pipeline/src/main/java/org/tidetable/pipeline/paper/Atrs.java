package org.tidetable.pipeline.paper;

/**
 * The sections of the Algorithmic Transparency Record, version 3, filled from the run.
 *
 * <p>Source: Algorithmic Transparency Recording Standard, Government Digital Service.
 */
final class Atrs {
  private Atrs() {}

  static String text(PaperFacts facts) {
    Page page =
        new Page(
            "Algorithmic transparency record: " + facts.title(),
            "Sections of the record's version 3. What only the owner knows is marked.");
    page.section("About this record")
        .entry("Name", "Tidetable, risk model \"" + facts.title() + "\"")
        .entry(
            "Version",
            "Code "
                + facts.provenance().codeVersion()
                + ", configuration "
                + facts.provenance().configHash())
        .entry("Phase", facts.invented() ? "A demonstration on invented people" : Page.OWNER)
        .owner("Organisation and date of publication", "");
    page.section("Tier 1: summary")
        .entry(
            "What it does",
            "Estimates how likely people are to have the outcome \""
                + facts.title()
                + "\", so"
                + " that services can be planned for groups.",
            facts.population())
        .entry("Why", "Demand that is seen coming can be met earlier, and at less cost.")
        .owner("Website and contact", "");
    page.section("Tier 2: owner and responsibility")
        .owner("Organisation, team, senior responsible owner", "")
        .owner("Supplier, company number, role, procurement, access to data", "");
    page.section("Tier 2: description and rationale")
        .entry(
            "How it works",
            "Records of people before an index date become "
                + facts.features().size()
                + " numbers; the method "
                + facts.method()
                + " learns from past outcomes how they go together.",
            facts.timing())
        .entry("Scope", facts.population(), "Not for decisions about one person.")
        .owner("Benefits, and how it was done before", "")
        .entry(
            "Alternatives looked at",
            facts.report().decision()
                + ". Methods compared: "
                + String.join(
                    ", ", facts.report().results().stream().map(each -> each.method()).toList())
                + ".");
    page.section("Tier 2: the decision and the people in it")
        .owner("Where it stands in the process", "")
        .entry("Human review", facts.about().review())
        .owner("Training, and how often it is used", "")
        .owner("Appeal and review for those concerned", "");
    page.section("Tier 2: tool and data")
        .entry("Model", "Method " + facts.method() + ". " + facts.settingsInWords())
        .entry("Performance", facts.report().design() + ":")
        .lines(facts.performance())
        .entry("Data sets", facts.sources(), facts.asOf(), facts.counts())
        .entry(
            "Personal and sensitive data",
            facts.invented()
                ? "None: the people are invented."
                : "Records of people under pseudonyms; names and numbers of people are refused on"
                    + " reading.")
        .entry("Completeness and cleaning", facts.about().cleaning())
        .owner("Agreements on sharing, place of storage, time of keeping", "");
    page.section("Tier 2: risks, mitigations, assessments")
        .entry(
            "Leaks", String.join(". ", facts.leaks()) + ".", "No model is made where one stands.")
        .entry("Limits", String.join(" ", facts.limits()))
        .entry("Disclosure", facts.about().disclosure())
        .owner("Impact assessments (data protection, equality)", "");
    return page.text();
  }
}
