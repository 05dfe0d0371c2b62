package dev.agentworks.router;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import org.springframework.web.bind.annotation.RestController;

@AnalyzeClasses(
        packages = "dev.agentworks.router",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {
    @ArchTest
    static final ArchRule vendorsKnowNothingOfTheLedger =
            noClasses()
                    .that()
                    .resideInAPackage("..provider..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("..completion..", "..ledger..", "..routing..", "..usage..")
                    .because("an adapter translates; whether and how often it is asked is not its");

    @ArchTest
    static final ArchRule onlyTheClientKnowsTheHttpLibrary =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.agentworks.router.provider.http")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.apache.hc..")
                    .because(
                            "one place writes to vendors, so one place decides what is written once");

    @ArchTest
    static final ArchRule onlyTheBooksSpeakSql =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "..ledger..", "..budget..", "..credential..", "..routing..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.springframework.jdbc..")
                    .because("what is kept is changed where it is owned; a call is none of it");

    @ArchTest
    static final ArchRule nobodyReadsTheSystemClock =
            noClasses()
                    .should()
                    .callMethod(Instant.class, "now")
                    .because("tests move the clock; the bean Clock is the only one");

    @ArchTest
    static final ArchRule controllersAreClosed =
            classes()
                    .that()
                    .areAnnotatedWith(RestController.class)
                    .should()
                    .bePackagePrivate()
                    .because("a route is called over HTTP only");
}
