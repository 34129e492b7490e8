package io.polarway.storage.column;

/**
 * How far a query has come, as the engine estimates it.
 *
 * @param share what is done of the whole, from 0 to 1
 * @param rowsDone the rows that its steps have worked on; a row counts once in each step
 * @param rowsInAll the rows that they will have worked on at its end
 */
public record QueryProgress(double share, long rowsDone, long rowsInAll) {}
