package dev.agentworks.orchestrator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.agentworks.starter.test.architecture.CommonArchitectureRules;
import dev.agentworks.starter.test.architecture.WrittenByHand;

@AnalyzeClasses(
        packages = "dev.agentworks.orchestrator",
        importOptions = {ImportOption.DoNotIncludeTests.class, WrittenByHand.class})
class ArchitectureTests {
    @ArchTest static final ArchTests COMMON = ArchTests.in(CommonArchitectureRules.class);

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
                            "what a lane or a run does next is decided from what is written, so it"
                                    + " can be replayed");

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
}
