/** What storage reports when it cannot do what it was asked. */
@NullMarked
package io.polarway.storage.error;

import org.jspecify.annotations.NullMarked;
