package io.polarway.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Statement;
import java.util.Random;
import javax.xml.transform.dom.DOMResult;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.sax.SAXResult;
import javax.xml.transform.sax.SAXSource;
import javax.xml.transform.stax.StAXResult;
import javax.xml.transform.stax.StAXSource;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.helpers.AttributesImpl;
import org.xml.sax.helpers.DefaultHandler;

/** Blob, Clob, NClob, SQLXML and streams, both ways, and the limit of a field's size. */
class LargeValueTest {

  private static final int TEN_MEGABYTES = 10_000_000;

  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    connection = TestStore.temporary();
    TestStore.execute(connection, "CREATE TABLE l (id INTEGER, b BLOB, t VARCHAR)");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void tenMegabytesByEveryWay() throws SQLException, IOException {
    byte[] bytes = new byte[TEN_MEGABYTES];
    new Random(7).nextBytes(bytes);
    String text = "a\u00e4\u20ac\ud83d\ude00".repeat(TEN_MEGABYTES / 5);
    Blob blob = connection.createBlob();
    try (OutputStream stream = blob.setBinaryStream(1)) {
      stream.write(bytes);
    }
    NClob clob = connection.createNClob();
    try (Writer writer = clob.setCharacterStream(1)) {
      writer.write(text);
    }
    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO l VALUES (?, ?, ?)")) {
      insert.setInt(1, 1);
      insert.setBlob(2, blob);
      insert.setClob(3, clob);
      insert.addBatch();
      insert.setInt(1, 2);
      insert.setBinaryStream(2, new ByteArrayInputStream(bytes));
      insert.setCharacterStream(3, new StringReader(text), text.length());
      insert.addBatch();
      insert.setInt(1, 3);
      insert.setBlob(2, new ByteArrayInputStream(bytes), bytes.length);
      insert.setNClob(3, new StringReader(text));
      insert.addBatch();
      insert.executeBatch();
    }
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT b, t FROM l ORDER BY id")) {
      int count = 0;
      for (; rows.next(); count++) {
        assertThat(rows.getBytes(1)).isEqualTo(bytes);
        assertThat(rows.getString(2)).isEqualTo(text);
        Blob readBlob = rows.getBlob(1);
        assertThat(readBlob.length()).isEqualTo(bytes.length);
        try (InputStream stream = rows.getBinaryStream(1);
            Reader reader = rows.getCharacterStream(2)) {
          assertThat(stream.readAllBytes()).isEqualTo(bytes);
          assertThat(reader.skip(text.length())).isEqualTo(text.length());
          assertThat(reader.read()).isNegative();
        }
        Clob readClob = rows.getClob(2);
        assertThat(readClob.getSubString(readClob.length() - 4, 5)).isEqualTo(text.substring(0, 5));
      }
      assertThat(count).isEqualTo(3);
    }
  }

  @Test
  void fieldsAreCutOffAtTheirLargestSize() throws SQLException, IOException {
    TestStore.execute(
        connection, "INSERT INTO l VALUES (12345, 'abcdef'::BLOB, '123\ud83d\ude00456')");
    try (Statement statement = connection.createStatement()) {
      statement.setMaxFieldSize(4);
      assertThat(statement.getMaxFieldSize()).isEqualTo(4);
      try (ResultSet row = statement.executeQuery("SELECT id, b, t, [t] FROM l")) {
        row.next();
        assertThat(row.getString(1)).isEqualTo("12345");
        assertThat(row.getString(2)).isEqualTo("abcd");
        assertThat(row.getBytes(2)).isEqualTo("abcd".getBytes(StandardCharsets.US_ASCII));
        assertThat((byte[]) row.getObject(2)).hasSize(4);
        assertThat(row.getBlob(2).length()).isEqualTo(4);
        assertThat(row.getBinaryStream(2).readAllBytes()).hasSize(4);
        assertThat(row.getString(3)).isEqualTo("123");
        assertThat(row.getObject(3)).isEqualTo("123");
        assertThat(row.getObject(3, String.class)).isEqualTo("123");
        assertThat(row.getClob(3).length()).isEqualTo(3);
        assertThat(row.getBytes(3)).hasSize(3);
        assertThat(row.getAsciiStream(3).readAllBytes()).hasSize(3);
      }
      statement.setMaxFieldSize(2);
      try (ResultSet row = statement.executeQuery("SELECT '123456'")) {
        row.next();
        assertThat(row.getString(1)).isEqualTo("12");
        assertThat(row.getInt(1)).isEqualTo(123456);
      }
      statement.setMaxFieldSize(0);
      try (ResultSet row = statement.executeQuery("SELECT t FROM l")) {
        row.next();
        assertThat(row.getString(1)).hasSize(8);
      }
      TestStore.assertFails("22023", () -> statement.setMaxFieldSize(-1));
    }
  }

  private static final String XML = "<a b=\"1\">\u00e4<c/></a>";

  @Test
  void xmlFromEveryResultToEverySource() throws Exception {
    write(1, xml -> xml.setString(XML));
    write(
        2,
        xml -> {
          try (Writer writer = xml.setCharacterStream()) {
            writer.write(XML);
          }
        });
    write(
        3,
        xml -> {
          try (OutputStream stream = xml.setBinaryStream()) {
            stream.write(
                ("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" + XML)
                    .getBytes(StandardCharsets.ISO_8859_1));
          }
        });
    write(
        4,
        xml -> {
          DOMResult result = xml.setResult(DOMResult.class);
          Document document = (Document) result.getNode();
          document.appendChild(document.createElement("a")).setTextContent("\u00e4");
        });
    write(
        5,
        xml -> {
          SAXResult result = xml.setResult(SAXResult.class);
          result.getHandler().startDocument();
          result.getHandler().startElement("", "a", "a", new AttributesImpl());
          result.getHandler().characters(new char[] {'\u00e4'}, 0, 1);
          result.getHandler().endElement("", "a", "a");
          result.getHandler().endDocument();
        });
    write(
        6,
        xml -> {
          StAXResult result = xml.setResult(StAXResult.class);
          result.getXMLStreamWriter().writeStartElement("a");
          result.getXMLStreamWriter().writeCharacters("\u00e4");
          result.getXMLStreamWriter().writeEndElement();
        });
    write(7, xml -> xml.setResult(StreamResult.class).getWriter().write(XML));

    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id, t FROM l ORDER BY id")) {
      int count = 0;
      for (; rows.next(); count++) {
        SQLXML xml = rows.getSQLXML(2);
        assertThat(xml.getString()).contains("\u00e4").contains("</a>");
        assertThat(xml.getCharacterStream().read()).isEqualTo('<');
        Document document = (Document) xml.getSource(DOMSource.class).getNode();
        assertThat(document.getDocumentElement().getTextContent()).isEqualTo("\u00e4");
        SAXSource sax = xml.getSource(SAXSource.class);
        StringBuilder characters = new StringBuilder();
        sax.getXMLReader()
            .setContentHandler(
                new DefaultHandler() {
                  @Override
                  public void characters(char[] chars, int start, int length) {
                    characters.append(chars, start, length);
                  }
                });
        sax.getXMLReader().parse(sax.getInputSource());
        assertThat(characters).hasToString("\u00e4");
        var reader = xml.getSource(StAXSource.class).getXMLStreamReader();
        while (!reader.isStartElement()) {
          reader.next();
        }
        assertThat(reader.getLocalName()).isEqualTo("a");
        assertThat(xml.getSource(StreamSource.class).getReader().read()).isEqualTo('<');
        javax.xml.transform.Source anySource = xml.getSource(null);
        assertThat(anySource).isInstanceOf(StreamSource.class);
        boolean latin = xml.getString().contains("ISO-8859-1");
        assertThat(
                new String(
                    xml.getBinaryStream().readAllBytes(),
                    latin ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8))
            .isEqualTo(xml.getString());
        TestStore.assertFails("55000", () -> xml.setString(XML));
      }
      assertThat(count).isEqualTo(7);
    }
  }

  private interface Content {
    void write(SQLXML xml) throws Exception;
  }

  private void write(int id, Content content) throws Exception {
    SQLXML xml = connection.createSQLXML();
    TestStore.assertFails("55000", xml::getString);
    content.write(xml);
    TestStore.assertFails("55000", xml::setCharacterStream);
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO l VALUES (?, NULL, ?)")) {
      insert.setInt(1, id);
      insert.setSQLXML(2, xml);
      insert.executeUpdate();
    }
    xml.free();
    TestStore.assertFails("55000", xml::getString);
  }

  @Test
  void documentTypesAndEntitiesAreNotRead() throws Exception {
    for (String document :
        new String[] {
          "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><a>&e;</a>",
          "<!DOCTYPE a SYSTEM \"file:///etc/hostname\"><a/>"
        }) {
      SQLXML xml = connection.createSQLXML();
      xml.setString(document);
      TestStore.assertFails("2200M", () -> xml.getSource(DOMSource.class));
      SAXSource sax = xml.getSource(SAXSource.class);
      sax.getXMLReader().setErrorHandler(new DefaultHandler());
      assertThat(
              org.assertj.core.api.Assertions.catchThrowable(
                  () -> sax.getXMLReader().parse(sax.getInputSource())))
          .hasMessageContaining("DOCTYPE");
      var reader = xml.getSource(StAXSource.class).getXMLStreamReader();
      StringBuilder text = new StringBuilder();
      try {
        while (reader.hasNext()) {
          if (reader.next() == javax.xml.stream.XMLStreamConstants.CHARACTERS) {
            text.append(reader.getText());
          }
        }
      } catch (javax.xml.stream.XMLStreamException undeclared) {
        assertThat(undeclared).hasMessageContaining("\"e\"");
      }
      assertThat(text).isEmpty();
    }
    SQLXML broken = connection.createSQLXML();
    broken.setString("<a>");
    TestStore.assertFails("2200M", () -> broken.getSource(DOMSource.class));
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT 1, NULL::VARCHAR")) {
      row.next();
      TestStore.assertFails("07006", () -> row.getSQLXML(1));
      assertThat(row.getSQLXML(2)).isNull();
      TestStore.assertFails("0A000", () -> row.getRef(1));
      TestStore.assertFails("0A000", () -> row.getRowId(1));
    }
  }
}
