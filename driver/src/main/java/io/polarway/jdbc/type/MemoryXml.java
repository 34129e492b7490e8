package io.polarway.jdbc.type;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.error.SqlState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.util.function.Supplier;
import javax.xml.transform.Result;
import javax.xml.transform.Source;
import org.jspecify.annotations.Nullable;

/**
 * An XML document in memory: the text of a column, or one to be written. It belongs to nobody: it
 * stays usable when its result set or connection is closed, can be written once, and then be read
 * any number of times. Not thread-safe.
 *
 * <p>A string is taken as it is; what parses it, as {@link #getSource} does, has no document type
 * declarations and so no external entities.
 */
public final class MemoryXml implements SQLXML {

  private boolean freed;

  /** Gives the text as soon as something was written; null before. */
  private @Nullable Supplier<String> content;

  /** An empty one, to be written. */
  public MemoryXml() {}

  MemoryXml(String content) {
    this.content = () -> content;
  }

  @Override
  public String getString() throws SQLException {
    checkNotFreed();
    Supplier<String> written = content;
    if (written == null) {
      throw SqlErrors.of(
          SqlState.OBJECT_CLOSED, "The SQLXML object has no content; write it before it is read");
    }
    return XmlDocuments.checked(written);
  }

  @Override
  public Reader getCharacterStream() throws SQLException {
    return new StringReader(getString());
  }

  /** The text in the encoding that its XML declaration names, else in UTF-8. */
  @Override
  public InputStream getBinaryStream() throws SQLException {
    return new ByteArrayInputStream(XmlDocuments.encoded(getString()));
  }

  /** A DOMSource, SAXSource, StAXSource or StreamSource; null for the last. */
  @Override
  public <T extends Source> T getSource(@Nullable Class<T> sourceClass) throws SQLException {
    return XmlDocuments.source(getString(), sourceClass);
  }

  @Override
  public void setString(@Nullable String text) throws SQLException {
    String given = SqlErrors.required(text, "The text");
    write(() -> given);
  }

  /** Takes what was written when it is read. */
  @Override
  public Writer setCharacterStream() throws SQLException {
    StringWriter writer = new StringWriter();
    write(writer::toString);
    return writer;
  }

  /** Takes what was written when it is read, in the encoding of its XML declaration. */
  @Override
  public OutputStream setBinaryStream() throws SQLException {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    write(() -> XmlDocuments.decoded(stream.toByteArray()));
    return stream;
  }

  /** A DOMResult, SAXResult, StAXResult or StreamResult; null for the last. */
  @Override
  public <T extends Result> T setResult(@Nullable Class<T> resultClass) throws SQLException {
    checkWritable();
    XmlDocuments.Written<T> written = XmlDocuments.result(resultClass);
    content = written.text();
    return written.result();
  }

  @Override
  public void free() {
    freed = true;
    content = null;
  }

  private void write(Supplier<String> text) throws SQLException {
    checkWritable();
    content = text;
  }

  private void checkWritable() throws SQLException {
    checkNotFreed();
    if (content != null) {
      throw SqlErrors.of(SqlState.OBJECT_CLOSED, "The SQLXML object has been written already");
    }
  }

  private void checkNotFreed() throws SQLException {
    if (freed) {
      throw SqlErrors.of(SqlState.OBJECT_CLOSED, "The SQLXML object was freed");
    }
  }
}
