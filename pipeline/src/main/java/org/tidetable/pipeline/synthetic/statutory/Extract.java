package org.tidetable.pipeline.synthetic.statutory;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * A kind of file: its name, its headings, which are those of the real collection, and what some of
 * its columns are.
 */
enum Extract {
  ECDS(
      "ecds/ecds_%s.csv",
      "EC_Ident,Generated_Record_ID,Der_Pseudo_NHS_Number,Age_At_Arrival,Sex,Ethnic_Category,"
          + "Der_Postcode_LSOA_2011_Code,Der_Postcode_Dist_Unitary_Auth,GP_Practice_Code,"
          + "Der_Provider_Code,Der_Provider_Site_Code,EC_Department_Type,EC_AttendanceCategory,"
          + "EC_Arrival_Mode_SNOMED_CT,Arrival_Date,Der_EC_Arrival_Date_Time,"
          + "Der_EC_Departure_Date_Time,EC_Acuity_SNOMED_CT,EC_Chief_Complaint_SNOMED_CT,"
          + "EC_Discharge_Status_SNOMED_CT,Discharge_Destination_SNOMED_CT,Finished_Indicator,"
          + "SUS_Excluded,Der_Dupe_Flag,ReceivedDate",
      roles("Der_Pseudo_NHS_Number", "EC_Ident", "Arrival_Date", "")
          .code("EC_Department_Type")
          .known("ReceivedDate", 60, "Der_Provider_Code", "ZT9")),
  SUS_APC(
      "sus_apc/apc_%s.csv",
      "APCE_Ident,Der_Spell_ID,Hospital_Spell_No,Der_Pseudo_NHS_Number,"
          + "Der_Age_At_CDS_Activity_Date,Sex,Ethnic_Group,Der_Postcode_LSOA_2011_Code,"
          + "Der_Postcode_Dist_Unitary_Auth,GP_Practice_SUS,Der_Provider_Code,"
          + "Der_Provider_Site_Code,Patient_Classification,Admission_Method,Admission_Source,"
          + "Admission_Date,Discharge_Date,Discharge_Method,Discharge_Destination,"
          + "Der_Episode_Number,Last_Episode_In_Spell_Indicator,Episode_Start_Date,"
          + "Episode_End_Date,Treatment_Function_Code,Main_Specialty_Code,"
          + "Der_Primary_Diagnosis_Code,Der_Diagnosis_All,Der_Procedure_All,Spell_Core_HRG,"
          + "Der_Financial_Year,Der_Activity_Month,Deleted,Import_Date",
      roles("Der_Pseudo_NHS_Number", "APCE_Ident", "Admission_Date", "Discharge_Date")
          .code("Admission_Method")
          .known("Import_Date", 120, "Der_Provider_Code", "ZT9")),
  CLD(
      "cld/cld_%s.csv",
      "LA Code,Reporting Period Start Date,Reporting Period End Date,"
          + "LA Person Unique Identifier,NHS Number,GP Practice Code,Gender,Ethnicity,"
          + "Date of Birth,Date of Death,Client Type,Primary Support Reason,Postcode,"
          + "Accommodation Status,Employment Status,Has Unpaid Carer,Event Type,Event Reference,"
          + "Event Start Date,Event End Date,Event Outcome,Request: Route of Access,"
          + "Assessment Type,Eligible Needs Identified,Service Type,Service Component,"
          + "Delivery Mechanism,Unit Cost,Cost Frequency (Unit Type),Planned units per week,"
          + "Review Reason",
      roles("LA Person Unique Identifier", "Event Reference", "Event Start Date", "Event End Date")
          .code("Event Type")
          .dayFirst()),
  SSDA903_HEADER("ssda903/%s/header.csv", "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB"),
  SSDA903_EPISODES(
      "ssda903/%s/episodes.csv",
      "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,"
          + "PL_POST,URN",
      roles("CHILD", "", "DECOM", "DEC").code("RNE").dayFirst()),
  SSDA903_REVIEWS("ssda903/%s/reviews.csv", "CHILD,DOB,REVIEW,REVIEW_CODE"),
  SSDA903_UASC("ssda903/%s/uasc.csv", "CHILD,SEX,DOB,DUC"),
  SSDA903_OC2(
      "ssda903/%s/oc2.csv",
      "CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK,"
          + "HEALTH_ASSESSMENT,SUBSTANCE_MISUSE,INTERVENTION_RECEIVED,INTERVENTION_OFFERED"),
  SSDA903_OC3("ssda903/%s/oc3.csv", "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM"),
  SSDA903_MISSING(
      "ssda903/%s/missing.csv",
      "CHILD,DOB,MISSING,MIS_START,MIS_END",
      roles("CHILD", "", "MIS_START", "MIS_END").code("MISSING").dayFirst()),
  SSDA903_PREVIOUS_PERMANENCE(
      "ssda903/%s/previous_permanence.csv", "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM"),
  SSDA903_AD1(
      "ssda903/%s/ad1.csv",
      "CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR"),
  SSDA903_PLACED_FOR_ADOPTION(
      "ssda903/%s/placed_for_adoption.csv",
      "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED"),
  CIN("cin/%s.xml", "Child"),
  CENSUS(
      "school/census/%s.csv",
      "URN,UPN,DOB,Sex,Ethnicity,Language,FSMeligible,Postcode,NCyearActual,EnrolStatus,"
          + "EntryDate,LeavingDate,SENprovision,SENtype"),
  ATTENDANCE(
      "school/attendance/%s.csv",
      "URN,UPN,WeekCommencing,SessionsPossible,OverallAbsence,AuthorisedAbsence,"
          + "UnauthorisedAbsence,ExtractDate",
      roles("UPN", "", "WeekCommencing", "").known("ExtractDate", 40, "URN", "999999")),
  EXCLUSIONS(
      "school/exclusions/%s.csv",
      "URN,UPN,ExclusionCategory,ExclusionReason,ExclusionStartDate,ExclusionSessions",
      roles("UPN", "", "ExclusionStartDate", "").code("ExclusionCategory")),
  SEN2_PERSONS(
      "sen2/%s/persons.csv",
      "upn,personbirthdate,sex,ethnicity,postcode,uniquelearnernumber,upnunknown"),
  SEN2_REQUESTS(
      "sen2/%s/requests.csv",
      "upn,requeststableid,receiveddate,rya,requestoutcomedate,requestoutcome,requestmediation,"
          + "requesttribunal,exported",
      roles("upn", "requeststableid", "receiveddate", "")),
  SEN2_ASSESSMENTS(
      "sen2/%s/assessments.csv",
      "upn,assessmenttableid,requeststableid,assessmentoutcome,assessmentoutcomedate,"
          + "assessmentmediation,assessmenttribunal,othermediation,othertribunal,week20"),
  SEN2_NAMED_PLANS(
      "sen2/%s/named_plans.csv",
      "upn,namedplantableid,assessmenttableid,startdate,planres,planwbp,pb,oa,dp,ceasedate,"
          + "ceasereason",
      roles("upn", "namedplantableid", "startdate", "")),
  SEN2_ACTIVE_PLANS(
      "sen2/%s/active_plans.csv",
      "upn,activeplanstableid,requeststableid,transferla,reviewmeeting,reviewoutcome,lastreview,"
          + "urn,sensetting,placementrank,entrydate,leavingdate,sentype,sentyperank"),
  OMOP_PERSON(
      "omop/person.csv",
      "person_id,gender_concept_id,year_of_birth,month_of_birth,day_of_birth,birth_datetime,"
          + "race_concept_id,ethnicity_concept_id,location_id,provider_id,care_site_id,"
          + "person_source_value,gender_source_value,gender_source_concept_id,race_source_value,"
          + "race_source_concept_id,ethnicity_source_value,ethnicity_source_concept_id"),
  OMOP_OBSERVATION_PERIOD(
      "omop/observation_period.csv",
      "observation_period_id,person_id,observation_period_start_date,"
          + "observation_period_end_date,period_type_concept_id"),
  OMOP_VISIT_OCCURRENCE(
      "omop/visit_occurrence/%s.csv",
      "visit_occurrence_id,person_id,visit_concept_id,visit_start_date,visit_start_datetime,"
          + "visit_end_date,visit_end_datetime,visit_type_concept_id,provider_id,care_site_id,"
          + "visit_source_value,visit_source_concept_id,admitted_from_concept_id,"
          + "admitted_from_source_value,discharged_to_concept_id,discharged_to_source_value,"
          + "preceding_visit_occurrence_id",
      roles("person_id", "visit_occurrence_id", "visit_start_date", "visit_end_date")
          .code("visit_concept_id")),
  OMOP_CONDITION_OCCURRENCE(
      "omop/condition_occurrence.csv",
      "condition_occurrence_id,person_id,condition_concept_id,condition_start_date,"
          + "condition_start_datetime,condition_end_date,condition_end_datetime,"
          + "condition_type_concept_id,condition_status_concept_id,stop_reason,provider_id,"
          + "visit_occurrence_id,visit_detail_id,condition_source_value,"
          + "condition_source_concept_id,condition_status_source_value",
      roles("person_id", "condition_occurrence_id", "condition_start_date", "")
          .code("condition_concept_id")),
  OMOP_DRUG_EXPOSURE(
      "omop/drug_exposure/%s.csv",
      "drug_exposure_id,person_id,drug_concept_id,drug_exposure_start_date,"
          + "drug_exposure_start_datetime,drug_exposure_end_date,drug_exposure_end_datetime,"
          + "verbatim_end_date,drug_type_concept_id,stop_reason,refills,quantity,days_supply,sig,"
          + "route_concept_id,lot_number,provider_id,visit_occurrence_id,visit_detail_id,"
          + "drug_source_value,drug_source_concept_id,route_source_value,dose_unit_source_value",
      roles("person_id", "drug_exposure_id", "drug_exposure_start_date", "drug_exposure_end_date")
          .code("drug_concept_id")),
  OMOP_DEATH(
      "omop/death.csv",
      "person_id,death_date,death_datetime,death_type_concept_id,cause_concept_id,"
          + "cause_source_value,cause_source_concept_id"),
  REGISTER(
      "register.csv",
      "link_id,birth_month,sex,ethnic_group,area_code,deprivation_decile,household_id,from,to,"
          + "end_reason"),
  LINKS("links.csv", "link_id,source,identifier"),
  OPT_OUT("opt_out.csv", "link_id");

  private final String path;
  private final String headings;

  @SuppressWarnings("ImmutableEnumChecker") // a record of strings
  private final Roles roles;

  Extract(String path, String headings) {
    this(path, headings, Roles.NONE);
  }

  Extract(String path, String headings, Roles roles) {
    this.path = path;
    this.headings = headings;
    this.roles = roles;
  }

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  String file(String period) {
    return String.format(Locale.ROOT, path, period);
  }

  List<String> headings() {
    return List.of(headings.split(",", -1));
  }

  /** Whether rows of this kind are events, in which errors can be planted. */
  boolean events() {
    return !roles.equals(Roles.NONE);
  }

  Roles roles() {
    return roles;
  }

  /** The place of a column of that name; -1 for no name. */
  int place(String heading) {
    return headings().indexOf(heading);
  }

  String date(LocalDate day) {
    return roles.slashes() ? SLASHES.format(day) : day.toString();
  }

  static final DateTimeFormatter SLASHES = DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ROOT);

  private static Roles roles(String person, String record, String start, String end) {
    return new Roles(person, record, start, end, "", "", 0, "", "", false);
  }

  /**
   * What the columns of an event are, by name; empty where there is no such column.
   *
   * @param lateAfterDays no ordinary row is known more than this after its start
   * @param mistaken the column that a wrong first version has wrong, with {@code mistake} in it
   * @param slashes whether dates are dd/MM/yyyy, else ISO
   */
  record Roles(
      String person,
      String record,
      String start,
      String end,
      String code,
      String known,
      int lateAfterDays,
      String mistaken,
      String mistake,
      boolean slashes) {
    static final Roles NONE = new Roles("", "", "", "", "", "", 0, "", "", false);

    Roles code(String column) {
      return new Roles(
          person, record, start, end, column, known, lateAfterDays, mistaken, mistake, slashes);
    }

    Roles known(String column, int late, String wrong, String what) {
      return new Roles(person, record, start, end, code, column, late, wrong, what, slashes);
    }

    Roles dayFirst() {
      return new Roles(
          person, record, start, end, code, known, lateAfterDays, mistaken, mistake, true);
    }
  }
}
