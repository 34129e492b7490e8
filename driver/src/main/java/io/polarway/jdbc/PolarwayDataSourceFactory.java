package io.polarway.jdbc;

import io.polarway.jdbc.error.SqlErrors;
import java.util.Enumeration;
import java.util.Hashtable;
import java.util.Properties;
import javax.naming.Context;
import javax.naming.Name;
import javax.naming.NamingException;
import javax.naming.RefAddr;
import javax.naming.Reference;
import javax.naming.StringRefAddr;
import javax.naming.spi.ObjectFactory;
import org.jspecify.annotations.Nullable;

/** Makes a {@link PolarwayDataSource} of the reference that a naming service keeps of it. */
public final class PolarwayDataSourceFactory implements ObjectFactory {

  private static final String URL = "url";

  /** What is kept of a data source: its URL and the properties that were set. */
  static Reference reference(String url, Properties properties) {
    Reference reference =
        new Reference(
            PolarwayDataSource.class.getName(), PolarwayDataSourceFactory.class.getName(), null);
    reference.add(new StringRefAddr(URL, url));
    for (String key : properties.stringPropertyNames()) {
      reference.add(new StringRefAddr(key, properties.getProperty(key)));
    }
    return reference;
  }

  /** Null for a reference to anything else, as naming services want it. */
  @Override
  public @Nullable Object getObjectInstance(
      @Nullable Object object,
      @Nullable Name name,
      @Nullable Context context,
      @Nullable Hashtable<?, ?> environment)
      throws NamingException {
    if (!(object instanceof Reference reference)
        || !PolarwayDataSource.class.getName().equals(reference.getClassName())) {
      return null;
    }
    PolarwayDataSource source = new PolarwayDataSource();
    for (Enumeration<RefAddr> addresses = reference.getAll(); addresses.hasMoreElements(); ) {
      RefAddr address = addresses.nextElement();
      String value = String.valueOf(address.getContent());
      if (address.getType().equals(URL)) {
        source.setUrl(value);
      } else if (ConnectionProperty.keys().contains(address.getType())) {
        source.setProperty(address.getType(), value);
      } else {
        throw new NamingException(
            "There is no property %s of a Polarway data source"
                .formatted(SqlErrors.shown(address.getType())));
      }
    }
    return source;
  }
}
