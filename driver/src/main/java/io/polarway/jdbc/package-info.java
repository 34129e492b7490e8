/**
 * The driver as {@code java.sql} knows it: driver, data source, connections and statements. They
 * check and delegate; what a statement does is decided in {@code io.polarway.jdbc.route}.
 */
@NullMarked
package io.polarway.jdbc;

import org.jspecify.annotations.NullMarked;
