/** The moments at which tests can make a process fail. */
@NullMarked
package io.polarway.storage.fault;

import org.jspecify.annotations.NullMarked;
