package io.polarway.jdbc.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalClockTest {

  private static final long SEED = 20261122;

  private final TimeZone zoneBefore = TimeZone.getDefault();

  @AfterEach
  void restoreZone() {
    TimeZone.setDefault(zoneBefore);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UTC",
        "Europe/Berlin",
        "America/St_Johns",
        "America/Sao_Paulo",
        "Asia/Kolkata",
        "Australia/Lord_Howe",
        "Pacific/Apia",
        "Africa/Casablanca",
        "Europe/Dublin"
      })
  void agreesWithTimestampInEveryZone(String zone) {
    TimeZone.setDefault(TimeZone.getTimeZone(zone));
    LocalClock clock = new LocalClock();
    for (LocalDateTime local : readings(ZoneId.of(zone))) {
      Timestamp expected = Timestamp.valueOf(local);

      assertThat(clock.toUtcMillis(local.toInstant(ZoneOffset.UTC).toEpochMilli()))
          .as("%s in %s, seed %d", local, zone, SEED)
          .isEqualTo(expected.getTime());
      LocalDateTime back = expected.toLocalDateTime();
      assertThat(clock.toLocalMillis(expected.getTime()))
          .as("%s in %s, seed %d", expected, zone, SEED)
          .isEqualTo(back.toInstant(ZoneOffset.UTC).toEpochMilli());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "Europe/Berlin"})
  void yearsBeforeChristComeBackAsTheyWere(String zone) {
    TimeZone.setDefault(TimeZone.getTimeZone(zone));
    LocalClock clock = new LocalClock();
    for (int year : new int[] {-290_000, -4000, -44, -1, 0, 1, 1000}) {
      long local =
          LocalDateTime.of(year, 6, 15, 12, 30, 1).toInstant(ZoneOffset.UTC).toEpochMilli();

      assertThat(clock.toLocalMillis(clock.toUtcMillis(local)))
          .as("year %d", year)
          .isEqualTo(local);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"America/New_York", "Asia/Tokyo"})
  void anotherDefaultZoneCountsFromTheNextRefreshOn(String zone) {
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    LocalClock clock = new LocalClock();
    long noon = LocalDateTime.of(2026, 2, 1, 12, 0).toInstant(ZoneOffset.UTC).toEpochMilli();
    assertThat(clock.toUtcMillis(noon)).isEqualTo(noon);

    TimeZone.setDefault(TimeZone.getTimeZone(zone));
    clock.refresh();

    assertThat(clock.toUtcMillis(noon))
        .isEqualTo(Timestamp.valueOf("2026-02-01 12:00:00").getTime());
  }

  /** Random ones, and the hours around changes of the offset. */
  private static List<LocalDateTime> readings(ZoneId zone) {
    Random random = new Random(SEED);
    List<LocalDateTime> readings = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      readings.add(
          LocalDateTime.of(1583 + random.nextInt(900), 1, 1, 0, 0)
              .plusSeconds(random.nextInt(365 * 86_400))
              .plusNanos(random.nextInt(1000) * 1_000_000L));
      readings.add(
          LocalDateTime.of(1970 + random.nextInt(60), 1, 1, 0, 0)
              .plusSeconds(random.nextInt(365 * 86_400)));
      readings.add(
          LocalDateTime.of(1 + random.nextInt(1580), 1, 1, 0, 0)
              .plusSeconds(random.nextInt(365 * 86_400)));
    }
    for (int year : new int[] {1950, 1980, 2011, 2026, 2036}) {
      Instant instant = LocalDateTime.of(year, 1, 1, 0, 0).toInstant(ZoneOffset.UTC);
      for (int change = 0; change < 3; change++) {
        ZoneOffsetTransition next = zone.getRules().nextTransition(instant);
        if (next == null) {
          break;
        }
        for (int minutes = -180; minutes <= 180; minutes += 7) {
          readings.add(next.getDateTimeBefore().plusMinutes(minutes));
        }
        readings.add(next.getDateTimeBefore());
        readings.add(next.getDateTimeAfter());
        instant = next.getInstant();
      }
    }
    return readings;
  }
}
