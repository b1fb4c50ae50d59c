package org.tidetable.pipeline.synthetic.statutory;

import static org.tidetable.models.vocabulary.EventKind.CHILD_ASSESSMENT;
import static org.tidetable.models.vocabulary.EventKind.CHILD_PROTECTION_PLAN;
import static org.tidetable.models.vocabulary.EventKind.CHILD_REFERRAL;
import static org.tidetable.models.vocabulary.EventKind.PROTECTION_ENQUIRY;

import java.io.StringWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.tidetable.models.vocabulary.EventKind;
import org.tidetable.pipeline.synthetic.Area;
import org.tidetable.pipeline.synthetic.statutory.Fact.Known;

/** The children in need census, one XML file a year to 31 March. */
final class ChildrenInNeedFile {
  private static final String SOURCE = "cin";

  /** The census of a year closes at the end of July. */
  private static final int KNOWN_AFTER = 122;

  private static final XMLOutputFactory XML = XMLOutputFactory.newFactory();

  private ChildrenInNeedFile() {}

  static void write(Person person, Pages pages) {
    if (person.entries().stream().noneMatch(entry -> entry.kind() == CHILD_REFERRAL)) {
      return;
    }
    List<CaseOfNeed> cases = CaseOfNeed.of(person, person.stream("children in need"));
    List<LocalDate> years = Periods.yearEnds(person.settings());
    for (LocalDate yearEnd : years) {
      Map<String, List<CaseOfNeed>> byCouncil = new TreeMap<>();
      for (CaseOfNeed need : cases) {
        if (need.open(yearEnd.minusYears(1), yearEnd)) {
          Area area = person.areaOn(need.referral());
          String child = LookedAfterFiles.child(person, area);
          byCouncil.computeIfAbsent(child, id -> new ArrayList<>()).add(need);
        }
      }
      byCouncil.forEach(
          (child, open) -> {
            pages.link(person, SOURCE, child);
            Chunk chunk = pages.chunk(Extract.CIN, Periods.year(yearEnd));
            chunk.piece(new Element(person, yearEnd).child(child, open));
          });
    }
    LocalDate before = years.get(0).minusYears(1);
    for (CaseOfNeed need : cases) {
      if (need.open(before, years.get(years.size() - 1))) {
        facts(person, pages, need, lastShown(need, years.get(years.size() - 1)));
      }
    }
  }

  /** The last census in which the case stands. */
  private static LocalDate lastShown(CaseOfNeed need, LocalDate lastYear) {
    LocalDate closed = need.closure().map(Periods::yearEnd).orElse(lastYear);
    return closed.isAfter(lastYear) ? lastYear : closed;
  }

  private static void facts(Person person, Pages pages, CaseOfNeed need, LocalDate shown) {
    String child = LookedAfterFiles.child(person, person.areaOn(need.referral()));
    fact(person, pages, CHILD_REFERRAL, child, need.referral(), Optional.empty());
    for (Person.Spell spell : need.assessments()) {
      shown(person, pages, CHILD_ASSESSMENT, child, spell, shown);
    }
    need.enquiry()
        .filter(day -> !day.isAfter(shown))
        .ifPresent(day -> fact(person, pages, PROTECTION_ENQUIRY, child, day, Optional.empty()));
    for (Person.Spell spell : need.protectionPlans()) {
      shown(person, pages, CHILD_PROTECTION_PLAN, child, spell, shown);
    }
  }

  private static void shown(
      Person person,
      Pages pages,
      EventKind kind,
      String child,
      Person.Spell spell,
      LocalDate shown) {
    if (!spell.start().isAfter(shown)) {
      Optional<LocalDate> end = spell.end().filter(day -> !day.isAfter(shown));
      fact(person, pages, kind, child, spell.start(), end);
    }
  }

  private static void fact(
      Person person,
      Pages pages,
      EventKind kind,
      String child,
      LocalDate start,
      Optional<LocalDate> end) {
    LocalDate firstYear = Periods.yearEnds(person.settings()).get(0);
    boolean neverOpen = end.filter(day -> !day.isAfter(firstYear)).isPresent();
    LocalDate last = submitted(end.orElse(start));
    Known known = new Known(neverOpen ? last : submitted(start), last);
    pages.fact(person, new Fact(SOURCE, kind, start, end, known, 1, "", "", child + "|" + start));
  }

  private static LocalDate submitted(LocalDate day) {
    return Periods.yearEnd(day).plusDays(KNOWN_AFTER);
  }

  /** What stands before the children in the file of a year. */
  static String head(String year) {
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <Message>
          <Header>
            <CollectionDetails>
              <Collection>CIN</Collection>
              <Year>%1$s</Year>
              <ReferenceDate>%1$s-03-31</ReferenceDate>
            </CollectionDetails>
            <Source>
              <SourceLevel>L</SourceLevel>
              <LEA>999</LEA>
              <SoftwareCode>tidetable synthesize</SoftwareCode>
              <Release>1</Release>
              <SerialNo>1</SerialNo>
              <DateTime>%1$s-07-31T12:00:00Z</DateTime>
            </Source>
          </Header>
          <Children>
        """
        .formatted(year);
  }

  static String foot() {
    return "  </Children>\n</Message>\n";
  }

  /** One child in one year's census. */
  private static final class Element {
    private final Person person;
    private final LocalDate yearEnd;
    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter writer;

    Element(Person person, LocalDate yearEnd) {
      this.person = person;
      this.yearEnd = yearEnd;
      try {
        this.writer = XML.createXMLStreamWriter(text);
      } catch (XMLStreamException never) {
        throw new IllegalStateException(never);
      }
    }

    CharSequence child(String child, List<CaseOfNeed> cases) {
      try {
        open("Child");
        open("ChildIdentifiers");
        leaf("LAchildID", child);
        if (person.age(yearEnd) >= 5) {
          leaf("UPN", Numbers.upn(person.index(), person.household().area(), person.born()));
        } else {
          leaf("UPNunknown", "UN1");
        }
        leaf("PersonBirthDate", person.born().toString());
        leaf("GenderCurrent", person.resident().male() ? "1" : "2");
        if (person.died() && !person.last().isAfter(yearEnd)) {
          leaf("PersonDeathDate", person.last().toString());
        }
        close();
        open("ChildCharacteristics");
        leaf("Ethnicity", Codes.pupilEthnicity(person));
        SplittableRandom constant = person.stream("disability");
        if (constant.nextDouble() < 0.12) {
          open("Disabilities");
          leaf("Disability", Codes.pick(constant, "LD", "AUT", "BEH", "COMM", "MOB"));
          close();
        }
        close();
        for (CaseOfNeed need : cases) {
          details(need);
        }
        close();
        writer.flush();
      } catch (XMLStreamException never) {
        throw new IllegalStateException(never);
      }
      return text.getBuffer().append('\n');
    }

    private void details(CaseOfNeed need) throws XMLStreamException {
      open("CINdetails");
      leaf("CINreferralDate", need.referral().toString());
      leaf("ReferralSource", need.source());
      leaf("PrimaryNeedCode", need.need());
      Optional<LocalDate> closure = need.closure().filter(this::shown);
      leaf("CINclosureDate", closure);
      if (closure.isPresent()) {
        leaf("ReasonForClosure", need.closedFor());
      }
      leaf("DateOfInitialCPC", need.conference().filter(this::shown));
      for (Person.Spell assessment : need.assessments()) {
        if (shown(assessment.start())) {
          assessment(assessment);
        }
      }
      Optional<LocalDate> planned =
          need.assessments().stream().findFirst().flatMap(Person.Spell::end).filter(this::shown);
      if (planned.isPresent() && need.protectionPlans().isEmpty()) {
        open("CINPlanDates");
        leaf("CINPlanStartDate", planned);
        leaf("CINPlanEndDate", closure);
        close();
      }
      if (need.enquiry().filter(this::shown).isPresent()) {
        open("Section47");
        leaf("S47ActualStartDate", need.enquiry());
        leaf("InitialCPCtarget", need.enquiry().map(day -> day.plusDays(21)));
        leaf("DateOfInitialCPC", need.conference().filter(this::shown));
        leaf("ICPCnotRequired", need.conference().isPresent() ? "false" : "true");
        close();
      }
      leaf("ReferralNFA", need.furtherAction() ? "false" : "true");
      for (Person.Spell plan : need.protectionPlans()) {
        if (shown(plan.start())) {
          plan(plan);
        }
      }
      close();
    }

    private void assessment(Person.Spell assessment) throws XMLStreamException {
      open("Assessments");
      leaf("AssessmentActualStartDate", assessment.start().toString());
      leaf("AssessmentInternalReviewDate", assessment.start().plusDays(10).toString());
      Optional<LocalDate> signed = assessment.end().filter(this::shown);
      leaf("AssessmentAuthorisationDate", signed);
      if (signed.isPresent()) {
        open("FactorsIdentifiedAtAssessment");
        SplittableRandom random = person.stream("factors " + assessment.start());
        for (String factor : CaseOfNeed.factors(random)) {
          leaf("AssessmentFactors", factor);
        }
        close();
      }
      close();
    }

    private void plan(Person.Spell plan) throws XMLStreamException {
      String category = Codes.pick(person.stream("abuse " + plan.start()), "NEG", "EMO", "PHY");
      open("ChildProtectionPlans");
      leaf("CPPstartDate", plan.start().toString());
      leaf("CPPendDate", plan.end().filter(this::shown));
      leaf("InitialCategoryOfAbuse", category);
      leaf("LatestCategoryOfAbuse", category);
      leaf("NumberOfPreviousCPP", "0");
      LocalDate review = plan.start().plusMonths(3);
      if (shown(review) && plan.end().filter(review::isAfter).isEmpty()) {
        open("Reviews");
        while (shown(review) && plan.end().filter(review::isAfter).isEmpty()) {
          leaf("CPPreviewDate", review.toString());
          review = review.plusMonths(6);
        }
        close();
      }
      close();
    }

    private boolean shown(LocalDate day) {
      return !day.isAfter(yearEnd);
    }

    private void open(String name) throws XMLStreamException {
      writer.writeStartElement(name);
    }

    private void close() throws XMLStreamException {
      writer.writeEndElement();
    }

    private void leaf(String name, Optional<LocalDate> day) throws XMLStreamException {
      if (day.isPresent()) {
        leaf(name, day.get().toString());
      }
    }

    private void leaf(String name, String content) throws XMLStreamException {
      open(name);
      writer.writeCharacters(content);
      close();
    }
  }
}
