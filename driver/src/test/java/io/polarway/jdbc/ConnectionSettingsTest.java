package io.polarway.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** URLs and Properties, as users write them. */
final class ConnectionSettingsTest {

  @Test
  void aPathIsTakenAsItIsWritten() throws SQLException {
    assertThat(settings("jdbc:polarway:/data/my store").directory())
        .isEqualTo(Path.of("/data/my store"));
    assertThat(settings("jdbc:polarway:relative/store").directory())
        .isEqualTo(Path.of("relative/store"));
    assertThat(settings("jdbc:polarway:C:/data/100%store").directory())
        .isEqualTo(Path.of("C:/data/100%store"));
    assertThat(settings("jdbc:polarway:~/store").directory())
        .isEqualTo(Path.of(System.getProperty("user.home"), "store"));
  }

  @Test
  void withoutAPathTheStoreIsTemporary() throws SQLException {
    assertThat(settings("jdbc:polarway:").directory()).isNull();
    assertThat(settings("jdbc:polarway:?schema=main").directory()).isNull();
  }

  @Test
  void defaultsAreThoseOfTheStore() throws SQLException {
    ConnectionSettings settings = settings("jdbc:polarway:/data");
    assertThat(settings.storeOptions()).isEqualTo(io.polarway.storage.StoreOptions.DEFAULT);
    assertThat(settings.schema()).isEqualTo("main");
    assertThat(settings.timeZone()).isNull();
  }

  @Test
  void everyPropertyIsReadFromTheUrl() throws SQLException {
    ConnectionSettings settings =
        settings(
            "jdbc:polarway:/data?readOnly=true&createIfMissing=FALSE&lockTimeout=500ms&threads=3"
                + "&memoryLimit=1.5GB&temporaryDirectory=/tmp/a%20b%26c&schema=sales"
                + "&allowedPaths=/data/in,%20relative/out,"
                + "&timeZone=Europe/Berlin&user=me&password=x%3Dy");
    assertThat(settings.storeOptions().readOnly()).isTrue();
    assertThat(settings.storeOptions().createIfMissing()).isFalse();
    assertThat(settings.storeOptions().lockTimeout()).isEqualTo(Duration.ofMillis(500));
    assertThat(settings.storeOptions().engineThreads()).isEqualTo(3);
    assertThat(settings.storeOptions().engineMemoryBytes()).isEqualTo(3L << 29);
    assertThat(settings.storeOptions().temporaryDirectory()).isEqualTo(Path.of("/tmp/a b&c"));
    assertThat(settings.storeOptions().allowedPaths())
        .containsExactly(Path.of("/data/in"), Path.of("relative/out"));
    assertThat(settings.schema()).isEqualTo("sales");
    assertThat(settings.timeZone()).isEqualTo("Europe/Berlin");
    assertThat(settings.unknownProperties()).isEmpty();
  }

  @Test
  void theUrlWinsOverProperties() throws SQLException {
    Properties info = new Properties();
    info.setProperty("threads", "1");
    info.setProperty("schema", "sales");
    ConnectionSettings settings = ConnectionSettings.of("jdbc:polarway:/data?threads=2", info);
    assertThat(settings.storeOptions().engineThreads()).isEqualTo(2);
    assertThat(settings.schema()).isEqualTo("sales");
  }

  @Test
  void propertiesMayHaveDefaultsAndValuesThatAreNoText() throws SQLException {
    Properties defaults = new Properties();
    defaults.setProperty("schema", "sales");
    Properties info = new Properties(defaults);
    info.put("threads", 2);
    ConnectionSettings settings = ConnectionSettings.of("jdbc:polarway:/data", info);
    assertThat(settings.schema()).isEqualTo("sales");
    assertThat(settings.storeOptions().engineThreads()).isEqualTo(2);
  }

  @Test
  void anUnknownKeyOfPropertiesIsReportedAndNotRefused() throws SQLException {
    Properties info = new Properties();
    info.setProperty("ApplicationName", "tool");
    assertThat(ConnectionSettings.of("jdbc:polarway:/data", info).unknownProperties())
        .containsExactly("ApplicationName");
  }

  @Test
  void anUnknownKeyOfTheUrlIsRefusedWithASuggestion() {
    assertInvalid(() -> settings("jdbc:polarway:/data?readonly=true"))
        .hasMessageContaining("'readonly'")
        .hasMessageContaining("Did you mean \"readOnly\"?");
    assertInvalid(() -> settings("jdbc:polarway:/data?compression=19"))
        .hasMessageContaining("'compression'")
        .hasMessageContaining("lockTimeout");
  }

  @ParameterizedTest
  @CsvSource({
    "readOnly=yes, readOnly, 'yes', true or false",
    "threads=-1, threads, '-1', from 0 to 1024",
    "threads=many, threads, 'many', from 0 to 1024",
    "lockTimeout=30 weeks, lockTimeout, '30 weeks', ms",
    "lockTimeout=-5s, lockTimeout, '-5s', ms",
    "memoryLimit=4 gigs, memoryLimit, '4 gigs', GB",
    "memoryLimit=999999999999TB, memoryLimit, '999999999999TB', GB",
    "timeZone=Europe/Berln, timeZone, 'Europe/Berln', Europe/Berlin",
  })
  void aBadValueIsNamedWithItsKeyAndWhatIsAllowed(
      String property, String key, String value, String allowed) {
    assertInvalid(() -> settings("jdbc:polarway:/data?" + property))
        .hasMessageContaining("Property " + key)
        .hasMessageContaining(value)
        .hasMessageContaining(allowed);
  }

  @Test
  void malformedQueriesAreRefused() {
    assertInvalid(() -> settings("jdbc:polarway:/data?readOnly"))
        .hasMessageContaining("has no value");
    assertInvalid(() -> settings("jdbc:polarway:/data?threads=1&threads=2"))
        .hasMessageContaining("twice");
    assertInvalid(() -> settings("jdbc:polarway:/data?schema=%zz")).hasMessageContaining("%25");
  }

  @Test
  void aTemporaryStoreCannotBeReadOnly() {
    assertInvalid(() -> settings("jdbc:polarway:?readOnly=true"))
        .hasMessageContaining("readOnly=true");
  }

  @Test
  void aPathWithANulCharacterIsRefused() {
    assertThatThrownBy(() -> settings("jdbc:polarway:/da\0ta"))
        .isInstanceOf(SQLException.class)
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("08001");
  }

  private static ConnectionSettings settings(String url) throws SQLException {
    return ConnectionSettings.of(url, null);
  }

  private static org.assertj.core.api.AbstractThrowableAssert<?, ?> assertInvalid(
      ThrowingCallable call) {
    return assertThatThrownBy(call)
        .isInstanceOf(SQLException.class)
        .satisfies(e -> assertThat(((SQLException) e).getSQLState()).isEqualTo("01S00"));
  }
}
