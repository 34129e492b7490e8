/** What a store needs done from time to time, by threads of the processes that have it open. */
@NullMarked
package io.polarway.storage.upkeep;

import org.jspecify.annotations.NullMarked;
