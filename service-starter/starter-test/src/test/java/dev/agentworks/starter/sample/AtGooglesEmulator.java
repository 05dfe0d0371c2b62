package dev.agentworks.starter.sample;

import dev.agentworks.local.pubsub.GoogleEmulator;
import java.util.UUID;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The sample service at Google's emulator instead of ours. That one ignores filters, neither signs
 * its pushes nor counts their attempts, and goes on giving messages to a stream whose reader has
 * gone: so every class has a context and a Pub/Sub project of its own.
 */
@DirtiesContext
@EnabledIf(
        value = "dev.agentworks.local.pubsub.GoogleEmulator#isHere",
        disabledReason = GoogleEmulator.ABSENT)
interface AtGooglesEmulator {
    @DynamicPropertySource
    static void googlesEmulator(DynamicPropertyRegistry properties) {
        var project = "starter-" + UUID.randomUUID();
        properties.add("PUBSUB_EMULATOR_HOST", GoogleEmulator::address);
        properties.add("GOOGLE_CLOUD_PROJECT", () -> project);
    }
}
