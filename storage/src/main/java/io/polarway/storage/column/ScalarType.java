package io.polarway.storage.column;

/** The types without parameters. */
public enum ScalarType implements DataType {
  BOOLEAN("BOOLEAN", true),
  TINYINT("TINYINT", true),
  SMALLINT("SMALLINT", true),
  INTEGER("INTEGER", true),
  BIGINT("BIGINT", true),
  REAL("FLOAT", true),
  DOUBLE("DOUBLE", true),
  VARCHAR("VARCHAR", true),
  BLOB("BLOB", true),
  DATE("DATE", true),
  /** Microseconds of a day. */
  TIME("TIME", true),
  /** Microseconds since 1970-01-01 00:00 on a clock of no particular zone. */
  TIMESTAMP("TIMESTAMP", true),
  /** An instant, in microseconds since 1970-01-01 00:00 UTC. */
  TIMESTAMPTZ("TIMESTAMP WITH TIME ZONE", true),
  UUID("UUID", true),

  /** The type of an untyped NULL. */
  NULL("\"NULL\"", false),
  HUGEINT("HUGEINT", false),
  UTINYINT("UTINYINT", false),
  USMALLINT("USMALLINT", false),
  UINTEGER("UINTEGER", false),
  UBIGINT("UBIGINT", false),
  UHUGEINT("UHUGEINT", false),
  BIGNUM("BIGNUM", false),
  JSON("JSON", false),
  TIME_NS("TIME_NS", false),
  TIMETZ("TIME WITH TIME ZONE", false),
  TIMESTAMP_S("TIMESTAMP_S", false),
  TIMESTAMP_MS("TIMESTAMP_MS", false),
  TIMESTAMP_NS("TIMESTAMP_NS", false),
  /** An instant, in nanoseconds since 1970-01-01 00:00 UTC. */
  TIMESTAMPTZ_NS("TIMESTAMPTZ_NS", false),
  INTERVAL("INTERVAL", false),
  BIT("BIT", false),
  VARIANT("VARIANT", false),
  GEOMETRY("GEOMETRY", false),
  /** A type as a value. */
  TYPE("TYPE", false);

  private final String sqlName;
  private final boolean storable;

  ScalarType(String sqlName, boolean storable) {
    this.sqlName = sqlName;
    this.storable = storable;
  }

  @Override
  public String sqlName() {
    return sqlName;
  }

  @Override
  public boolean isStorable() {
    return storable;
  }
}
