/** Every SQLState and the one place that makes an SQLException. */
@NullMarked
package io.polarway.jdbc.error;

import org.jspecify.annotations.NullMarked;
