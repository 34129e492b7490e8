package io.polarway.jdbc;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** The borders between the driver's rooms, and to what lies under the storage. */
final class DriverBordersTest {

  private static final JavaClasses DRIVER =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.polarway.jdbc");

  @Test
  void theDriverKnowsNothingOfWhatStorageStandsOn() {
    check(
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "org.duckdb..",
                "org.sqlite..",
                "org.apache.iceberg..",
                "org.apache.parquet..",
                "com.github.luben..",
                "com.zaxxer.."));
  }

  @Test
  void theDriverUsesStorageByItsFacadeAndItsValues() {
    check(
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "io.polarway.storage.catalog..",
                "io.polarway.storage.transaction..",
                "io.polarway.storage.parquet..",
                "io.polarway.storage.partition..",
                "io.polarway.storage.engine.."));
  }

  @Test
  void onlyTheSqlRoomKnowsCalcite() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("io.polarway.jdbc.sql..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.calcite.."));
  }

  @Test
  void theSqlRoomReadsTextAndKnowsNoJdbc() {
    check(
        noClasses()
            .that()
            .resideInAPackage("io.polarway.jdbc.sql")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "java.sql..",
                "javax.sql..",
                "io.polarway.jdbc",
                "io.polarway.jdbc.error..",
                "io.polarway.jdbc.meta..",
                "io.polarway.jdbc.result..",
                "io.polarway.jdbc.route..",
                "io.polarway.jdbc.type.."));
  }

  @Test
  void noRoomKnowsTheFacade() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(
                "io.polarway.jdbc.error..",
                "io.polarway.jdbc.meta..",
                "io.polarway.jdbc.result..",
                "io.polarway.jdbc.route..",
                "io.polarway.jdbc.type..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.polarway.jdbc"));
  }

  @Test
  void roomsHaveNoCycles() {
    slices().matching("io.polarway.jdbc.(*)..").should().beFreeOfCycles().check(DRIVER);
  }

  private static void check(ArchRule rule) {
    rule.check(DRIVER);
  }
}
