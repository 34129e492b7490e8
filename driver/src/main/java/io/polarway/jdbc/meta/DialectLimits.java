package io.polarway.jdbc.meta;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;

/**
 * The limits, of which there are none or none known: that is what 0 says. And the visibility of
 * changes in open result sets: they show those that were made through them, and no others.
 */
interface DialectLimits extends DatabaseMetaData {

  @Override
  default int getMaxBinaryLiteralLength() {
    return 0;
  }

  @Override
  default int getMaxCharLiteralLength() {
    return 0;
  }

  @Override
  default int getMaxColumnNameLength() {
    return 0;
  }

  @Override
  default int getMaxColumnsInGroupBy() {
    return 0;
  }

  @Override
  default int getMaxColumnsInIndex() {
    return 0;
  }

  @Override
  default int getMaxColumnsInOrderBy() {
    return 0;
  }

  @Override
  default int getMaxColumnsInSelect() {
    return 0;
  }

  @Override
  default int getMaxColumnsInTable() {
    return 0;
  }

  @Override
  default int getMaxConnections() {
    return 0;
  }

  @Override
  default int getMaxCursorNameLength() {
    return 0;
  }

  @Override
  default int getMaxIndexLength() {
    return 0;
  }

  @Override
  default int getMaxSchemaNameLength() {
    return 0;
  }

  @Override
  default int getMaxProcedureNameLength() {
    return 0;
  }

  @Override
  default int getMaxCatalogNameLength() {
    return 0;
  }

  @Override
  default int getMaxRowSize() {
    return 0;
  }

  @Override
  default int getMaxStatementLength() {
    return 0;
  }

  @Override
  default int getMaxStatements() {
    return 0;
  }

  @Override
  default int getMaxTableNameLength() {
    return 0;
  }

  @Override
  default int getMaxTablesInSelect() {
    return 0;
  }

  @Override
  default int getMaxUserNameLength() {
    return 0;
  }

  @Override
  default long getMaxLogicalLobSize() {
    return 0;
  }

  /** A row is shown as the table has it after its update. */
  @Override
  default boolean ownUpdatesAreVisible(int resultSetType) {
    return resultSetType != ResultSet.TYPE_SCROLL_SENSITIVE;
  }

  /** A deleted row keeps its number and has no values. */
  @Override
  default boolean ownDeletesAreVisible(int resultSetType) {
    return resultSetType != ResultSet.TYPE_SCROLL_SENSITIVE;
  }

  /** An inserted row comes after the last one, where a result set can be scrolled. */
  @Override
  default boolean ownInsertsAreVisible(int resultSetType) {
    return resultSetType == ResultSet.TYPE_SCROLL_INSENSITIVE;
  }

  @Override
  default boolean othersUpdatesAreVisible(int resultSetType) {
    return false;
  }

  @Override
  default boolean othersDeletesAreVisible(int resultSetType) {
    return false;
  }

  @Override
  default boolean othersInsertsAreVisible(int resultSetType) {
    return false;
  }

  /** By rowUpdated. */
  @Override
  default boolean updatesAreDetected(int resultSetType) {
    return resultSetType != ResultSet.TYPE_SCROLL_SENSITIVE;
  }

  /** By rowDeleted. */
  @Override
  default boolean deletesAreDetected(int resultSetType) {
    return resultSetType != ResultSet.TYPE_SCROLL_SENSITIVE;
  }

  /** By rowInserted. */
  @Override
  default boolean insertsAreDetected(int resultSetType) {
    return resultSetType == ResultSet.TYPE_SCROLL_INSENSITIVE;
  }
}
