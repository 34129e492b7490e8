package io.polarway.storage.catalog;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who has a lock, and since when, for messages only. It stands in the locked file, where it stays
 * when the lock is freed, and a copy of the store has it, too; so it is believed only when the
 * system says that this process has the lock, or, where it does not say, that it lives.
 */
record LockHolder(long processId, Instant since) {

  private static final int BYTES = 2 * Long.BYTES;
  private static final long OWN_PROCESS_ID = ProcessHandle.current().pid();
  private static final Path LOCKS = Path.of("/proc/locks");
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  /**
   * Notes this process as the holder from now on; what cannot be written is left.
   *
   * @param file not by its channel, which an interrupt of the thread closes, and with it frees all
   *     locks
   */
  static void write(RandomAccessFile file, long position) {
    ByteBuffer bytes =
        ByteBuffer.allocate(BYTES).putLong(OWN_PROCESS_ID).putLong(System.currentTimeMillis());
    try {
      synchronized (file) {
        file.seek(position);
        file.write(bytes.array());
      }
    } catch (IOException e) {
      // A message will not name this process.
    }
  }

  /**
   * Who has the lock of a byte of a file now; null when it is not known for certain.
   *
   * @param position where {@link #write} noted it
   * @param locked the byte that is locked
   */
  static @Nullable LockHolder find(RandomAccessFile file, Path path, long position, long locked) {
    byte[] bytes = new byte[BYTES];
    try {
      synchronized (file) {
        file.seek(position);
        file.readFully(bytes);
      }
      ByteBuffer read = ByteBuffer.wrap(bytes);
      LockHolder noted = new LockHolder(read.getLong(), Instant.ofEpochMilli(read.getLong()));
      return noted.holds(path, locked) ? noted : null;
    } catch (IOException e) {
      return null;
    }
  }

  private boolean holds(Path file, long locked) throws IOException {
    if (!Files.isReadable(LOCKS)) {
      return ProcessHandle.of(processId).isPresent();
    }
    // 1: POSIX  ADVISORY  WRITE 4711 fe:00:1234567 1 1
    String process = Long.toString(processId);
    String inode = ":" + Files.getAttribute(file, "unix:ino");
    String place = Long.toString(locked);
    for (String line : Files.readAllLines(LOCKS)) {
      String[] words = BLANKS.split(line.strip());
      if (words.length == 8
          && words[4].equals(process)
          && words[5].endsWith(inode)
          && words[6].equals(place)
          && words[7].equals(place)) {
        return true;
      }
    }
    return false;
  }
}
