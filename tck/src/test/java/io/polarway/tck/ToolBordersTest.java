package io.polarway.tck;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.polarway.tck", importOptions = DoNotIncludeTests.class)
class ToolBordersTest {

  @ArchTest
  static final ArchRule DEMO_AND_SQL_USE_JAVA_SQL_ALONE =
      noClasses()
          .that()
          .resideInAnyPackage("..tck.seed..", "..tck.sql..", "..tck.trades..", "..tck.console..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.polarway.jdbc..", "io.polarway.storage..", "org.duckdb..", "org.apache..");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("io.polarway.tck.(*)..").should().beFreeOfCycles();
}
