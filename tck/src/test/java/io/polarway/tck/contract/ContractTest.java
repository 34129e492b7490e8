package io.polarway.tck.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test of what JDBC says. It runs once for each {@link Peer}, on an empty database of it, so that
 * the expectation is seen to hold elsewhere too. A peer of which {@link Differs} says so must not
 * fulfil it; of Polarway nothing may say so.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(ContractExtension.class)
@interface ContractTest {}
