/** The all-in-one jar, as a program has it that has nothing else. */
@NullMarked
package io.polarway.tck.jar;

import org.jspecify.annotations.NullMarked;
