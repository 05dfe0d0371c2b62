package dev.agentworks.monitor;

import dev.agentworks.starter.test.RestartableRedis;
import dev.agentworks.starter.test.ServiceTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole monitor with a core that knows the cards of the tests. */
@ServiceTest(service = "monitor")
public abstract class MonitorTest {
    protected static final RestartableRedis REDIS = RestartableRedis.started();

    @DynamicPropertySource
    static void core(DynamicPropertyRegistry properties) {
        properties.add("AGENTWORKS_CORE_URL", FakeCore::url);
        properties.add("agentworks.intake.gap-timeout", () -> "1s");
        properties.add("agentworks.intake.missing-after", () -> "3s");
        properties.add("AGENTWORKS_REDIS_URL", REDIS::url);
    }
}
