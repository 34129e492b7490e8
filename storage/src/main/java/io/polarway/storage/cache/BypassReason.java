package io.polarway.storage.cache;

/** Why the result of a query is neither looked up in the cache nor kept. */
public enum BypassReason {
  /** Its rows are no user's result: they go into a table, or are a default value. */
  INTERNAL("its rows go into a table or are the driver's own"),
  /** The connection has turned it off. */
  CACHE_OFF("the cache is off"),
  /** The statement calls something that gives another answer each time. */
  VOLATILE_FUNCTION("it calls a function whose answer changes, such as now() or random()"),
  /** The statement samples rows. */
  SAMPLE("it takes a random sample"),
  /** The statement reads files that are no table, or the engine's own state. */
  OTHER_SOURCES("it reads something that is not a table of the store"),
  /** The transaction has changed a table that the statement reads. */
  OWN_CHANGES("the transaction has changed a table that it reads"),
  /** The session has temporary tables, macros or variables, which the statement could use. */
  SESSION_OBJECTS("the session has temporary objects, macros or variables"),
  /** A text in which nothing can be told for certain. */
  UNREADABLE("its text cannot be told apart into words");

  private final String explanation;

  BypassReason(String explanation) {
    this.explanation = explanation;
  }

  /** The reason as the end of a sentence: "not cached, because ...". */
  public String explanation() {
    return explanation;
  }
}
