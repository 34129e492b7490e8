package io.polarway.storage;

import io.polarway.storage.catalog.StoredFile;
import io.polarway.storage.column.ScalarType;
import io.polarway.storage.engine.EngineSession;
import io.polarway.storage.engine.ParquetRelation;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.pruning.FileSelector;
import io.polarway.storage.pruning.FileSelector.Selection;
import io.polarway.storage.pruning.SessionRules;
import io.polarway.storage.table.ColumnDefinition;
import io.polarway.storage.transaction.Transaction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the files that the scans of one statement read. */
final class ScanPlanner {

  private static final int FILES_SHOWN = 2;

  private final Transaction transaction;
  private final List<@Nullable Object> parameters;
  private final SessionRules rules;
  private long filesRead;

  private ScanPlanner(
      Transaction transaction, List<@Nullable Object> parameters, SessionRules rules) {
    this.transaction = transaction;
    this.parameters = parameters;
    this.rules = rules;
  }

  /** For a statement of a session on what a transaction of it sees. */
  static ScanPlanner of(
      EngineSession engine, Transaction transaction, List<@Nullable Object> parameters) {
    return new ScanPlanner(
        transaction, parameters, SessionRules.of(engine.settings(), engine.hasTemporaryObjects()));
  }

  /** What the engine runs to read these files. */
  Query.EngineSql engineSql(Query query) {
    List<String> relations = new ArrayList<>(query.scans().size());
    for (TableScan scan : query.scans()) {
      relations.add(relation(scan));
    }
    return query.engineText().with(relations);
  }

  /** SQL that can stand in FROM and gives the columns of a scan without any row. */
  static String emptyRelation(TableScan scan) {
    List<ColumnDefinition> columns = new ArrayList<>(scan.table().columns());
    if (scan.rowIds()) {
      columns.add(new ColumnDefinition(0, TableScan.ROW_ID, ScalarType.BIGINT, false, null));
    }
    return ParquetRelation.sql(List.of(), columns);
  }

  /** SQL that can stand in FROM and gives the rows of a scan. */
  String relation(TableScan scan) {
    return ParquetRelation.sql(files(scan), scan.table().columns());
  }

  /** As the text of {@link #engineSql}, with few of the files. */
  String shortEngineText(Query query) {
    List<String> relations = new ArrayList<>(query.scans().size());
    for (TableScan scan : query.scans()) {
      relations.add(ParquetRelation.shortened(files(scan), FILES_SHOWN));
    }
    return query.engineText().with(relations).text();
  }

  ScanPlan plan(TableScan scan) {
    List<StoredFile> all = transaction.committedFiles(scan.table());
    Selection selection = select(all, scan);
    return new ScanPlan(
        scan.table().name(),
        selection.files().size(),
        all.size(),
        selection.files().stream().mapToLong(StoredFile::bytes).sum(),
        all.stream().mapToLong(StoredFile::bytes).sum(),
        transaction.ownFiles(scan.table()).size(),
        selection.used());
  }

  /** How many files the engine was given, each scan counted. */
  long filesRead() {
    return filesRead;
  }

  private List<Path> files(TableScan scan) {
    if (scan.rowIds() || scan.asOf() != null) {
      throw new StorageException(
          Failure.UNSUPPORTED, "Row ids of table %s".formatted(scan.table().name()));
    }
    List<Path> files = new ArrayList<>();
    for (StoredFile file : select(transaction.committedFiles(scan.table()), scan).files()) {
      files.add(file.path());
    }
    files.addAll(transaction.ownFiles(scan.table()));
    filesRead += files.size();
    return files;
  }

  private Selection select(List<StoredFile> files, TableScan scan) {
    return FileSelector.select(files, scan.table(), scan.conditions(), parameters, rules);
  }
}
