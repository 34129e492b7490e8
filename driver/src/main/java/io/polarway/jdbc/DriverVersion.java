package io.polarway.jdbc;

/** The driver's version, of the jar that it came in. */
final class DriverVersion {

  static final int MAJOR = 0;
  static final int MINOR = 1;
  static final String TEXT = MAJOR + "." + MINOR + ".0";

  private DriverVersion() {}
}
