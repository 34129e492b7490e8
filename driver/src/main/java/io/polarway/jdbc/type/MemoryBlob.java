package io.polarway.jdbc.type;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.error.SqlState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Blob;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Bytes in memory as a Blob: a value that was read, or one to be written. It belongs to nobody: it
 * stays usable when its result set or connection is closed. Not thread-safe.
 */
public final class MemoryBlob implements Blob {

  private byte @Nullable [] content;

  public MemoryBlob() {
    this(new byte[0]);
  }

  MemoryBlob(byte[] content) {
    this.content = content;
  }

  @Override
  public long length() throws SQLException {
    return content().length;
  }

  @Override
  public byte[] getBytes(long position, int length) throws SQLException {
    int start = start(position);
    return Arrays.copyOfRange(content(), start, start + available(start, length));
  }

  @Override
  public InputStream getBinaryStream() throws SQLException {
    return new ByteArrayInputStream(content());
  }

  @Override
  public InputStream getBinaryStream(long position, long length) throws SQLException {
    int start = start(position);
    return new ByteArrayInputStream(content(), start, available(start, length));
  }

  @Override
  public long position(byte @Nullable [] pattern, long from) throws SQLException {
    byte[] searched = SqlErrors.required(pattern, "The pattern");
    byte[] bytes = content();
    for (int i = start(from); i + searched.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + searched.length, searched, 0, searched.length)) {
        return i + 1L;
      }
    }
    return -1;
  }

  @Override
  public long position(@Nullable Blob pattern, long from) throws SQLException {
    Blob searched = SqlErrors.required(pattern, "The pattern");
    return position(searched.getBytes(1, Math.toIntExact(searched.length())), from);
  }

  @Override
  public int setBytes(long position, byte @Nullable [] bytes) throws SQLException {
    return setBytes(position, bytes, 0, SqlErrors.required(bytes, "The array of bytes").length);
  }

  @Override
  public int setBytes(long position, byte @Nullable [] bytes, int offset, int length)
      throws SQLException {
    byte[] source = SqlErrors.required(bytes, "The array of bytes");
    if (offset < 0 || length < 0 || offset > source.length - length) {
      throw SqlErrors.invalidArgument(
          "%d bytes from number %d on are outside of an array of %d"
              .formatted(length, offset, source.length));
    }
    int start = start(position);
    byte[] old = content();
    byte[] changed = Arrays.copyOf(old, Math.max(old.length, start + length));
    System.arraycopy(source, offset, changed, start, length);
    content = changed;
    return length;
  }

  /** A stream that writes when it is flushed or closed. */
  @Override
  public OutputStream setBinaryStream(long position) throws SQLException {
    start(position);
    return new ByteArrayOutputStream() {
      private long written = position;

      @Override
      public void flush() throws IOException {
        try {
          written += setBytes(written, toByteArray());
        } catch (SQLException e) {
          throw new IOException(e);
        }
        reset();
      }

      @Override
      public void close() throws IOException {
        flush();
      }
    };
  }

  @Override
  public void truncate(long length) throws SQLException {
    int shorter = start(length + 1);
    content = Arrays.copyOf(content(), shorter);
  }

  @Override
  public void free() {
    content = null;
  }

  private int start(long position) throws SQLException {
    if (position < 1 || position > content().length + 1L) {
      throw SqlErrors.invalidArgument(
          "Position %d is outside of a Blob of %d bytes; the first byte is 1"
              .formatted(position, content().length));
    }
    return (int) (position - 1);
  }

  private int available(int start, long length) throws SQLException {
    if (length < 0) {
      throw SqlErrors.invalidArgument("Length " + length + " is negative");
    }
    return (int) Math.min(length, content().length - start);
  }

  private byte[] content() throws SQLException {
    byte[] bytes = content;
    if (bytes == null) {
      throw SqlErrors.of(SqlState.OBJECT_CLOSED, "The Blob was freed");
    }
    return bytes;
  }
}
