package org.tidetable.pipeline.identity;

import static org.tidetable.pipeline.run.ExitCode.PRIVACY;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tidetable.pipeline.file.Line;
import org.tidetable.pipeline.run.UserError;

/**
 * Refuses a file that holds what identifies a person: in any cell, however it is disguised, in a
 * heading, in its name or in the text around the table.
 *
 * <p>Shapes that prove themselves (an e-mail address, a postcode in two parts, a number named in
 * its cell) refuse a file from one cell on. Numbers that other numbers can look like are judged
 * with their column, by how many of them have a right check digit: one in eleven has it by chance,
 * so a clean column of keys passes. Where a column has no more than three such numbers, one right
 * check digit refuses it; the price is that a clean column with so few can be refused by chance.
 * Nothing here can be switched off.
 */
public final class IdentityGate implements CellGate {
  private static final int MOST_NAMED = 20;
  private static final int LONGEST_SHOWN = 60;
  private static final String ITS_NAME = "its name";
  private static final int OF_PERSONS =
      CellScan.CHECKED | CellScan.NUMBER_IN_WORDS | CellScan.UPN | CellScan.NATIONAL_INSURANCE;
  private static final int OF_CONTACT =
      CellScan.EMAIL
          | CellScan.PHONE
          | CellScan.PHONE_IN_ONE
          | CellScan.POSTCODE
          | CellScan.POSTCODE_IN_ONE;

  private final String file;
  private final List<GatedColumn> columns;
  private final List<ColumnTally> tallies = new ArrayList<>();
  private final CellScan scan = new CellScan();
  private final SplitColumns split = new SplitColumns();
  private final List<String> refusals = new ArrayList<>();
  private final WeakPseudonyms weak;
  private final SearchLedger ledger;
  private final String fileHash;

  /** A gate that searches every column of hashes. */
  public IdentityGate(String file, List<GatedColumn> columns) {
    this(file, columns, SearchLedger.nowhere(), "");
  }

  /**
   * A gate that searches a column of hashes once for each file.
   *
   * @param fileHash SHA-256 of the file's bytes
   */
  public IdentityGate(
      String file, List<GatedColumn> columns, SearchLedger ledger, String fileHash) {
    this(file, columns, ledger, fileHash, WeakPseudonyms.everything());
  }

  IdentityGate(
      String file,
      List<GatedColumn> columns,
      SearchLedger ledger,
      String fileHash,
      WeakPseudonyms weak) {
    this.file = file;
    this.columns = List.copyOf(columns);
    this.ledger = ledger;
    this.fileHash = fileHash;
    this.weak = weak;
    columns.forEach(column -> tallies.add(new ColumnTally(scan)));
    outside(file.substring(file.lastIndexOf('/') + 1), ITS_NAME, OF_PERSONS | OF_CONTACT);
    for (int i = 0; i < columns.size(); i++) {
      heading(i);
    }
  }

  @Override
  public void see(Line row) {
    List<String> cells = row.cells();
    int size = cells.size();
    while (tallies.size() < size) {
      tallies.add(new ColumnTally(scan));
    }
    long line = row.number();
    for (int i = 0; i < size; i++) {
      tallies.get(i).see(cells.get(i), line);
    }
    split.offer(cells, line);
  }

  @Override
  public void seeOutside(String text) {
    outside(text, "text outside its table", OF_PERSONS);
  }

  @Override
  public void finish() {
    boolean[] refused = new boolean[tallies.size()];
    for (int i = 0; i < tallies.size(); i++) {
      Optional<Finding> found = new ColumnJudge(column(i), tallies.get(i)).judge();
      if (found.isPresent()) {
        refused[i] = true;
        refuse(i, found.get(), "");
      }
    }
    for (int i = 0; i + 1 < tallies.size(); i++) {
      Optional<Finding> found = refused[i] ? Optional.empty() : split.from(i, whole());
      if (found.isPresent()) {
        refuse(i, found.get(), ", with the columns after it,");
      }
    }
    report();
    for (int i = 0; i < tallies.size(); i++) {
      search(i);
    }
    report();
  }

  /**
   * What a column would be refused for, had a mapping declared it so: for a look at a file of which
   * nothing is kept. Hashes are not searched.
   *
   * @param place the column's, from 0
   */
  public Optional<Sighting> sighting(int place, GatedColumn.Meaning meaning) {
    GatedColumn declared = new GatedColumn(column(place).heading(), meaning);
    return new ColumnJudge(declared, tallies.get(place)).judge().map(Sighting::of);
  }

  /** What a column and those after it would be refused for together. */
  public Optional<Sighting> splitSighting(int place) {
    return place + 1 < tallies.size()
        ? split.from(place, whole()).map(Sighting::of)
        : Optional.empty();
  }

  /** What the file is refused for whatever its mapping: in its name, headings and other text. */
  public List<String> aroundTheTable() {
    return List.copyOf(refusals);
  }

  /** Which columns are declared as days, or hold what was made here: no part of anything. */
  private boolean[] whole() {
    boolean[] whole = new boolean[tallies.size()];
    for (int i = 0; i < whole.length; i++) {
      whole[i] =
          switch (column(i).meaning()) {
            case EVENT_DATE, TRANSFORMED -> true;
            case UNDECLARED, TEXT, NUMBER, PSEUDONYM -> false;
          };
    }
    return whole;
  }

  private void search(int place) {
    ColumnTally tally = tallies.get(place);
    String heading = column(place).heading();
    if (tally.hashes().isEmpty() || ledger.holds(fileHash, heading, place)) {
      return;
    }
    Optional<Finding> found = weak.search(tally.hashes());
    if (found.isPresent()) {
      refuse(place, found.get(), "");
    } else {
      ledger.remember(fileHash, heading, place);
    }
  }

  private void heading(int place) {
    String heading = columns.get(place).heading();
    Optional<Kind> kind = kind(scan.look(heading), OF_PERSONS | OF_CONTACT);
    kind.ifPresent(
        met ->
            refusals.add(
                String.format(
                    Locale.ROOT,
                    "%s:1:%d  the heading of column %d is one of %s (shape %s). A file without a"
                        + " heading row has somebody's values there. %s",
                    file,
                    place + 1,
                    place + 1,
                    met.words(),
                    met.shape(),
                    met.remedy())));
  }

  // Publishers print their own addresses and telephones; numbers of persons they do not.
  private void outside(String text, String where, int wanted) {
    kind(scan.look(text), wanted)
        .ifPresent(
            met ->
                refusals.add(
                    String.format(
                        Locale.ROOT,
                        "%s  %s holds one of %s (shape %s). Take it out there.",
                        where.equals(ITS_NAME) ? "An input file" : file,
                        where,
                        met.words(),
                        met.shape())));
  }

  private Optional<Kind> kind(int marks, int wanted) {
    int met = marks & wanted;
    if ((met & CellScan.UPN) != 0) {
      return Optional.of(Kind.UPN);
    }
    if ((met & (CellScan.CHECKED | CellScan.NUMBER_IN_WORDS)) != 0) {
      boolean ten = (marks & CellScan.TEN) != 0;
      return Optional.of(ten ? CheckDigits.kindOf(scan.number()) : Kind.CHI_NUMBER);
    }
    if ((met & CellScan.NATIONAL_INSURANCE) != 0) {
      return Optional.of(Kind.NATIONAL_INSURANCE);
    }
    if ((met & CellScan.EMAIL) != 0) {
      return Optional.of(Kind.EMAIL);
    }
    if ((met & (CellScan.POSTCODE | CellScan.POSTCODE_IN_ONE)) != 0) {
      return Optional.of(Kind.POSTCODE);
    }
    return (met & (CellScan.PHONE | CellScan.PHONE_IN_ONE)) != 0
        ? Optional.of(Kind.PHONE)
        : Optional.empty();
  }

  private GatedColumn column(int place) {
    return place < columns.size()
        ? columns.get(place)
        : new GatedColumn("", GatedColumn.Meaning.UNDECLARED);
  }

  private void refuse(int place, Finding found, String also) {
    refusals.add(
        String.format(
            Locale.ROOT,
            "%s:%d:%d  column %s%s holds %d %s (shape %s). %s",
            file,
            Math.max(1, found.line()),
            place + 1,
            named(place),
            also,
            found.count(),
            (found.count() == 1 ? "value of the kind " : "values that are ") + found.kind().words(),
            found.kind().shape(),
            found.kind().remedy()));
  }

  private String named(int place) {
    String heading = column(place).heading();
    boolean words = heading.chars().noneMatch(c -> Character.isDigit(c) || c == '@');
    return words && mayShow(heading) ? "\"" + heading + "\"" : String.valueOf(place + 1);
  }

  /**
   * Whether a message may show a heading. Where a file lacks its heading row, its headings are
   * somebody's values: names, addresses and numbers are not shown.
   */
  public static boolean mayShow(String heading) {
    return !heading.isBlank()
        && heading.length() <= LONGEST_SHOWN
        && (new CellScan().look(heading) & (OF_PERSONS | OF_CONTACT)) == 0
        && PersonNames.isNone(heading);
  }

  private void report() {
    if (refusals.isEmpty()) {
      return;
    }
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < Math.min(MOST_NAMED, refusals.size()); i++) {
      all.append(i == 0 ? "" : "\n").append(refusals.get(i));
    }
    if (refusals.size() > MOST_NAMED) {
      all.append("\nand ").append(refusals.size() - MOST_NAMED).append(" more.");
    }
    all.append("\nNothing of this file was kept.");
    throw UserError.of(PRIVACY, "%s", all);
  }
}
