/** The sql command: statements from the command line, through java.sql alone. */
@NullMarked
package io.polarway.tck.sql;

import org.jspecify.annotations.NullMarked;
