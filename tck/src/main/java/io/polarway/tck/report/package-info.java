/** Reports as HTML pages that need nothing else: text, tables and charts in one file. */
@NullMarked
package io.polarway.tck.report;

import org.jspecify.annotations.NullMarked;
