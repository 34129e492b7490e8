package io.polarway.storage.catalog;

import io.polarway.storage.disk.DurableFiles;
import io.polarway.storage.error.Failure;
import io.polarway.storage.error.StorageException;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.iceberg.inmemory.InMemoryInputFile;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;
import org.apache.iceberg.io.SeekableInputStream;

/** A file on a local disk as Iceberg reads and writes it. */
final class LocalFile implements InputFile, OutputFile {

  /** What is done with a file when all of it was written. */
  interface Completion {
    /**
     * Gives the location that it has from now on.
     *
     * @param channel open for writing
     * @param checksum of its content
     */
    String onWritten(FileChannel channel, Path file, String checksum) throws IOException;
  }

  private static final int BUFFER_BYTES = 32 * 1024;

  private final StoreRoots roots;
  private final Completion completion;
  private volatile String location;

  LocalFile(String location, StoreRoots roots, Completion completion) {
    this.location = location;
    this.roots = roots;
    this.completion = completion;
  }

  private Path path() {
    return roots.actualPath(location);
  }

  @Override
  public String location() {
    return location;
  }

  @Override
  public long getLength() {
    try {
      return Files.size(path());
    } catch (NoSuchFileException e) {
      throw new NotFoundException(e, "There is no file %s", path());
    } catch (IOException e) {
      throw new RuntimeIOException(e, "Cannot read the length of %s", path());
    }
  }

  @Override
  public boolean exists() {
    return Files.exists(path());
  }

  @Override
  public InputFile toInputFile() {
    return this;
  }

  /**
   * Reads the file, all of it at once where its name has a checksum.
   *
   * @throws StorageException {@link Failure#DAMAGED} when the content is not that of the name
   */
  @Override
  public SeekableInputStream newStream() {
    Path path = path();
    try {
      String checksum = ChecksumName.of(location);
      return checksum == null
          ? new Input(FileChannel.open(path, StandardOpenOption.READ))
          : new InMemoryInputFile(location, verified(path, checksum)).newStream();
    } catch (NoSuchFileException e) {
      throw new NotFoundException(e, "There is no file %s", path());
    } catch (IOException e) {
      throw new RuntimeIOException(e, "Cannot read %s", path);
    }
  }

  private static byte[] verified(Path path, String checksum) throws IOException {
    byte[] content = Files.readAllBytes(path);
    CRC32C actual = new CRC32C();
    actual.update(content);
    if (!checksum.equals(ChecksumName.text(actual.getValue()))) {
      throw new StorageException(
          Failure.DAMAGED, "The metadata file " + path + " is damaged; restore it from a copy");
    }
    return content;
  }

  @Override
  public PositionOutputStream create() {
    return open(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  @Override
  public PositionOutputStream createOrOverwrite() {
    return open(
        StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
  }

  private PositionOutputStream open(OpenOption... options) {
    Path path = path();
    try {
      Path directory = path.getParent();
      if (directory != null) {
        DurableFiles.createDirectories(directory);
      }
      return new Output(FileChannel.open(path, options), path);
    } catch (FileAlreadyExistsException e) {
      throw new AlreadyExistsException(e, "There is a file %s already", path);
    } catch (IOException e) {
      throw new RuntimeIOException(e, "Cannot write %s", path);
    }
  }

  private static final class Input extends SeekableInputStream {
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).limit(0);

    Input(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public long getPos() throws IOException {
      return channel.position() - buffer.remaining();
    }

    @Override
    public void seek(long position) throws IOException {
      if (position > channel.size()) {
        throw new EOFException("position " + position + " is behind the end");
      }
      buffer.limit(0);
      channel.position(position);
    }

    @Override
    public int read() throws IOException {
      return buffer.hasRemaining() || fill() ? buffer.get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (!buffer.hasRemaining() && !fill()) {
        return -1;
      }
      int count = Math.min(length, buffer.remaining());
      buffer.get(target, offset, count);
      return count;
    }

    private boolean fill() throws IOException {
      buffer.clear();
      int count = channel.read(buffer);
      buffer.flip();
      return count > 0;
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  private final class Output extends PositionOutputStream {
    private final FileChannel channel;
    private final Path path;
    private final CRC32C checksum = new CRC32C();
    private final OutputStream stream;
    private long position;
    private boolean closed;

    Output(FileChannel channel, Path path) {
      this.channel = channel;
      this.path = path;
      this.stream =
          new BufferedOutputStream(
              new CheckedOutputStream(Channels.newOutputStream(channel), checksum), BUFFER_BYTES);
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int value) throws IOException {
      stream.write(value);
      position++;
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
      stream.write(source, offset, length);
      position += length;
    }

    @Override
    public void flush() throws IOException {
      stream.flush();
    }

    @Override
    public void close() throws IOException {
      if (closed) {
        return;
      }
      closed = true;
      try (FileChannel open = channel) {
        stream.flush();
        location = completion.onWritten(open, path, ChecksumName.text(checksum.getValue()));
      }
    }
  }
}
