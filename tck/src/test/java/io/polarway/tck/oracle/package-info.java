/** Random statements, compared with another database. */
@NullMarked
package io.polarway.tck.oracle;

import org.jspecify.annotations.NullMarked;
