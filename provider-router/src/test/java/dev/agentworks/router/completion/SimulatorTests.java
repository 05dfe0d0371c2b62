package dev.agentworks.router.completion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.local.llm.LlmSimulator;
import dev.agentworks.local.llm.LlmSimulatorSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The router as the local stack has it: the simulator behind all three providers. */
class SimulatorTests extends RouterTest {
    private static final LlmSimulator SIMULATOR = started();

    @DynamicPropertySource
    static void simulator(DynamicPropertyRegistry registry) {
        registry.add("agentworks.router.simulated-providers", () -> "openai,anthropic,google");
        registry.add("agentworks.router.providers.openai.base-url", () -> SIMULATOR.url() + "/v1");
        registry.add("agentworks.router.providers.anthropic.base-url", SIMULATOR::url);
        registry.add("agentworks.router.providers.google.base-url", SIMULATOR::url);
        for (var provider : new String[] {"openai", "anthropic", "google"}) {
            registry.add(
                    "agentworks.router.providers.%s.api-key".formatted(provider),
                    () -> "simulated");
        }
    }

    @AfterAll
    static void stop() {
        SIMULATOR.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-4o", "claude-3-5-sonnet-20241022", "gemini-1.5-pro"})
    void speaksWithTheSimulatorInEveryWireFormat(String model) {
        var key = key();

        var answer = stream(key, body(model, ""));
        var stored = put(key, body(model, ""));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("event: completed");
        var completion = json(stored);
        assertThat(completion.at("/state").asString("")).as(stored.body()).isEqualTo("SUCCEEDED");
        assertThat(completion.at("/simulated").asBoolean(false)).isTrue();
        assertThat(completion.at("/usage/totalTokens").asLong(0)).isPositive();
        assertThat(new BigDecimal(completion.at("/price").asString(""))).isPositive();
    }

    private static LlmSimulator started() {
        try {
            return LlmSimulator.start(LlmSimulatorSettings.atFullSpeed());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
