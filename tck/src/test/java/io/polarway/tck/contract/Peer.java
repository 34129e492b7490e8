package io.polarway.tck.contract;

/** The drivers that the contract is checked on. */
public enum Peer {
  POLARWAY,
  H2,
  SQLITE,
  POSTGRESQL
}
