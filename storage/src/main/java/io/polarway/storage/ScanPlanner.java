package io.polarway.storage;

import io.polarway.storage.catalog.StoredFile;
import io.polarway.storage.catalog.TableSnapshot;
import io.polarway.storage.column.RowPositions;
import io.polarway.storage.engine.NumberedParameters;
import io.polarway.storage.engine.ParquetRelation;
import io.polarway.storage.engine.ScannedFile;
import io.polarway.storage.engine.TableRelation;
import io.polarway.storage.hot.HotMirror;
import io.polarway.storage.hot.HotRelation;
import io.polarway.storage.pruning.FileSelector;
import io.polarway.storage.pruning.FileSelector.Selection;
import io.polarway.storage.pruning.SessionRules;
import io.polarway.storage.table.ColumnDefinition;
import io.polarway.storage.transaction.Transaction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the files that the scans of one statement read. */
final class ScanPlanner {

  private static final int FILES_SHOWN = 2;

  private final Transaction transaction;
  private final HotMirror hotRows;
  private final List<@Nullable Object> parameters;
  private final SessionRules rules;

  /** What stands in the text for the number of the snapshot; null for the number itself. */
  private @Nullable String numberParameter;

  private boolean takesNumber;
  private long filesRead;

  ScanPlanner(
      Transaction transaction,
      HotMirror hotRows,
      List<@Nullable Object> parameters,
      SessionRules rules) {
    this.transaction = transaction;
    this.hotRows = hotRows;
    this.parameters = parameters;
    this.rules = rules;
  }

  /**
   * As {@link #engineSql}, in a text that stays the same from commit to commit as long as files do:
   * where hot rows are read, the snapshot's number is a further parameter behind the others. {@link
   * #engineParameters} gives all.
   */
  Query.EngineSql lastingEngineSql(Query query) {
    if (!NumberedParameters.canBeIn(query.text())) {
      return engineSql(query);
    }
    numberParameter = NumberedParameters.name(parameters.size());
    Query.EngineSql sql = engineSql(query);
    numberParameter = null;
    if (!takesNumber) {
      return sql;
    }
    if (!sql.tables().isEmpty()) {
      // No parameter can stand in what a name is bound to.
      return engineSql(query);
    }
    return new Query.EngineSql(NumberedParameters.numbered(sql.text()), Map.of());
  }

  /** The parameters of the text that was made last. */
  List<@Nullable Object> engineParameters() {
    if (!takesNumber) {
      return parameters;
    }
    List<@Nullable Object> all = new ArrayList<>(parameters);
    all.add(transaction.commitNumber());
    return all;
  }

  /** What the engine runs to read these files. */
  Query.EngineSql engineSql(Query query) {
    filesRead = 0;
    takesNumber = false;
    List<String> relations = new ArrayList<>(query.scans().size());
    for (TableScan scan : query.scans()) {
      relations.add(relation(scan));
    }
    return query.engineText().with(relations);
  }

  /** SQL that can stand in FROM and gives the columns of a scan without any row. */
  static String emptyRelation(TableScan scan) {
    return TableRelation.sql(List.of(), scan.table().columns(), rowIdColumn(scan), List.of());
  }

  /** SQL that can stand in FROM and gives the rows of a scan. */
  String relation(TableScan scan) {
    List<ScannedFile> files = files(scan);
    filesRead += files.size();
    return TableRelation.sql(files, columns(scan), rowIdColumn(scan), hotRows(scan));
  }

  /** A macro can use columns that the query does not name. */
  private List<ColumnDefinition> columns(TableScan scan) {
    return rules.ownFunctions() ? scan.table().columns() : scan.usedColumns();
  }

  private static @Nullable String rowIdColumn(TableScan scan) {
    return scan.rowIds() ? TableScan.ROW_ID : null;
  }

  private List<String> hotRows(TableScan scan) {
    TableSnapshot table = snapshot(scan);
    HotRelation relation = table == null ? null : hotRows.relation(table);
    if (relation == null) {
      return List.of();
    }
    if (scan.asOf() == null && numberParameter != null) {
      relation = relation.withNumber(numberParameter);
      takesNumber = true;
    }
    RowPositions without =
        scan.asOf() == null ? transaction.deletedHotRows(scan.table()) : new RowPositions();
    return List.of(
        scan.rowIds()
            ? relation.select(without, TableScan.ROW_ID, transaction.firstHotRowId())
            : relation.select(columns(scan), without));
  }

  private @Nullable TableSnapshot snapshot(TableScan scan) {
    Long number = scan.asOf();
    return number == null
        ? transaction.committed(scan.table())
        : transaction.asOf(scan.table(), number);
  }

  /** As the text of {@link #engineSql}, with few of the files. */
  String shortEngineText(Query query) {
    List<String> relations = new ArrayList<>(query.scans().size());
    for (TableScan scan : query.scans()) {
      List<Path> files = files(scan).stream().map(ScannedFile::path).toList();
      relations.add(ParquetRelation.shortened(files, FILES_SHOWN));
    }
    return query.engineText().with(relations).text();
  }

  ScanPlan plan(TableScan scan) {
    List<StoredFile> all = committedFiles(scan);
    Selection selection = select(all, scan);
    return new ScanPlan(
        scan.table().name(),
        selection.files().size(),
        all.size(),
        selection.files().stream().mapToLong(StoredFile::bytes).sum(),
        all.stream().mapToLong(StoredFile::bytes).sum(),
        files(scan).size() - selection.files().size(),
        selection.used());
  }

  /** How many files the engine was given, each scan counted. */
  long filesRead() {
    return filesRead;
  }

  private List<StoredFile> committedFiles(TableScan scan) {
    if (scan.asOf() == null) {
      return transaction.committedFiles(scan.table());
    }
    TableSnapshot table = snapshot(scan);
    return table == null ? List.of() : table.files();
  }

  private List<ScannedFile> files(TableScan scan) {
    List<StoredFile> selected = select(committedFiles(scan), scan).files();
    return scan.asOf() == null
        ? transaction.scan(scan.table(), selected)
        : selected.stream().map(file -> new ScannedFile(file.path(), file.deleted(), 0)).toList();
  }

  private Selection select(List<StoredFile> files, TableScan scan) {
    return FileSelector.select(files, scan.table(), scan.conditions(), parameters, rules);
  }
}
