package dev.agentworks.monitor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "dev.agentworks.monitor",
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
                    .because("a controller translates; what is read is decided in the feature");

    @ArchTest
    static final ArchRule CONTROLLERS_ARE_CLOSED =
            classes()
                    .that()
                    .haveSimpleNameEndingWith("Controller")
                    .should()
                    .bePackagePrivate()
                    .because("nobody calls a route but over HTTP");

    @ArchTest
    static final ArchRule STATUS_KNOWS_NO_SOCKET =
            noClasses()
                    .that()
                    .resideInAnyPackage("..history..", "..status..", "..intake..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("..live..", "jakarta.websocket..", "io.lettuce..")
                    .because("lines are stored whether or not somebody watches");
}
