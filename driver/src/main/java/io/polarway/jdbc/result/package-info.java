/** Result sets: streamed and in memory, over the same columns and the same getters. */
@NullMarked
package io.polarway.jdbc.result;

import org.jspecify.annotations.NullMarked;
