package org.tidetable.pipeline.conf;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tidetable.models.pool.Pool;
import org.tidetable.models.problem.RiskProblem;
import org.tidetable.models.vocabulary.EventKind;
import org.tidetable.models.vocabulary.Grain;

/** A run as written in YAML. Paths are relative to the file that names them. */
public record RunConfig(
    @JsonProperty(required = true) @JsonPropertyDescription("The name of the release") String name,
    @JsonProperty(required = true) @JsonPropertyDescription("The seed of everything random")
        long seed,
    @JsonPropertyDescription(
            "True when no real person stands behind any row of any source; everything says so")
        boolean invented,
    @JsonPropertyDescription("Invented people to add; everything made from them says so")
        @Nullable Synthetic synthetic,
    @JsonProperty(required = true) List<Source> sources,
    @JsonPropertyDescription("Who the pseudonyms of event sources belong to")
        @Nullable People people,
    @JsonPropertyDescription(
            "The key file, 32 bytes or more that only its owner can read, from which keys of persons "
                + "are made; for mappings with a column of privacy: key")
        String pseudonymKey,
    @JsonPropertyDescription("Lookups that join areas") @Nullable Areas areas,
    @JsonPropertyDescription("The GOV.UK bank holidays file (JSON)") String bankHolidays,
    @JsonPropertyDescription("School holidays (CSV: name,first_day,last_day)")
        String schoolHolidays,
    @JsonPropertyDescription("Methods of forecasts: light for a first look, or full when left out")
        Pool pool,
    @JsonPropertyDescription(
            "What a series too young for a forecast of its own gets: parent_share (when left out),"
                + " its share of the forecast of what it is a part of; or none")
        ColdStart coldStart,
    @JsonPropertyDescription("Demands to forecast") List<Demand> demand,
    @JsonPropertyDescription("Risks to predict") List<Risk> risk,
    @JsonPropertyDescription("Risks to learn from tables that a query joins")
        List<JoinedRiskConfig> joinedRisk,
    @JsonPropertyDescription(
            "A CSV file of what is known locally: demand, area, from, to, change, reason, who")
        String adjustments,
    @JsonPropertyDescription("Series that are not forecast") List<PlannerConfig.LeftOut> leaveOut,
    @JsonPropertyDescription("Spans that forecasts do not learn from")
        List<PlannerConfig.Break> breaks,
    @JsonPropertyDescription("Numbers of people, for rates per 1,000")
        List<PlannerConfig.Population> population,
    @JsonPropertyDescription("Demands that may tell of others before they come")
        List<PlannerConfig.LeadIndicator> leadIndicators,
    @JsonProperty(required = true) @JsonPropertyDescription("The disclosure policy's file")
        String disclosure) {

  public RunConfig {
    sources = sources == null ? List.of() : List.copyOf(sources);
    pseudonymKey = pseudonymKey == null ? "" : pseudonymKey;
    bankHolidays = bankHolidays == null ? "" : bankHolidays;
    schoolHolidays = schoolHolidays == null ? "" : schoolHolidays;
    pool = pool == null ? Pool.FULL : pool;
    coldStart = coldStart == null ? ColdStart.PARENT_SHARE : coldStart;
    demand = demand == null ? List.of() : List.copyOf(demand);
    risk = risk == null ? List.of() : List.copyOf(risk);
    joinedRisk = joinedRisk == null ? List.of() : List.copyOf(joinedRisk);
    adjustments = adjustments == null ? "" : adjustments;
    leaveOut = leaveOut == null ? List.of() : List.copyOf(leaveOut);
    breaks = breaks == null ? List.of() : List.copyOf(breaks);
    population = population == null ? List.of() : List.copyOf(population);
    leadIndicators = leadIndicators == null ? List.of() : List.copyOf(leadIndicators);
  }

  /** What a series gets that is too young for a forecast of its own. */
  public enum ColdStart {
    PARENT_SHARE,
    NONE
  }

  /** A population to invent before the sources are read; its files go to the run's own folder. */
  public record Synthetic(
      @JsonProperty(required = true) int people,
      @JsonProperty(required = true) String from,
      @JsonProperty(required = true) String to) {}

  /** A mapping and the files that it reads. */
  public record Source(
      @JsonProperty(required = true) @JsonPropertyDescription("The mapping's file") String mapping,
      @JsonProperty(required = true)
          @JsonPropertyDescription(
              "Files, folders or globs; synthetic:NAME is a file of the invented population")
          List<String> files) {
    public Source {
      files = files == null ? List.of() : List.copyOf(files);
    }
  }

  /** Who the pseudonyms belong to, and whose records may not be used. */
  public record People(
      @JsonPropertyDescription(
              "One row per person and address; may be left out where sources tell of people")
          String register,
      @JsonPropertyDescription(
              "link_id, source, and pseudonym or identifier; needed where sources tell of events or"
                  + " people, not for tables alone")
          String links,
      @JsonPropertyDescription("How the national data opt-out was applied; needed for real people")
          @Nullable OptOut optOut,
      @JsonPropertyDescription("People who object: link_id, or source and pseudonym")
          String objections) {
    public People {
      register = register == null ? "" : register;
      links = links == null ? "" : links;
      objections = objections == null ? "" : objections;
    }
  }

  /** How the national data opt-out was applied: one of three ways. */
  public record OptOut(
      @JsonPropertyDescription("The day on which it was applied before the data came here")
          String applied,
      @JsonPropertyDescription("Who applied it") String by,
      @JsonPropertyDescription("A file with the link_id of people who have opted out") String list,
      @JsonPropertyDescription("The day of that list") String version,
      @JsonPropertyDescription("Why it need not be applied") String notApplicable) {
    public OptOut {
      applied = applied == null ? "" : applied;
      by = by == null ? "" : by;
      list = list == null ? "" : list;
      version = version == null ? "" : version;
      notApplicable = notApplicable == null ? "" : notApplicable;
    }
  }

  /** Lookup tables; each may be left out. */
  public record Areas(
      @JsonPropertyDescription("Trust, authority, share of the trust's patients")
          String trustCatchment,
      @JsonPropertyDescription("Trust, acute trust, share of its attendances")
          String trustAttribution,
      @JsonPropertyDescription("Authority, region") String authorityRegion,
      @JsonPropertyDescription("Further area codes and names") List<String> names,
      @JsonPropertyDescription("Codes that others have followed: old_code, new_code, date")
          List<String> successors) {
    public Areas {
      trustCatchment = trustCatchment == null ? "" : trustCatchment;
      trustAttribution = trustAttribution == null ? "" : trustAttribution;
      authorityRegion = authorityRegion == null ? "" : authorityRegion;
      names = names == null ? List.of() : List.copyOf(names);
      successors = successors == null ? List.of() : List.copyOf(successors);
    }
  }

  /** A demand to forecast. */
  public record Demand(
      @JsonProperty(required = true) String name,
      @JsonProperty(required = true) @JsonPropertyDescription("The question in a planner's words")
          String title,
      @JsonProperty(required = true) EventKind kind,
      @JsonPropertyDescription("Forecast 100 * kind / per") @Nullable EventKind per,
      @JsonProperty(required = true) @JsonPropertyDescription("The mapping's name, or events")
          String source,
      @JsonProperty(required = true) Grain grain,
      @JsonProperty(required = true) @JsonPropertyDescription("Periods ahead, 1 or more")
          int horizon,
      @JsonProperty(required = true)
          @JsonPropertyDescription("Area levels; a level that the source lacks is added up")
          List<String> levels,
      @JsonPropertyDescription("Age groups to forecast apart; the total when left out")
          List<String> ageGroups,
      @JsonPropertyDescription("Categories to forecast apart; the total when left out")
          List<String> categories,
      @JsonPropertyDescription("Bank holidays: gb-eng (when left out), gb-wls, gb-sct, gb-nir")
          String calendar,
      @JsonPropertyDescription(
              "School holidays of this demand (CSV: name,first_day,last_day); the run's when left"
                  + " out")
          String schoolHolidays,
      @JsonPropertyDescription(
              "The methods to use, instead of those of the pool; describe methods lists them")
          List<String> methods,
      @JsonPropertyDescription("Parts that are year groups, for cohort survival; years only")
          @Nullable Cohorts cohorts,
      @JsonPropertyDescription(
              "Longer periods with which forecasts are to agree where that does no harm, such as"
                  + " [quarter, year] of months")
          List<Grain> temporal,
      @JsonPropertyDescription("What had been planned, such as last year's plan, to be scored too")
          PlannerConfig.@Nullable Plan plan) {
    public Demand {
      schoolHolidays = schoolHolidays == null ? "" : schoolHolidays;
      methods = methods == null ? List.of() : List.copyOf(methods);
      temporal = temporal == null ? List.of() : List.copyOf(temporal);
      levels = levels == null ? List.of() : List.copyOf(levels);
      ageGroups = ageGroups == null ? List.of() : List.copyOf(ageGroups);
      categories = categories == null ? List.of() : List.copyOf(categories);
      calendar = calendar == null ? "gb-eng" : calendar;
    }
  }

  /** A strong feature that stays, with the reason why it was known in time. */
  public record Accepted(
      @JsonProperty(required = true) String feature,
      @JsonProperty(required = true) @JsonPropertyDescription("Goes onto the model's card")
          String reason) {}

  /** An event from whose day on people are looked at: from the day after it. */
  public record Index(
      @JsonProperty(required = true) EventKind event,
      @JsonPropertyDescription("start or end of the event; start when left out")
          RiskProblem.Moment at) {
    public Index {
      at = at == null ? RiskProblem.Moment.START : at;
    }
  }

  /** Year groups that grow up: each has next year what the one below has now, or a share of it. */
  public record Cohorts(
      @JsonProperty(required = true)
          @JsonPropertyDescription(
              "Age groups or categories of the demand, the youngest first, one for each year of age")
          List<String> groups,
      @JsonPropertyDescription(
              "Births, or others who may enter the youngest group: a CSV file of area_code, date (any"
                  + " day of the year in which they enter it) and births")
          String births,
      @JsonPropertyDescription("Years of which shares are averaged; 3 when left out")
          Integer years) {
    public Cohorts {
      groups = groups == null ? List.of() : List.copyOf(groups);
      births = births == null ? "" : births;
      years = years == null ? Integer.valueOf(3) : years;
    }
  }

  /** A risk to predict for people of an age. */
  public record Risk(
      @JsonProperty(required = true) String name,
      @JsonProperty(required = true) @JsonPropertyDescription("The question in a planner's words")
          String title,
      @JsonProperty(required = true) int minimumAge,
      @JsonProperty(required = true) int maximumAge,
      @JsonPropertyDescription("People who ever had one of these are left out")
          List<EventKind> excludeIfEver,
      @JsonProperty(required = true) List<EventKind> outcomeKinds,
      @JsonPropertyDescription("Sum of quantities that makes the outcome; 1 when left out")
          Double minimum,
      @JsonProperty(required = true) @JsonPropertyDescription("ISO period, e.g. P1Y")
          String lookback,
      @JsonPropertyDescription("ISO period between index date and window; P0D when left out")
          String gap,
      @JsonProperty(required = true) @JsonPropertyDescription("ISO period, e.g. P1Y")
          String timeAtRisk,
      @JsonProperty(required = true) @JsonPropertyDescription("People listed per area, 1 or more")
          int topPerArea,
      @JsonPropertyDescription(
              "Lengths of lists to look at, beside 1, 5 and 10 % of the people and top_per_area")
          List<Integer> caseload,
      @JsonPropertyDescription(
              "The cost of seeing one person on a list: then tables say what a true case costs")
          @Nullable Double cost,
      @JsonPropertyDescription("Whether to tell what each sector's records add; yes when left out")
          Boolean lifts,
      @JsonPropertyDescription(
              "How often to learn anew from people drawn anew, to tell how stable lists are; 5 when"
                  + " left out, 0 asks nothing")
          Integer stability,
      @JsonPropertyDescription(
              "Files of point scores over features, to compare; see conf/point-scores")
          List<String> pointScores,
      @JsonPropertyDescription("Strong features that stay; a copy of the outcome never does")
          List<Accepted> accept,
      @JsonPropertyDescription("Time between index dates, or tested at the end; P6M when left out")
          String indexStep,
      @JsonPropertyDescription("Who had the outcome so lately is left out; P0D when left out")
          String washout,
      @JsonPropertyDescription("An event that makes index dates; fixed dates when left out")
          @Nullable Index index,
      @JsonPropertyDescription(
              "People who go out of view: ipcw (stood for by others), complete or observed")
          RiskProblem.Censoring censoring,
      @JsonPropertyDescription("The birthday at which people go out of view, such as 18")
          @Nullable Integer leavesAtAge,
      @JsonPropertyDescription(
              "Death before the outcome: competing (who died did not have it; when left out), leaving"
                  + " (gone out of view) or outcome (it counts, too)")
          RiskProblem.Death death) {
    public Risk {
      caseload = caseload == null ? List.of() : List.copyOf(caseload);
      lifts = lifts == null ? Boolean.TRUE : lifts;
      stability = stability == null ? Integer.valueOf(5) : stability;
      pointScores = pointScores == null ? List.of() : List.copyOf(pointScores);
      accept = accept == null ? List.of() : List.copyOf(accept);
      indexStep = indexStep == null ? "P6M" : indexStep;
      washout = washout == null ? "P0D" : washout;
      censoring = censoring == null ? RiskProblem.Censoring.IPCW : censoring;
      death = death == null ? RiskProblem.Death.COMPETING : death;
      excludeIfEver = excludeIfEver == null ? List.of() : List.copyOf(excludeIfEver);
      outcomeKinds = outcomeKinds == null ? List.of() : List.copyOf(outcomeKinds);
      minimum = minimum == null ? Double.valueOf(1) : minimum;
      gap = gap == null ? "P0D" : gap;
    }
  }
}
