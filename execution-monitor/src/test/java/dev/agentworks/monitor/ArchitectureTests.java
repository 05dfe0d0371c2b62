package dev.agentworks.monitor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.agentworks.starter.test.architecture.CommonArchitectureRules;
import dev.agentworks.starter.test.architecture.WrittenByHand;

@AnalyzeClasses(
        packages = "dev.agentworks.monitor",
        importOptions = {ImportOption.DoNotIncludeTests.class, WrittenByHand.class})
class ArchitectureTests {
    @ArchTest static final ArchTests COMMON = ArchTests.in(CommonArchitectureRules.class);

    @ArchTest
    static final ArchRule STATUS_KNOWS_NO_SOCKET =
            noClasses()
                    .that()
                    .resideInAnyPackage("..history..", "..status..", "..intake..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("..live..", "jakarta.websocket..", "io.lettuce..")
                    .because("lines are stored whether or not a socket watches");
}
