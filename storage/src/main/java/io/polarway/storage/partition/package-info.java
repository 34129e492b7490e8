/** Which partition a row belongs to. */
@NullMarked
package io.polarway.storage.partition;

import org.jspecify.annotations.NullMarked;
