package io.polarway.storage.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.polarway.storage.engine.Engine;
import io.polarway.storage.engine.EngineFunctions;
import io.polarway.storage.engine.EngineFunctions.Dependence;
import io.polarway.storage.engine.EngineSession;
import io.polarway.storage.engine.StatementWords;
import io.polarway.storage.engine.StatementWords.Sources;
import io.polarway.storage.error.StorageException;
import io.polarway.storage.syntax.PlacedName;
import io.polarway.storage.syntax.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the traits of texts, once for each. Thread-safe. */
public final class StatementReader {

  private static final long KEPT_CHARS = 4_000_000;
  private static final int WEIGHT_OF_ANY = 200;

  private final Engine engine;
  private final Cache<String, StatementTraits> known =
      Caffeine.newBuilder()
          .maximumWeight(KEPT_CHARS)
          .weigher((String text, StatementTraits traits) -> 2 * text.length() + WEIGHT_OF_ANY)
          .executor(Runnable::run)
          .build();

  public StatementReader(Engine engine) {
    this.engine = engine;
  }

  /**
   * The traits of a text.
   *
   * @param session asked what the engine's parser finds in it
   */
  public StatementTraits read(String text, EngineSession session) {
    StatementTraits traits = known.getIfPresent(text);
    if (traits == null) {
      traits = find(text, session);
      known.put(text, traits);
    }
    return traits;
  }

  private StatementTraits find(String text, EngineSession session) {
    StatementWords words;
    try {
      words = StatementWords.of(text);
    } catch (StorageException unreadable) {
      return new StatementTraits(text, BypassReason.UNREADABLE, List.of());
    }
    BypassReason bypass = bypass(words);
    if (bypass != null || words.sources() instanceof Sources.None) {
      return new StatementTraits(words.normalized(), bypass, List.of());
    }
    if (words.sources() instanceof Sources.One one) {
      return new StatementTraits(words.normalized(), null, List.of(one.name()));
    }
    if (!(session.read(text) instanceof Reading.Query query)) {
      return new StatementTraits(words.normalized(), BypassReason.UNREADABLE, List.of());
    }
    return !query.lists().isEmpty()
        ? new StatementTraits(words.normalized(), BypassReason.OTHER_SOURCES, List.of())
        : new StatementTraits(words.normalized(), null, sources(query));
  }

  private static List<String> sources(Reading.Query query) {
    List<String> sources = new ArrayList<>();
    for (PlacedName table : query.tables()) {
      List<String> parts = table.parts();
      String last = parts.get(parts.size() - 1).toLowerCase(Locale.ROOT);
      if (parts.size() > 1 || !query.bound().contains(last)) {
        sources.add(last);
      }
    }
    return sources;
  }

  private @Nullable BypassReason bypass(StatementWords statement) {
    Set<String> words = statement.words();
    if (EngineFunctions.isMomentNamed(statement) || usesTimeOfZone(statement)) {
      return BypassReason.VOLATILE_FUNCTION;
    }
    if (words.contains("tablesample") || (words.contains("sample") && words.contains("using"))) {
      return BypassReason.SAMPLE;
    }
    Dependence dependence =
        statement.called().isEmpty() ? Dependence.NONE : engine.functions().of(statement);
    return switch (dependence) {
      case NONE -> null;
      case MOMENT -> BypassReason.VOLATILE_FUNCTION;
      case OTHER_SOURCES -> BypassReason.OTHER_SOURCES;
    };
  }

  /** A time of day in another zone has the offset that the zone has today. */
  private static boolean usesTimeOfZone(StatementWords statement) {
    return statement.words().contains("timetz")
        || statement.normalized().toLowerCase(Locale.ROOT).contains("time with time zone");
  }
}
