package io.polarway.storage.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/**
 * A new file for the Parquet library. Its stream can be closed by the library without closing the
 * file, so that the file's owner decides when it is closed, whatever went wrong.
 */
final class FileOutput extends PositionOutputStream implements OutputFile {

  private static final int BUFFER_BYTES = 1 << 18;

  private final Path path;
  private final FileChannel channel;

  /** Outside the heap, as the channel would copy it there. */
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);

  private long position;

  FileOutput(Path path) throws IOException {
    this.path = path;
    channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /** The file. What was written is in it after {@link #flush}. */
  FileChannel channel() {
    return channel;
  }

  @Override
  public long getPos() {
    return position;
  }

  @Override
  public void write(int value) throws IOException {
    if (!buffer.hasRemaining()) {
      flush();
    }
    buffer.put((byte) value);
    position++;
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      if (!buffer.hasRemaining()) {
        flush();
      }
      int part = Math.min(length - done, buffer.remaining());
      buffer.put(source, offset + done, part);
      done += part;
    }
    position += length;
  }

  @Override
  public void flush() throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }

  /** Flushes; the file stays open. */
  @Override
  public void close() throws IOException {
    flush();
  }

  @Override
  public PositionOutputStream create(long blockSize) {
    return this;
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSize) {
    return this;
  }

  @Override
  public boolean supportsBlockSize() {
    return false;
  }

  @Override
  public long defaultBlockSize() {
    return -1;
  }

  @Override
  public String getPath() {
    return path.toString();
  }
}
