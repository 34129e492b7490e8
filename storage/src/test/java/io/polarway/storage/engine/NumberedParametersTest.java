package io.polarway.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumberedParametersTest {

  @Test
  void parametersGetTheirNumbers() {
    assertThat(NumberedParameters.numbered("SELECT '?', \"?\", $$?$$ /* ? */, ?+?, ?12 -- ?"))
        .isEqualTo("SELECT '?', \"?\", $$?$$ /* ? */, $1+$2, $12 -- ?");
    assertThat(NumberedParameters.numbered("SELECT $2, $1")).isEqualTo("SELECT $2, $1");
    assertThat(NumberedParameters.numbered("?")).isEqualTo("$1");
  }

  @Test
  void aTextTakesAFurtherOneUnlessItMixesForms() {
    assertThat(NumberedParameters.canBeIn("SELECT ?")).isTrue();
    assertThat(NumberedParameters.canBeIn("SELECT $1")).isTrue();
    assertThat(NumberedParameters.canBeIn("SELECT ?, '$'")).isFalse();
    assertThat(NumberedParameters.name(2)).isEqualTo("$3");
  }

  @Test
  void theEngineReadsBothForms(@TempDir Path directory) throws Exception {
    try (TestEngine engine = new TestEngine(directory)) {
      String sql = "SELECT ? || '?' || ? || (SELECT x FROM (SELECT 1 AS x) WHERE x = ?)";
      assertThat(engine.value(NumberedParameters.numbered(sql), "a", "b", 1))
          .isEqualTo(engine.value(sql, "a", "b", 1))
          .isEqualTo("a?b1");
    }
  }
}
