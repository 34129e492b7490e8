package io.polarway.storage.engine;

/** Whether a statement may read files that it names itself. */
public enum FileUse {
  NONE,
  /** The text alone tells which. */
  FIXED,
  /** It depends on parameters which. */
  OF_PARAMETERS
}
