package io.polarway.tck;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.polarway.jdbc.StatementProgress;
import io.polarway.jdbc.sql.SqlScript;

@AnalyzeClasses(packages = "io.polarway.tck", importOptions = DoNotIncludeTests.class)
class ToolBordersTest {

  @ArchTest
  static final ArchRule THE_DEMO_USES_JAVA_SQL_ALONE =
      noClasses()
          .that()
          .resideInAnyPackage("..tck.seed..", "..tck.trades..", "..tck.console..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.polarway.jdbc..", "io.polarway.storage..", "org.duckdb..", "org.apache..");

  @ArchTest
  static final ArchRule THE_SHELL_USES_OF_THE_DRIVER_ITS_PROGRESS_AND_ITS_SPLITTER =
      noClasses()
          .that()
          .resideInAPackage("..tck.shell..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("io.polarway.jdbc..", "io.polarway.storage..", "org.duckdb..")
                  .and(not(belongToAnyOf(StatementProgress.class, SqlScript.class))));

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("io.polarway.tck.(*)..").should().beFreeOfCycles();
}
