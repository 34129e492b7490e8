package io.polarway.storage.engine;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Defines DuckDB's classes once more, so that their native library comes from where we want it.
 *
 * <p>DuckDB's own loader unpacks the library from its jar into the temporary directory whenever it
 * sees it as a resource, and asks the class loader for it otherwise. This class loader hides the
 * resource and answers the question. It also keeps the engine apart from a DuckDB that the
 * application loads for itself.
 */
final class EngineClassLoader extends ClassLoader {

  private static final String PACKAGE = "org.duckdb.";
  private static final String LIBRARY = "duckdb_java";

  static {
    registerAsParallelCapable();
  }

  private final ClassLoader source;
  private final @Nullable Path library;

  /**
   * @param source where DuckDB's classes are found
   * @param library the unpacked native library; null lets DuckDB unpack it in its own way
   */
  EngineClassLoader(ClassLoader source, @Nullable Path library) {
    super("polarway-engine", source);
    this.source = source;
    this.library = library;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(PACKAGE)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : define(name);
    }
  }

  @Override
  public @Nullable URL getResource(String name) {
    return library != null && name.startsWith("lib" + LIBRARY) ? null : super.getResource(name);
  }

  @Override
  protected @Nullable String findLibrary(String name) {
    return library != null && name.equals(LIBRARY) ? library.toString() : null;
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try (InputStream in = source.getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = in.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
