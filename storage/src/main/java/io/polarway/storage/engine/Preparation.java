package io.polarway.storage.engine;

import java.nio.ByteBuffer;

/**
 * A statement that the engine has prepared, on the connection that has it. Whoever has it frees it.
 *
 * @param text what was prepared
 * @param nativeStatement the native object
 * @param meta what it takes and gives as long as no parameter has a value
 */
record Preparation(String text, ByteBuffer nativeStatement, DuckDb.StatementMeta meta) {}
