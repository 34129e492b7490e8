package io.polarway.jdbc.type;

import io.polarway.jdbc.error.SqlErrors;
import io.polarway.jdbc.error.SqlState;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.transform.Result;
import javax.xml.transform.Source;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMResult;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.sax.SAXResult;
import javax.xml.transform.sax.SAXSource;
import javax.xml.transform.sax.SAXTransformerFactory;
import javax.xml.transform.sax.TransformerHandler;
import javax.xml.transform.stax.StAXResult;
import javax.xml.transform.stax.StAXSource;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;
import org.jspecify.annotations.Nullable;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * XML documents as the sources and results of the JDK. Nothing here reads a document type
 * declaration, or anything outside of the document.
 */
final class XmlDocuments {

  private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";

  private XmlDocuments() {}

  /**
   * A result that is being written.
   *
   * @param text gives what was written; it fails with an {@link UnwritableException}
   */
  record Written<T>(T result, Supplier<String> text) {}

  /** What was written is no document. */
  static final class UnwritableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnwritableException(Exception cause) {
      super(cause);
    }
  }

  /** The text that was written. */
  static String checked(Supplier<String> text) throws SQLException {
    try {
      return text.get();
    } catch (UnwritableException e) {
      throw failed("What was written to the SQLXML object is no XML document", e);
    }
  }

  /** The text as bytes, in the encoding that it declares. */
  static byte[] encoded(String text) {
    return text.getBytes(encoding(new StreamSource(new StringReader(text))));
  }

  /** The bytes as text, in the encoding that they declare. */
  static String decoded(byte[] bytes) {
    Charset charset = encoding(new StreamSource(new ByteArrayInputStream(bytes)));
    String text = new String(bytes, charset);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /** The declared or recognised encoding; UTF-8 when there is none. */
  private static Charset encoding(StreamSource document) {
    try {
      XMLStreamReader reader = inputFactory().createXMLStreamReader(document);
      try {
        String declared = reader.getCharacterEncodingScheme();
        String name = declared == null ? reader.getEncoding() : declared;
        return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
      } finally {
        reader.close();
      }
    } catch (XMLStreamException | IllegalArgumentException e) {
      return StandardCharsets.UTF_8;
    }
  }

  static <T extends Source> T source(String text, @Nullable Class<T> sourceClass)
      throws SQLException {
    @SuppressWarnings("unchecked") // the caller leaves the class open
    Class<T> wanted = sourceClass == null ? (Class<T>) StreamSource.class : sourceClass;
    try {
      return wanted.cast(source(text, wanted.getName()));
    } catch (SAXException | XMLStreamException | IOException | ParserConfigurationException e) {
      throw failed("The text is no XML document without a document type declaration", e);
    }
  }

  private static Source source(String text, String className)
      throws SQLException,
          SAXException,
          XMLStreamException,
          IOException,
          ParserConfigurationException {
    if (className.equals(StreamSource.class.getName())
        || className.equals(Source.class.getName())) {
      return new StreamSource(new StringReader(text));
    }
    InputSource input = new InputSource(new StringReader(text));
    if (className.equals(DOMSource.class.getName())) {
      return new DOMSource(documentBuilder().parse(input));
    }
    if (className.equals(SAXSource.class.getName())) {
      SAXParserFactory factory = SAXParserFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature(NO_DOCTYPE, true);
      return new SAXSource(factory.newSAXParser().getXMLReader(), input);
    }
    if (className.equals(StAXSource.class.getName())) {
      return new StAXSource(inputFactory().createXMLStreamReader(new StringReader(text)));
    }
    throw SqlErrors.unsupported("An SQLXML source of the class " + className);
  }

  static <T extends Result> Written<T> result(@Nullable Class<T> resultClass) throws SQLException {
    @SuppressWarnings("unchecked") // the caller leaves the class open
    Class<T> wanted = resultClass == null ? (Class<T>) StreamResult.class : resultClass;
    try {
      Written<? extends Result> written = result(wanted.getName());
      return new Written<>(wanted.cast(written.result()), written.text());
    } catch (ParserConfigurationException | TransformerException | XMLStreamException e) {
      throw failed("The platform's XML writer cannot be set up", e);
    }
  }

  private static Written<? extends Result> result(String className)
      throws SQLException, ParserConfigurationException, TransformerException, XMLStreamException {
    StringWriter writer = new StringWriter();
    if (className.equals(StreamResult.class.getName())
        || className.equals(Result.class.getName())) {
      return new Written<>(new StreamResult(writer), writer::toString);
    }
    if (className.equals(DOMResult.class.getName())) {
      DOMResult result = new DOMResult(documentBuilder().newDocument());
      return new Written<>(result, () -> serialized(result));
    }
    if (className.equals(SAXResult.class.getName())) {
      TransformerHandler handler =
          ((SAXTransformerFactory) transformerFactory()).newTransformerHandler();
      handler.setResult(new StreamResult(writer));
      SAXResult result = new SAXResult(handler);
      result.setLexicalHandler(handler);
      return new Written<>(result, writer::toString);
    }
    if (className.equals(StAXResult.class.getName())) {
      return new Written<>(
          new StAXResult(XMLOutputFactory.newInstance().createXMLStreamWriter(writer)),
          writer::toString);
    }
    throw SqlErrors.unsupported("An SQLXML result of the class " + className);
  }

  private static String serialized(DOMResult result) {
    StringWriter writer = new StringWriter();
    try {
      transformerFactory()
          .newTransformer()
          .transform(new DOMSource(result.getNode()), new StreamResult(writer));
    } catch (TransformerException e) {
      throw new UnwritableException(e);
    }
    return writer.toString();
  }

  private static DocumentBuilder documentBuilder() throws ParserConfigurationException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    factory.setExpandEntityReferences(false);
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setFeature(NO_DOCTYPE, true);
    DocumentBuilder builder = factory.newDocumentBuilder();
    builder.setErrorHandler(new DefaultHandler());
    return builder;
  }

  private static XMLInputFactory inputFactory() {
    XMLInputFactory factory = XMLInputFactory.newInstance();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }

  private static TransformerFactory transformerFactory() throws TransformerException {
    TransformerFactory factory = TransformerFactory.newInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    return factory;
  }

  private static SQLException failed(String what, Exception cause) {
    Throwable shown = cause instanceof UnwritableException ? cause.getCause() : cause;
    return SqlErrors.of(SqlState.INVALID_XML, what + ": " + shown, cause);
  }
}
