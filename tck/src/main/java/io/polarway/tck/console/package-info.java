/** What the command line tools share: arguments, tables, progress and numbers as text. */
@NullMarked
package io.polarway.tck.console;

import org.jspecify.annotations.NullMarked;
