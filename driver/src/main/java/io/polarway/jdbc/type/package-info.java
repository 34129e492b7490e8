/**
 * The conversions between SQL types and Java classes: reading columns, binding parameters, and what
 * the metadata says of each type.
 */
@NullMarked
package io.polarway.jdbc.type;

import org.jspecify.annotations.NullMarked;
