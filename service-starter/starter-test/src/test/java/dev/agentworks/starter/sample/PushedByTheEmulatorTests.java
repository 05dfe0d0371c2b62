package dev.agentworks.starter.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.starter.test.ServiceTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@ServiceTest(service = "sample")
@DirtiesContext
class PushedByTheEmulatorTests extends PushContract {
    @DynamicPropertySource
    static void push(DynamicPropertyRegistry properties) {
        var port = freePort();
        pushTo(properties, port, "http://127.0.0.1:" + port);
    }

    @Test
    void countsTheAttempts() {
        publish("poison to be counted");
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(
                        () -> assertThat(attempts("poison to be counted")).startsWith(1, 2, 3));
        letters.cured.add("poison to be counted");
    }
}
