package dev.agentworks.orchestrator;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

    @Test
    void featuresUseEachOtherByTheirPublicTypesAndWithoutCycles() {
        ApplicationModules.of(OrchestratorApplication.class).verify();
    }
}
