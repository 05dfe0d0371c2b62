package dev.agentworks.orchestrator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.web.bind.annotation.RestController;

@AnalyzeClasses(
        packages = "dev.agentworks.orchestrator",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

    @ArchTest
    static final ArchRule decisionsArePure =
            noClasses()
                    .that()
                    .haveSimpleName("LaneEngine")
                    .or()
                    .haveSimpleName("StepPlanner")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.springframework..", "java.sql..", "java.net..", "java.time..")
                    .because(
                            "what a lane or a run does next is decided from what is written, so it can be replayed");

    @ArchTest
    static final ArchRule onlyTheWriterChangesRuns =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "..step..", "..intake..", "..lanevisit..", "..tool..", "..prompt..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.springframework.jdbc..", "java.sql..")
                    .because("every write of a run carries its epoch, and that lives in one place");

    @ArchTest
    static final ArchRule controllersTranslate =
            noClasses()
                    .that()
                    .areAnnotatedWith(RestController.class)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.springframework.jdbc..", "org.springframework.transaction..")
                    .because(
                            "a controller turns requests into questions and answers into responses");

    @ArchTest
    static final ArchRule controllersAreClosed =
            classes()
                    .that()
                    .areAnnotatedWith(RestController.class)
                    .should()
                    .notBePublic()
                    .because("nobody but the web layer calls them");

    @ArchTest
    static final ArchRule timeIsAsked =
            noClasses()
                    .should()
                    .callMethod(java.time.Instant.class, "now")
                    .because("tests move the clock, and leases go by the database's");
}
