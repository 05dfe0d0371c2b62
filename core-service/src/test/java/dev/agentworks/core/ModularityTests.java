package dev.agentworks.core;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

    @Test
    void featuresDoNotReachIntoEachOther() {
        ApplicationModules.of(CoreServiceApplication.class).verify();
    }
}
