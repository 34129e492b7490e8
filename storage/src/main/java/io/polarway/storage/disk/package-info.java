/** What reaches the disk, and when. */
@NullMarked
package io.polarway.storage.disk;

import org.jspecify.annotations.NullMarked;
