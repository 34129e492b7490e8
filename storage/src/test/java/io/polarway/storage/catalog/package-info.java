@NullMarked
package io.polarway.storage.catalog;

import org.jspecify.annotations.NullMarked;
