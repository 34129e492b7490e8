/** Random statements, compared with another database. */
package io.polarway.tck.oracle;
