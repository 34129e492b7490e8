package io.polarway.storage.catalog;

/** That a hot row is no longer seen by snapshots of a commit, and of those behind it. */
public record HotRowEnd(long id, long endNumber) {}
