@NullMarked
package io.polarway.storage.upkeep;

import org.jspecify.annotations.NullMarked;
