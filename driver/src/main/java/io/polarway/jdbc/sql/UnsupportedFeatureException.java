package io.polarway.jdbc.sql;

/** Ends the reading of a statement that is understood but not offered. */
final class UnsupportedFeatureException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param feature what to call it in a message
   */
  UnsupportedFeatureException(String feature) {
    super(feature, null, false, false);
  }

  String feature() {
    return String.valueOf(getMessage());
  }
}
