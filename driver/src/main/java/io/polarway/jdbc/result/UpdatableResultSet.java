package io.polarway.jdbc.result;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.error.SqlState;
import io.polarway.storage.column.ColumnBatch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one table that can be changed where they stand (JDBC 4.3, 15.2.5). They are held in
 * memory; each change is a statement of its own, which finds the row by a key.
 *
 * <p>A row that was changed or refreshed is shown as the table has it then. One that was deleted
 * keeps its number and has no values. One that was inserted comes after the last row, where the
 * result can be scrolled. Getters show what the updaters gave once the row is written; on the
 * insert row at once.
 */
public final class UpdatableResultSet extends InMemoryResultSet {

  /** What was done to a row through this result set. */
  private enum Edit {
    REFRESHED,
    UPDATED,
    INSERTED,
    DELETED
  }

  /**
   * A row that is not shown as it was read at first.
   *
   * @param values one row; null when it was deleted
   */
  private record EditedRow(Edit edit, @Nullable ColumnBatch values) {}

  private final RowEditor editor;
  private final boolean scrollable;
  private final RowDraft draft;
  private final Map<Long, EditedRow> edited = new HashMap<>();
  private boolean onInsertRow;

  /**
   * @param rows which go over to this result set
   * @param scrollable whether it goes in any direction
   */
  public UpdatableResultSet(
      InMemoryResultSet rows, RowEditor editor, boolean scrollable, ResultSetOptions options) {
    super(rows.columns(), rows.batches(), options);
    this.editor = editor;
    this.scrollable = scrollable;
    this.draft = new RowDraft(rows.columns(), options.sessionZone());
  }

  @Override
  public int getConcurrency() throws SQLException {
    checkOpen();
    return ResultSet.CONCUR_UPDATABLE;
  }

  @Override
  public int getType() throws SQLException {
    checkOpen();
    return scrollable ? ResultSet.TYPE_SCROLL_INSENSITIVE : ResultSet.TYPE_FORWARD_ONLY;
  }

  @Override
  void checkScrolls(String method) throws SQLException {
    super.checkScrolls(method);
    if (!scrollable) {
      throw SqlErrors.unsupported(StreamedResultSet.SCROLLING.formatted(method));
    }
  }

  @Override
  public void setFetchDirection(int direction) throws SQLException {
    if (direction != ResultSet.FETCH_FORWARD) {
      checkScrolls("A fetch direction but FETCH_FORWARD");
    }
    super.setFetchDirection(direction);
  }

  @Override
  public boolean next() throws SQLException {
    checkOpen();
    return moveTo(position() + 1);
  }

  @Override
  boolean moveTo(long number) {
    onInsertRow = false;
    draft.clear();
    return super.moveTo(number);
  }

  @Override
  void showRow(long number) {
    EditedRow row = edited.get(number);
    if (row == null) {
      super.showRow(number);
    } else if (row.values() == null) {
      setRow(NO_ROW);
    } else {
      showAlone(row.values());
    }
  }

  @Override
  void update(int column, String method, CellSetter setter) throws SQLException {
    checkOpen();
    checkColumn(column);
    if (!onInsertRow) {
      checkOnRow(method);
    }
    draft.put(column - 1, setter);
    if (onInsertRow) {
      showAlone(draft.toBatch());
    }
  }

  @Override
  SQLException unsupported(String method) throws SQLException {
    checkOpen();
    return SqlErrors.unsupported(method);
  }

  @Override
  public void updateRow() throws SQLException {
    checkOnRow("updateRow");
    if (draft.isEmpty()) {
      return;
    }
    InMemoryResultSet row = editor.update(draft.values(), parameters(editor.keyColumns()));
    replace(Edit.UPDATED, found(row));
  }

  @Override
  public void deleteRow() throws SQLException {
    checkOnRow("deleteRow");
    if (!editor.delete(parameters(editor.keyColumns()))) {
      throw gone();
    }
    replace(Edit.DELETED, null);
  }

  /** Shows the row as the table has it now; values given to it and not written are dropped. */
  @Override
  public void refreshRow() throws SQLException {
    checkOnRow("refreshRow");
    ColumnBatch now = found(editor.read(parameters(editor.keyColumns())));
    EditedRow before = edited.get(position());
    replace(before == null ? Edit.REFRESHED : before.edit(), now);
  }

  @Override
  public void cancelRowUpdates() throws SQLException {
    checkOnRow("cancelRowUpdates");
    draft.clear();
  }

  /** Goes to a new row without values; the cursor's place is kept. */
  @Override
  public void moveToInsertRow() throws SQLException {
    checkOpen();
    onInsertRow = true;
    draft.clear();
    showAlone(draft.toBatch());
  }

  @Override
  public void moveToCurrentRow() throws SQLException {
    checkOpen();
    if (onInsertRow) {
      moveTo(position());
    }
  }

  /** Adds the insert row to the table, and stays on it, empty again. */
  @Override
  public void insertRow() throws SQLException {
    checkOpen();
    if (!onInsertRow) {
      throw SqlErrors.of(
          SqlState.INVALID_CURSOR_STATE,
          "insertRow works on the insert row; call moveToInsertRow and give it values first");
    }
    ColumnBatch row = found(editor.insert(draft.values()));
    if (scrollable) {
      edited.put(append(), new EditedRow(Edit.INSERTED, row));
    }
    moveToInsertRow();
  }

  @Override
  public boolean rowUpdated() throws SQLException {
    return isEdited(Edit.UPDATED);
  }

  @Override
  public boolean rowInserted() throws SQLException {
    return isEdited(Edit.INSERTED);
  }

  @Override
  public boolean rowDeleted() throws SQLException {
    return isEdited(Edit.DELETED);
  }

  private boolean isEdited(Edit edit) throws SQLException {
    checkOpen();
    EditedRow row = onInsertRow ? null : edited.get(position());
    return row != null && row.edit() == edit;
  }

  @Override
  SQLException notOnRow() {
    EditedRow row = edited.get(position());
    return row != null && row.edit() == Edit.DELETED
        ? SqlErrors.of(
            SqlState.INVALID_CURSOR_STATE,
            "Row %d was deleted; rowDeleted() tells".formatted(position()))
        : super.notOnRow();
  }

  private void checkOnRow(String method) throws SQLException {
    checkOpen();
    if (onInsertRow) {
      throw SqlErrors.of(
          SqlState.INVALID_CURSOR_STATE,
          "%s does not work on the insert row; call moveToCurrentRow first".formatted(method));
    }
    if (row() == NO_ROW) {
      throw notOnRow();
    }
  }

  /** An inserted row stays one when it is updated. */
  private void replace(Edit edit, @Nullable ColumnBatch values) {
    EditedRow before = edited.get(position());
    boolean staysInserted =
        edit == Edit.UPDATED && before != null && before.edit() == Edit.INSERTED;
    edited.put(position(), new EditedRow(staysInserted ? Edit.INSERTED : edit, values));
    moveTo(position());
  }

  private static ColumnBatch found(InMemoryResultSet rows) throws SQLException {
    if (rows.batches().isEmpty()) {
      throw gone();
    }
    return rows.batches().get(0);
  }

  private static SQLException gone() {
    return SqlErrors.of(
        SqlState.INVALID_CURSOR_STATE,
        "The row is not in the table any more: it was deleted, or has another key; run the query"
            + " again");
  }
}
