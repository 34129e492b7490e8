package io.polarway.storage;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The borders between the rooms of storage. */
@AnalyzeClasses(
    packages = "io.polarway.storage",
    importOptions = ImportOption.DoNotIncludeTests.class)
class PackageBordersTest {

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("io.polarway.storage.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule ROOMS_DO_NOT_KNOW_THE_FACADE =
      noClasses()
          .that()
          .resideInAPackage("io.polarway.storage.*..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.polarway.storage");

  @ArchTest
  static final ArchRule NEITHER_DRIVER_NOR_CALCITE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.polarway.jdbc..", "org.apache.calcite..");

  @ArchTest
  static final ArchRule ONLY_THE_ENGINE_KNOWS_DUCKDB =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.polarway.storage.engine")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.duckdb..");

  @ArchTest
  static final ArchRule ONLY_THE_CATALOG_KNOWS_SQLITE =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.polarway.storage.catalog")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.sqlite..", "com.zaxxer..");

  @ArchTest
  static final ArchRule ONLY_THE_WRITER_KNOWS_PARQUET =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.polarway.storage.parquet")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.parquet..", "com.github.luben..");

  @ArchTest
  static final ArchRule NO_HADOOP =
      noClasses().should().dependOnClassesThat().resideInAPackage("org.apache.hadoop..");
}
