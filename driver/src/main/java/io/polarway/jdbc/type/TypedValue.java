package io.polarway.jdbc.type;

import io.polarway.storage.column.DataType;

/** An array or struct of ours, which knows its type exactly. */
public interface TypedValue {

  DataType dataType();
}
