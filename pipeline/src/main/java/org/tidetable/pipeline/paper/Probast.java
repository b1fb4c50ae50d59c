package org.tidetable.pipeline.paper;

import java.util.List;
import java.util.Locale;

/**
 * The signalling questions of PROBAST in our own words, each answered from the run where it can be.
 *
 * <p>Source: Moons and others (2019), PROBAST: a tool to assess risk of bias of prediction model
 * studies; Moons and others (2025), PROBAST+AI.
 */
final class Probast {
  private Probast() {}

  private enum Answer {
    YES("yes"),
    PROBABLY("probably yes"),
    UNKNOWN("no information"),
    NO("no");

    private final String words;

    Answer(String words) {
      this.words = words;
    }
  }

  private record Question(String asked, Answer answer, String basis) {}

  private record Domain(String name, List<Question> questions) {

    /** Any no makes a high risk of bias, anything unknown an unclear one. */
    String verdict() {
      boolean no = questions.stream().anyMatch(each -> each.answer == Answer.NO);
      boolean unknown = questions.stream().anyMatch(each -> each.answer == Answer.UNKNOWN);
      return no ? "high" : unknown ? "unclear" : "low";
    }
  }

  static String text(PaperFacts facts) {
    Page page =
        new Page(
            "Bias review: " + facts.title(),
            "PROBAST's signalling questions in our own words, answered from the run.");
    for (Domain domain : domains(facts)) {
      page.section(domain.name() + ": risk of bias " + domain.verdict());
      for (Question question : domain.questions()) {
        page.entry(question.asked(), question.answer().words + ": " + question.basis());
      }
    }
    return page.text();
  }

  private static List<Domain> domains(PaperFacts facts) {
    return List.of(
        new Domain(
            "People",
            List.of(
                new Question(
                    "Are the data of a fitting kind?",
                    facts.about() == PaperFacts.About.TABLE ? Answer.UNKNOWN : Answer.PROBABLY,
                    facts.about().people()),
                new Question(
                    "Is it right who was taken in and who was left out?",
                    Answer.UNKNOWN,
                    "the rule is: " + facts.population() + " The owner must judge it."))),
        new Domain(
            "Predictors",
            List.of(
                new Question(
                    "Do they mean the same for everybody?",
                    Answer.PROBABLY,
                    "one rule works out each column."),
                new Question(
                    "Were they taken without knowledge of the outcome?",
                    Answer.YES,
                    String.join(". ", facts.leaks()) + "."),
                new Question(
                    "Are all there when the model is used?",
                    facts.dated() ? Answer.YES : Answer.PROBABLY,
                    facts.timing()))),
        new Domain(
            "Outcome",
            List.of(
                new Question(
                    "Is it found out and defined soundly, the same for everybody?",
                    Answer.PROBABLY,
                    "one rule over the records: \"" + facts.title() + "\"."),
                new Question(
                    "Are predictors kept out of its definition?",
                    Answer.YES,
                    "no column is a copy of it or of what followed: see the search for leaks."),
                new Question(
                    "Does a fitting time lie between them?", Answer.PROBABLY, facts.timing()))),
        new Domain("Analysis", analysis(facts)));
  }

  private static List<Question> analysis(PaperFacts facts) {
    double perFeature = facts.perFeature();
    double slope = facts.scores().slope().value().orElse(Double.NaN);
    boolean calibrated = slope >= 0.8 && slope <= 1.25;
    return List.of(
        new Question(
            "Are there enough people with the outcome?",
            perFeature >= 20 ? Answer.YES : perFeature >= 10 ? Answer.PROBABLY : Answer.NO,
            "outcomes for each predictor: " + facts.outcomesPerFeature() + "."),
        new Question(
            "Were numbers and categories handled well?",
            Answer.YES,
            "numbers are not cut into classes before learning."),
        new Question(
            "Are all people that were taken in also analysed?",
            Answer.PROBABLY,
            facts.about().analysed()),
        new Question(
            "Were missing values handled well?",
            Answer.PROBABLY,
            "each gap has a mark of its own, which serves prediction and explains nothing."),
        new Question(
            "Were predictors chosen without testing them one by one?",
            Answer.YES,
            "all columns are given to the method, which weighs them together."),
        new Question(
            "Were calibration and discrimination both judged?",
            calibrated && facts.groups().usable() ? Answer.YES : Answer.NO,
            String.format(
                Locale.ROOT,
                "AUROC %s, calibration slope %s. %s",
                PaperFacts.show(facts.scores().auroc()),
                PaperFacts.show(facts.scores().slope()),
                String.join(" ", facts.groups().sentences()))),
        new Question(
            "Was it judged on people that it did not learn from?",
            facts.report().shuffled().passed() ? Answer.YES : Answer.NO,
            facts.report().design()
                + String.format(
                    Locale.ROOT,
                    "; outcomes dealt at random give AUROC %.3f.",
                    facts.report().shuffled().meanAuroc())),
        new Question(
            "Is the model that was kept the one that was judged?",
            Answer.PROBABLY,
            "the same method and settings, then learnt once more from all people."));
  }
}
