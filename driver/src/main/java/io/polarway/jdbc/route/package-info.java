/** Which way a statement takes: to the engine, into tables, or to the connection itself. */
@NullMarked
package io.polarway.jdbc.route;

import org.jspecify.annotations.NullMarked;
