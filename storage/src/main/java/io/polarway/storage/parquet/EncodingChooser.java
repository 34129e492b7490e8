package io.polarway.storage.parquet;

import org.jspecify.annotations.Nullable;

/**
 * Chooses how the chunks of one column are encoded, by trying it on a sample. A choice is kept for
 * the following chunks as long as they compress about as well. One thread at a time.
 */
final class EncodingChooser {

  private static final int SAMPLE = 32_768;

  /** From this level on, a trial at a higher level is cheap beside the compression. */
  private static final int THOROUGH_LEVEL = 10;

  private static final int THOROUGH_TRIAL_LEVEL = 9;
  private static final int QUICK_TRIAL_LEVEL = 3;
  private static final int CHUNKS_PER_TRIAL = 16;
  private static final double TOLERATED_GROWTH = 1.2;

  /** A dictionary of more entries costs readers more than it saves. */
  private static final int DICTIONARY_ENTRIES = 1 << 18;

  /** A dictionary is read faster, so that it may be a little larger. */
  private static final double DICTIONARY_BONUS = 0.98;

  /** Fewer readers know it. */
  private static final double SPLIT_PENALTY = 1.02;

  /**
   * An encoding.
   *
   * @param dictionary of the whole chunk, for {@link ValueEncoding#DICTIONARY}
   * @param indexWidth the bits of an index into it
   */
  record Choice(ValueEncoding encoding, @Nullable Dictionary dictionary, int indexWidth) {}

  private final int level;
  private final boolean byteStreamSplit;
  private @Nullable ValueEncoding current;
  private boolean alignedIndexes;
  private int chunksUntilTrial;
  private double bytesPerValue;

  EncodingChooser(WriteOptions options) {
    level = options.zstdLevel();
    byteStreamSplit = options.byteStreamSplit();
  }

  Choice choose(ChunkValues values, Workspace workspace) {
    ValueEncoding kept = current;
    if (values.count() == 0) {
      return new Choice(ValueEncoding.PLAIN, null, 0);
    }
    if (kept == null || chunksUntilTrial == 0) {
      return tried(values, workspace);
    }
    chunksUntilTrial--;
    if (kept != ValueEncoding.DICTIONARY) {
      return new Choice(kept, null, 0);
    }
    Dictionary dictionary = fullDictionary(values, workspace);
    return dictionary == null
        ? tried(values, workspace)
        : new Choice(
            kept, dictionary, alignedIndexes ? aligned(dictionary.width()) : dictionary.width());
  }

  /** Tells how large the chunk that was chosen for became. */
  void encoded(int count, long bytes) {
    if (count == 0) {
      return;
    }
    double actual = (double) bytes / count;
    if (bytesPerValue == 0) {
      bytesPerValue = actual;
    } else if (actual > bytesPerValue * TOLERATED_GROWTH) {
      chunksUntilTrial = 0;
    }
  }

  private Choice tried(ChunkValues values, Workspace workspace) {
    int count = values.count();
    int from = (count - Math.min(count, SAMPLE)) / 2;
    int to = values.pageEnd(from, from + Math.min(count, SAMPLE));
    int sample = to - from;
    int trialLevel =
        level >= THOROUGH_LEVEL ? THOROUGH_TRIAL_LEVEL : Math.min(level, QUICK_TRIAL_LEVEL);
    PageBuffer page = workspace.page();
    ValueEncoding best = ValueEncoding.PLAIN;
    double bestBytes = Double.POSITIVE_INFINITY;
    for (ValueEncoding encoding : values.encodings()) {
      if (encoding == ValueEncoding.BYTE_STREAM_SPLIT && !byteStreamSplit) {
        continue;
      }
      page.clear();
      values.write(encoding, page, from, to, workspace.delta());
      double bytes = workspace.compressedSize(page, trialLevel);
      if (encoding == ValueEncoding.BYTE_STREAM_SPLIT) {
        bytes *= SPLIT_PENALTY;
      }
      if (bytes < bestBytes) {
        best = encoding;
        bestBytes = bytes;
      }
    }
    bestBytes *= (double) count / sample;
    Choice choice = new Choice(best, null, 0);
    if (values.dictionary(from, to, Math.max(1, sample - sample / 8), workspace) != null) {
      Dictionary dictionary = fullDictionary(values, workspace);
      if (dictionary != null) {
        double dictionaryBytes = workspace.compressedSize(dictionary.plain(), trialLevel);
        int width = dictionary.width();
        double narrow = indexBytes(dictionary, from, to, width, workspace, trialLevel);
        double wide =
            aligned(width) == width
                ? narrow
                : indexBytes(dictionary, from, to, aligned(width), workspace, trialLevel);
        double bytes = dictionaryBytes + Math.min(narrow, wide) * count / sample;
        if (bytes * DICTIONARY_BONUS < bestBytes) {
          alignedIndexes = wide < narrow;
          choice =
              new Choice(
                  ValueEncoding.DICTIONARY, dictionary, wide < narrow ? aligned(width) : width);
        }
      }
    }
    current = choice.encoding();
    chunksUntilTrial = CHUNKS_PER_TRIAL;
    bytesPerValue = 0;
    return choice;
  }

  private static @Nullable Dictionary fullDictionary(ChunkValues values, Workspace workspace) {
    int limit = Math.min(values.count() - values.count() / 8, DICTIONARY_ENTRIES);
    return values.dictionary(0, values.count(), limit, workspace);
  }

  private static double indexBytes(
      Dictionary dictionary, int from, int to, int width, Workspace workspace, int trialLevel) {
    PageBuffer page = workspace.page();
    page.clear();
    HybridEncoder.writeIndexes(page, dictionary.indexes(), from, to, width);
    return workspace.compressedSize(page, trialLevel);
  }

  /** Whole bytes, in which zstd sees more regularity than in packed bits. */
  private static int aligned(int width) {
    return (width + Byte.SIZE - 1) / Byte.SIZE * Byte.SIZE;
  }
}
