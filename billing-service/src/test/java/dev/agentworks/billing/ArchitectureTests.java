package dev.agentworks.billing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.agentworks.starter.test.architecture.CommonArchitectureRules;
import dev.agentworks.starter.test.architecture.WrittenByHand;

@AnalyzeClasses(
        packages = "dev.agentworks.billing",
        importOptions = {ImportOption.DoNotIncludeTests.class, WrittenByHand.class})
class ArchitectureTests {
    @ArchTest static final ArchTests COMMON = ArchTests.in(CommonArchitectureRules.class);

    @ArchTest
    static final ArchRule MONEY_IS_DECIMAL =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("java.lang.Double")
                    .because("sums of doubles depend on their order");
}
