package dev.agentworks.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "dev.agentworks.core",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

    @ArchTest
    static final ArchRule WEB_LEAVES_THE_DATABASE_ALONE =
            noClasses()
                    .that()
                    .resideInAPackage("..web..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.springframework.jdbc..", "java.sql..")
                    .because(
                            "a controller translates; the feature decides what is read and written");

    @ArchTest
    static final ArchRule CONTROLLERS_ARE_CLOSED =
            classes()
                    .that()
                    .haveSimpleNameEndingWith("Controller")
                    .should()
                    .bePackagePrivate()
                    .because("nobody calls a route but over HTTP");

    @ArchTest
    static final ArchRule TABLES_ARE_CLOSED =
            classes()
                    .that()
                    .haveSimpleNameEndingWith("Table")
                    .or()
                    .haveSimpleNameEndingWith("Queries")
                    .should()
                    .bePackagePrivate()
                    .because("other features ask the facade, which checks who asks");

    @ArchTest
    static final ArchRule TIME_IS_AN_ARGUMENT =
            noClasses()
                    .should()
                    .callMethod(java.time.Instant.class, "now")
                    .because("a test must be able to move the clock");
}
