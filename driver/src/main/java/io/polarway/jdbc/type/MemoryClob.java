package io.polarway.jdbc.type;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.error.SqlState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.Writer;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Text in memory as a Clob: a value that was read, or one to be written. It belongs to nobody: it
 * stays usable when its result set or connection is closed. Positions count chars. Not thread-safe.
 */
public final class MemoryClob implements NClob {

  private @Nullable String content;

  public MemoryClob() {
    this("");
  }

  MemoryClob(String content) {
    this.content = content;
  }

  @Override
  public long length() throws SQLException {
    return content().length();
  }

  @Override
  public String getSubString(long position, int length) throws SQLException {
    int start = start(position);
    return content().substring(start, start + available(start, length));
  }

  @Override
  public Reader getCharacterStream() throws SQLException {
    return new StringReader(content());
  }

  @Override
  public Reader getCharacterStream(long position, long length) throws SQLException {
    int start = start(position);
    return new StringReader(content().substring(start, start + available(start, length)));
  }

  @Override
  public InputStream getAsciiStream() throws SQLException {
    return new ByteArrayInputStream(AsciiText.bytes(content(), "the Clob"));
  }

  @Override
  public long position(@Nullable String pattern, long from) throws SQLException {
    int index = content().indexOf(SqlErrors.required(pattern, "The pattern"), start(from));
    return index < 0 ? -1 : index + 1L;
  }

  @Override
  public long position(@Nullable Clob pattern, long from) throws SQLException {
    Clob searched = SqlErrors.required(pattern, "The pattern");
    return position(searched.getSubString(1, Math.toIntExact(searched.length())), from);
  }

  @Override
  public int setString(long position, @Nullable String text) throws SQLException {
    return setString(position, text, 0, SqlErrors.required(text, "The text").length());
  }

  @Override
  public int setString(long position, @Nullable String text, int offset, int length)
      throws SQLException {
    String source = SqlErrors.required(text, "The text");
    if (offset < 0 || length < 0 || offset > source.length() - length) {
      throw SqlErrors.invalidArgument(
          "%d characters from number %d on are outside of a text of %d"
              .formatted(length, offset, source.length()));
    }
    int start = start(position);
    String old = content();
    String rest = start + length < old.length() ? old.substring(start + length) : "";
    content = old.substring(0, start) + source.substring(offset, offset + length) + rest;
    return length;
  }

  /** A stream that writes when it is flushed or closed. */
  @Override
  public OutputStream setAsciiStream(long position) throws SQLException {
    Writer writer = setCharacterStream(position);
    return new ByteArrayOutputStream() {
      @Override
      public void flush() throws IOException {
        try {
          writer.write(AsciiText.of(toByteArray(), "the Clob"));
        } catch (SQLException e) {
          throw new IOException(e);
        }
        writer.flush();
        reset();
      }

      @Override
      public void close() throws IOException {
        flush();
      }
    };
  }

  /** A stream that writes when it is flushed or closed. */
  @Override
  public Writer setCharacterStream(long position) throws SQLException {
    start(position);
    return new Writer() {
      private final StringBuilder unwritten = new StringBuilder();
      private long written = position;

      @Override
      public void write(char[] chars, int offset, int length) {
        unwritten.append(chars, offset, length);
      }

      @Override
      public void flush() throws IOException {
        try {
          written += setString(written, unwritten.toString());
        } catch (SQLException e) {
          throw new IOException(e);
        }
        unwritten.setLength(0);
      }

      @Override
      public void close() throws IOException {
        flush();
      }
    };
  }

  @Override
  public void truncate(long length) throws SQLException {
    content = content().substring(0, start(length + 1));
  }

  @Override
  public void free() {
    content = null;
  }

  private int start(long position) throws SQLException {
    if (position < 1 || position > content().length() + 1L) {
      throw SqlErrors.invalidArgument(
          "Position %d is outside of a Clob of %d characters; the first is 1"
              .formatted(position, content().length()));
    }
    return (int) (position - 1);
  }

  private int available(int start, long length) throws SQLException {
    if (length < 0) {
      throw SqlErrors.invalidArgument("Length " + length + " is negative");
    }
    return (int) Math.min(length, content().length() - start);
  }

  private String content() throws SQLException {
    String text = content;
    if (text == null) {
      throw SqlErrors.of(SqlState.OBJECT_CLOSED, "The Clob was freed");
    }
    return text;
  }
}
