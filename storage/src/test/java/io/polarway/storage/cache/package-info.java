@NullMarked
package io.polarway.storage.cache;

import org.jspecify.annotations.NullMarked;
