/** What a transaction sees and what it has changed, until it commits or rolls back. */
@NullMarked
package io.polarway.storage.transaction;

import org.jspecify.annotations.NullMarked;
