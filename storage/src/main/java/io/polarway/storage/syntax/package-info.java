/** What the engine's own parser finds in a text: values, without the engine. */
@NullMarked
package io.polarway.storage.syntax;

import org.jspecify.annotations.NullMarked;
