package dev.agentworks.router;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.agentworks.starter.test.architecture.CommonArchitectureRules;
import dev.agentworks.starter.test.architecture.WrittenByHand;

@AnalyzeClasses(
        packages = "dev.agentworks.router",
        importOptions = {ImportOption.DoNotIncludeTests.class, WrittenByHand.class})
class ArchitectureTests {
    @ArchTest static final ArchTests COMMON = ArchTests.in(CommonArchitectureRules.class);

    @ArchTest
    static final ArchRule vendorsKnowNothingOfTheLedger =
            noClasses()
                    .that()
                    .resideInAPackage("..provider..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.agentworks.router.completion..",
                            "dev.agentworks.router.execution..",
                            "dev.agentworks.router.ledger..",
                            "dev.agentworks.router.routing..",
                            "dev.agentworks.router.usage..")
                    .because(
                            "an adapter translates; whether and how often it is asked is decided"
                                    + " elsewhere");

    @ArchTest
    static final ArchRule onlyTheClientKnowsTheHttpLibrary =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.agentworks.router.provider.http")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.apache.hc..")
                    .because(
                            "one place writes to vendors, so one place decides what is written"
                                    + " once");

    @ArchTest
    static final ArchRule onlyThoseThatKeepSomethingSpeakSql =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "..ledger..", "..budget..", "..credential..", "..routing..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.springframework.jdbc..")
                    .because("what is kept is changed where it is owned; a call is none of it");
}
