package io.polarway.tck.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A peer that does not do what a {@link ContractTest} expects. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(Differs.List.class)
public @interface Differs {

  Peer value();

  /** What decides: a clause of the JDBC 4.3 specification, or a method's documentation. */
  String clause();

  /** What the peer does instead. */
  String why();

  /** Several of them. */
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  public @interface List {
    Differs[] value();
  }
}
