/**
 * The hot tier: rows of small commits, which stand in the catalog until a flush writes them to
 * files.
 */
@NullMarked
package io.polarway.storage.hot;

import org.jspecify.annotations.NullMarked;
