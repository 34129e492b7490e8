/**
 * The store as its users see it: a directory that is opened, and sessions that read and change its
 * tables.
 */
@NullMarked
package io.polarway.storage;

import org.jspecify.annotations.NullMarked;
