/** What every driver has to do by the letter of java.sql. */
@NullMarked
package io.polarway.tck.contract;

import org.jspecify.annotations.NullMarked;
