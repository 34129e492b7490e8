/**
 * The text of a statement: what kind it is, which tables it names and where, and what stands in
 * them.
 */
@NullMarked
package io.polarway.jdbc.sql;

import org.jspecify.annotations.NullMarked;
