/** What the store says of itself, as relations that queries read: views and catalog functions. */
@NullMarked
package io.polarway.jdbc.system;

import org.jspecify.annotations.NullMarked;
