/** Whether rows keep the constraints of their table. */
@NullMarked
package io.polarway.storage.constraint;

import org.jspecify.annotations.NullMarked;
