package dev.agentworks.billing;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {
    @Test
    void featuresDoNotReachIntoEachOther() {
        ApplicationModules.of(BillingServiceApplication.class).verify();
    }
}
