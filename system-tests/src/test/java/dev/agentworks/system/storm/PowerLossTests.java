package dev.agentworks.system.storm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.system.RunningStack;
import dev.agentworks.system.RunningStack.Stack;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Everything is killed at once while people make cards and agents work on them. */
@ExtendWith(RunningStack.class)
class PowerLossTests {

    private static final int CARDS_A_LOSS = 4;
    private static final int SLOW = 250;
    private static final String AT_WORK =
            "select count(*) from orchestrator.run where status = 'RUNNING'";

    @AfterEach
    void fullSpeed(Stack stack) throws Exception {
        stack.simulatorSpeed(0);
    }

    @Test
    void aPowerLossLosesNothingAndDoublesNothing(Stack stack) throws Exception {
        var invariants = new StormInvariants(stack);
        invariants.watch();
        long runsBefore = invariants.number("select count(*) from orchestrator.run");
        var load = new CardLoad(stack, 2);
        for (int loss = 0; loss < Integer.getInteger("agentworks.storm.losses", 1); loss++) {
            stack.simulatorSpeed(SLOW);
            // the people go on: what is not answered is asked again under the same key
            var people =
                    CompletableFuture.runAsync(() -> {
                        for (int card = 0; card < CARDS_A_LOSS; card++) {
                            load.card();
                        }
                    });
            await().atMost(Duration.ofSeconds(60)).until(() -> invariants.number(AT_WORK) > 0);

            stack.losePower();
            stack.start();

            people.get(2, TimeUnit.MINUTES);
        }
        stack.simulatorSpeed(0);
        invariants.awaitAllOver(load, runsBefore);
        invariants.awaitAllLines();
        assertThat(load.titles()).doesNotHaveDuplicates();
    }
}
