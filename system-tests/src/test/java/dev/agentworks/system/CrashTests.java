package dev.agentworks.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.local.launcher.journey.Brief;
import dev.agentworks.local.launcher.journey.Journey;
import dev.agentworks.system.RunningStack.Stack;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Any service is killed in the middle of a run and restarted: the journey ends with one result,
 * each call billed once, and an unbroken terminal.
 */
@ExtendWith(RunningStack.class)
class CrashTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int SLOW = 250;

    @AfterEach
    void fullSpeed(Stack stack) {
        atFullSpeed(stack);
    }

    @ParameterizedTest
    @ValueSource(strings = {"orchestrator", "router", "core", "monitor", "billing", "gateway"})
    void theJourneyOutlivesTheDeathOf(String service, Stack stack) throws Exception {
        stack.simulatorSpeed(SLOW);
        var steps = new ArrayList<String>();
        var killed = new AtomicBoolean();

        var outcome =
                new Journey(
                                stack.client(),
                                Brief.example(),
                                step -> {
                                    System.out.println(step);
                                    steps.add(step);
                                    // the first line has just arrived: the first agent is working
                                    if (step.contains("first line")
                                            && killed.compareAndSet(false, true)) {
                                        stack.kill(service);
                                        atFullSpeed(stack); // the others go on meanwhile
                                    }
                                })
                        .play();

        assertThat(killed).isTrue();
        assertThat(outcome.runIds()).hasSize(5).doesNotHaveDuplicates();
        assertThat(dispatchesOfOneKey(stack)).isEmpty();
    }

    private static void atFullSpeed(Stack stack) {
        try {
            stack.simulatorSpeed(0);
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException("the simulator does not answer", failure);
        }
    }

    /** The idempotency keys that reached the vendor more than once. */
    private static List<String> dispatchesOfOneKey(Stack stack) throws Exception {
        return JSON.readTree(stack.simulatorCalls()).path("byKey").properties().stream()
                .filter(entry -> entry.getValue().asInt() > 1)
                .map(entry -> entry.getKey())
                .toList();
    }
}
