package dev.agentworks.core;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import dev.agentworks.starter.test.architecture.CommonArchitectureRules;
import dev.agentworks.starter.test.architecture.WrittenByHand;

@AnalyzeClasses(
        packages = "dev.agentworks.core",
        importOptions = {ImportOption.DoNotIncludeTests.class, WrittenByHand.class})
class ArchitectureTests {
    @ArchTest static final ArchTests COMMON = ArchTests.in(CommonArchitectureRules.class);
}
