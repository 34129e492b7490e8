/** What the tables of a store consist of: files, bytes and encodings. */
@NullMarked
package io.polarway.storage.statistics;

import org.jspecify.annotations.NullMarked;
