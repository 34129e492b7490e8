/** The interactive shell, over java.sql and the driver's own splitter and progress. */
@NullMarked
package io.polarway.tck.shell;

import org.jspecify.annotations.NullMarked;
