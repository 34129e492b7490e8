package io.polarway.jdbc.sql;

import io.polarway.storage.column.DataType;
import io.polarway.storage.table.Constraints;
import io.polarway.storage.table.Identity;
import io.polarway.storage.table.PartitionField;
import io.polarway.storage.table.SortField;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One statement, read. Immutable, so a parse can be kept and shared.
 *
 * <p>All ranges are in {@link #text()}, which is the statement alone: without a semicolon behind
 * it.
 */
public sealed interface SqlStatement {

  /** The user's own text. */
  String text();

  /** The number of {@code ?} in it. */
  int parameterCount();

  /**
   * Anything that returns rows and changes nothing: SELECT, WITH, VALUES, TABLE.
   *
   * @param tables every place that names a table of ours; names bound by WITH, quoted files, and
   *     table functions but those that list a catalog, are not among them. In order of their
   *     position. Null when only the engine's own parser can tell.
   * @param range what of the text is the query: all of it but FOR UPDATE
   * @param forUpdate whether it ends in FOR UPDATE
   * @param kept the query FOR UPDATE, with the row id as its last column; null for others, and
   *     where its rows are not those of one table
   * @param plainSelect its result columns, null when it is more than a {@link PlainSelect}
   */
  record Query(
      String text,
      int parameterCount,
      TextRange range,
      @Nullable List<TableReference> tables,
      boolean forUpdate,
      @Nullable DerivedQuery kept,
      @Nullable PlainSelect plainSelect)
      implements SqlStatement {}

  /**
   * EXPLAIN.
   *
   * @param statement what is explained, which begins behind; it has all of the parameters
   * @param analyze whether it is run
   * @param json whether the answer is one JSON document, and not lines of text
   */
  record Explain(
      String text, int parameterCount, SqlStatement statement, boolean analyze, boolean json)
      implements SqlStatement {}

  /**
   * SHOW TABLES and its like.
   *
   * @param schema whose tables; null for the current schema's
   */
  record Show(String text, Listing listing, @Nullable Name schema) implements SqlStatement {
    /** What is listed. */
    public enum Listing {
      TABLES,
      /** The tables of all schemas, with their columns. */
      ALL_TABLES,
      SCHEMAS,
      DATABASES,
      /** The databases with their files. */
      DATABASE_LIST
    }

    @Override
    public int parameterCount() {
      return 0;
    }
  }

  /**
   * DESCRIBE, SUMMARIZE and their like.
   *
   * @param table the table; null when it is a query
   * @param query the query; null when it is a table
   */
  record Describe(
      String text, int parameterCount, Form form, @Nullable Name table, @Nullable Target query)
      implements SqlStatement {
    /** What is told. */
    public enum Form {
      /** The columns. */
      DESCRIBE,
      /** The columns of a table, or the value of a setting of that name. */
      SHOW,
      /** The columns, as PRAGMA table_info has them. */
      TABLE_INFO,
      /** Figures of each column's values. */
      SUMMARIZE
    }

    /** A query in the statement; {@code tables} as in {@link Query}. */
    public record Target(TextRange range, @Nullable List<TableReference> tables) {}
  }

  /**
   * INSERT INTO.
   *
   * @param columns the columns named, null when none are: then all, in the table's order
   * @param byName whether the columns of the source are found by their names
   * @param overriding what becomes of values that are given to identity columns; null for an error
   *     where these take none
   * @param conflict what becomes of a row whose key is there; null when that is an error
   * @param returning whether it gives rows, behind the columns that change the table
   */
  record Insert(
      String text,
      int parameterCount,
      Name table,
      @Nullable List<String> columns,
      boolean byName,
      @Nullable Overriding overriding,
      InsertSource source,
      @Nullable Conflict conflict,
      boolean returning)
      implements SqlStatement {}

  /** Which values lose: those of the sequences, or those that are given. */
  enum Overriding {
    SYSTEM_VALUE,
    USER_VALUE
  }

  /** Where inserted rows come from. */
  sealed interface InsertSource {
    /**
     * VALUES rows that hold nothing but parameters, plain literals and DEFAULT.
     *
     * @param range the characters from VALUES to the last parenthesis
     */
    record Values(TextRange range, List<List<Value>> rows) implements InsertSource {}

    /**
     * Anything else, to be run as a query: a SELECT, or VALUES with expressions.
     *
     * @param query carries out the statement
     * @param alone the source alone, to tell its columns; null when their number is known
     * @param columnCount the number of its columns; -1 when it is not known
     * @param single whether it has one row only
     */
    record Rows(DerivedQuery query, @Nullable DerivedQuery alone, int columnCount, boolean single)
        implements InsertSource {}

    /** DEFAULT VALUES. */
    record Defaults() implements InsertSource {}
  }

  /**
   * OR IGNORE, OR REPLACE and ON CONFLICT.
   *
   * @param columns the columns of the key that is meant; empty for any key
   */
  record Conflict(List<String> columns, Outcome outcome) {
    /** What becomes of the row. */
    public sealed interface Outcome {}

    /** It is left out. */
    public record Nothing() implements Outcome {}

    /** The row that is there is changed. */
    public record Update(List<Assignment> assignments) implements Outcome {}

    /** It takes the place of the row that is there. */
    public record Replace() implements Outcome {}
  }

  /**
   * A column gets a value.
   *
   * @param value an expression over columns of the derived query; null for the column's default
   */
  record Assignment(String column, @Nullable String value) {}

  /** UPDATE. */
  record Update(
      String text,
      int parameterCount,
      Name table,
      List<Assignment> assignments,
      DerivedQuery query,
      boolean returning)
      implements SqlStatement {}

  /** DELETE, TRUNCATE. */
  record Delete(String text, int parameterCount, Name table, DerivedQuery query, boolean returning)
      implements SqlStatement {}

  /**
   * MERGE INTO.
   *
   * @param correlation what qualifies the table's columns in the derived query, in quotes
   * @param actions of the clauses, in their order
   * @param number an expression over columns of the derived query: the number of the clause that a
   *     row takes, from 0
   * @param source all that the table is compared with
   */
  record Merge(
      String text,
      int parameterCount,
      Name table,
      String correlation,
      List<MergeAction> actions,
      String number,
      DerivedQuery query,
      DerivedQuery source,
      boolean returning)
      implements SqlStatement {}

  /** What a clause of MERGE does to a row. Values are as those of {@link Assignment}. */
  sealed interface MergeAction {
    record Nothing() implements MergeAction {}

    /** The statement fails. */
    record Raise(@Nullable String message) implements MergeAction {}

    record Delete() implements MergeAction {}

    record Update(List<Assignment> assignments) implements MergeAction {}

    /** Every column of the source sets one of the table, found by its name or position. */
    record UpdateAll(boolean byName) implements MergeAction {}

    record Insert(List<Assignment> assignments) implements MergeAction {}

    /** A value for each column of the table, null for its default. */
    record InsertValues(List<@Nullable String> values) implements MergeAction {}

    /**
     * The row of the source.
     *
     * @param columns those that its columns are for; null for all of the table
     */
    record InsertAll(@Nullable List<String> columns, boolean byName) implements MergeAction {}
  }

  /** A value of a VALUES row that needs no engine. */
  sealed interface Value {
    /** The parameter of this number, counted from 0 through the whole statement. */
    record Parameter(int index) implements Value {}

    /** A number as written, sign included. */
    record NumberLiteral(String digits) implements Value {}

    /** A text, unquoted. */
    record TextLiteral(String value) implements Value {}

    record BooleanLiteral(boolean value) implements Value {}

    record NullLiteral() implements Value {}

    /** The word DEFAULT. */
    record Default() implements Value {}
  }

  /** What CREATE TABLE does when the table is there already. */
  enum IfExists {
    FAIL,
    KEEP,
    REPLACE
  }

  /**
   * A foreign key.
   *
   * @param name empty when none was given
   * @param referencedColumns empty for the primary key of the other table
   */
  record ForeignKeyClause(
      String name, List<String> columns, Name references, List<String> referencedColumns) {}

  /**
   * CREATE TABLE with columns.
   *
   * @param constraints but for foreign keys; names are empty where none were given
   * @param properties what WITH ( key = value, ... ) says, keys in lower case
   */
  record CreateTable(
      String text,
      Name name,
      IfExists ifExists,
      List<ColumnClause> columns,
      List<PartitionField> partitioning,
      List<SortField> sortOrder,
      Constraints constraints,
      List<ForeignKeyClause> foreignKeys,
      Map<String, String> properties)
      implements SqlStatement {
    @Override
    public int parameterCount() {
      return 0;
    }
  }

  /**
   * A column of CREATE TABLE.
   *
   * @param defaultExpression as written
   * @param identity what makes it an identity column; null for others
   */
  record ColumnClause(
      String name,
      DataType type,
      boolean nullable,
      @Nullable String defaultExpression,
      @Nullable IdentityClause identity) {
    public ColumnClause(
        String name, DataType type, boolean nullable, @Nullable String defaultExpression) {
      this(name, type, nullable, defaultExpression, null);
    }
  }

  /** GENERATED ... AS IDENTITY, and its other names. */
  record IdentityClause(Identity kind, SequenceOptions options) {}

  /**
   * What is said of a sequence; null for what is not.
   *
   * @param type whose numbers its values are
   */
  record SequenceOptions(
      @Nullable DataType type,
      @Nullable Long start,
      @Nullable Long increment,
      @Nullable Long smallest,
      @Nullable Long largest,
      boolean cycle,
      @Nullable Long blockSize) {}

  record CreateSequence(String text, Name name, IfExists ifExists, SequenceOptions options)
      implements SqlStatement {
    @Override
    public int parameterCount() {
      return 0;
    }
  }

  /**
   * ALTER SEQUENCE ... RESTART.
   *
   * @param restart the next value; null for the one with which it began
   */
  record AlterSequence(String text, Name name, boolean ifExists, @Nullable Long restart)
      implements SqlStatement {
    @Override
    public int parameterCount() {
      return 0;
    }
  }

  record DropSequence(String text, List<Name> names, boolean ifExists) implements SqlStatement {
    @Override
    public int parameterCount() {
      return 0;
    }
  }

  /**
   * CREATE TABLE AS.
   *
   * @param columns names for the columns, null when the query's own count
   * @param query the query's characters
   * @param tables as those of a {@link Query}
   * @param withData false after WITH NO DATA
   */
  record CreateTableAs(
      String text,
      int parameterCount,
      Name name,
      IfExists ifExists,
      @Nullable List<String> columns,
      List<PartitionField> partitioning,
      List<SortField> sortOrder,
      Map<String, String> properties,
      TextRange query,
      @Nullable List<TableReference> tables,
      boolean withData)
      implements SqlStatement {}

  record DropTable(String text, List<Name> names, boolean ifExists) implements SqlStatement {
    @Override
    public int parameterCount() {
      return 0;
    }
  }

  record CreateSchema(String text, Name name, boolean ifNotExists) implements SqlStatement {
    @Override
    public int parameterCount() {
      return 0;
    }
  }

  record DropSchema(String text, Name name, boolean ifExists, boolean cascade)
      implements SqlStatement {
    @Override
    public int parameterCount() {
      return 0;
    }
  }

  /** BEGIN, COMMIT, ROLLBACK as text, with their synonyms. */
  record TransactionControl(String text, Action action) implements SqlStatement {
    /** What it asks for. */
    public enum Action {
      BEGIN,
      COMMIT,
      ROLLBACK
    }

    @Override
    public int parameterCount() {
      return 0;
    }
  }

  /** SAVEPOINT, RELEASE SAVEPOINT and ROLLBACK TO SAVEPOINT. */
  record SavepointControl(String text, Step step, String name) implements SqlStatement {
    /** What it asks for. */
    public enum Step {
      SET,
      RELEASE,
      ROLLBACK_TO
    }

    @Override
    public int parameterCount() {
      return 0;
    }
  }

  /**
   * CALL, also as OPTIMIZE, VACUUM or CHECKPOINT.
   *
   * @param arguments those without a name first
   */
  record Call(String text, int parameterCount, Name procedure, List<Argument> arguments)
      implements SqlStatement {}

  /** An argument of CALL: a literal or a parameter; an interval stands as its text. */
  record Argument(@Nullable String name, Value value) {}

  /**
   * SET name = value, SET name TO value, SET TIME ZONE value, RESET name (value null), USE name (as
   * SET schema). Value unquoted.
   */
  record SetOption(String text, String name, @Nullable String value) implements SqlStatement {
    @Override
    public int parameterCount() {
      return 0;
    }
  }

  /**
   * A statement that makes or drops what only a session has: temporary tables, views, macros,
   * sequences, types and variables.
   *
   * @param defined the table or view that it makes; null for anything else
   */
  record TemporaryDefinition(String text, int parameterCount, @Nullable Name defined)
      implements SqlStatement {}

  /**
   * A change of rows or columns that is offered for temporary tables alone.
   *
   * @param feature what to call it when its table is not a temporary one
   */
  record TemporaryChange(String text, int parameterCount, Name table, String feature)
      implements SqlStatement {}

  /**
   * A statement known by its first words that is not offered.
   *
   * @param feature what to call it in the message, such as {@code COPY}
   */
  record Unsupported(String text, String feature) implements SqlStatement {
    @Override
    public int parameterCount() {
      return 0;
    }
  }
}
