package dev.agentworks.router;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** Features meet in each other's root packages only, and in no circle. */
class ModularityTests {
    @Test
    void featuresUseOnlyWhatTheyAreAllowedTo() {
        ApplicationModules.of(RouterApplication.class).verify();
    }
}
