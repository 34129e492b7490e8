package io.polarway.tck.contract;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/**
 * Runs a {@link ContractTest} for each peer. A test may take a {@link Connection}, a {@link
 * PeerDatabase} and a {@link Peer}.
 *
 * <p>PostgreSQL takes part where the system property {@code polarway.contract.postgresql} names the
 * directory of its programs.
 */
final class ContractExtension implements TestTemplateInvocationContextProvider {

  static final String POSTGRESQL_PROPERTY = "polarway.contract.postgresql";

  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return true;
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    return Stream.of(Peer.values())
        .filter(peer -> peer != Peer.POSTGRESQL || postgreSqlPrograms() != null)
        .map(Invocation::new);
  }

  private static @Nullable String postgreSqlPrograms() {
    String programs = System.getProperty(POSTGRESQL_PROPERTY);
    return programs == null || programs.isBlank() ? null : programs;
  }

  private record Invocation(Peer peer) implements TestTemplateInvocationContext {

    @Override
    public String getDisplayName(int index) {
      return peer.name();
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      return List.of(new OnPeer(peer));
    }
  }

  private static final class OnPeer
      implements ParameterResolver, InvocationInterceptor, AfterEachCallback {

    private final Peer peer;
    private @Nullable PeerDatabase database;

    OnPeer(Peer peer) {
      this.peer = peer;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      Class<?> type = parameter.getParameter().getType();
      return type == Connection.class || type == PeerDatabase.class || type == Peer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      Class<?> type = parameter.getParameter().getType();
      try {
        if (database == null) {
          database = PeerDatabase.create(peer, peer == Peer.POSTGRESQL ? server(context) : null);
        }
        return type == Peer.class ? peer : type == PeerDatabase.class ? database : database.open();
      } catch (SQLException e) {
        throw new ParameterResolutionException("No database of " + peer, e);
      }
    }

    /** The URL of the one server that all tests of the process use. */
    private static String server(ExtensionContext context) {
      return context
          .getRoot()
          .getStore(Namespace.create(PostgreSqlServer.class))
          .computeIfAbsent(
              POSTGRESQL_PROPERTY,
              key -> PostgreSqlServer.start(String.valueOf(postgreSqlPrograms())),
              PostgreSqlServer.class)
          .url();
    }

    @Override
    public void interceptTestTemplateMethod(
        InvocationInterceptor.Invocation<@Nullable Void> test,
        ReflectiveInvocationContext<Method> method,
        ExtensionContext context)
        throws Throwable {
      Differs difference = difference(method.getExecutable());
      if (difference == null) {
        test.proceed();
        return;
      }
      if (peer == Peer.POLARWAY) {
        throw new AssertionError("Polarway differs from clause " + difference.clause());
      }
      boolean fulfilled;
      try {
        test.proceed();
        fulfilled = true;
      } catch (SQLException | RuntimeException | AssertionError | AbstractMethodError different) {
        fulfilled = false;
      }
      if (fulfilled) {
        throw new AssertionError(
            "%s does not differ from clause %s".formatted(peer, difference.clause()));
      }
    }

    private @Nullable Differs difference(Method test) {
      return Stream.of(test.getAnnotationsByType(Differs.class))
          .filter(differs -> differs.value() == peer)
          .findFirst()
          .orElse(null);
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
      if (database != null) {
        database.close();
      }
    }
  }
}
