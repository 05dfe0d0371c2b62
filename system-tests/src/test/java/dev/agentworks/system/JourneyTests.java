package dev.agentworks.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.local.launcher.journey.Brief;
import dev.agentworks.local.launcher.journey.Journey;
import dev.agentworks.system.RunningStack.Stack;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The main use case, from a brief to priced features. The journey checks each of its steps itself.
 */
@ExtendWith(RunningStack.class)
class JourneyTests {

    @Test
    void aBriefBecomesABlueprintAndFeatures(Stack stack) {
        var outcome = new Journey(stack.client(), Brief.example(), System.out::println).play();

        assertThat(outcome.runIds()).hasSize(5).doesNotHaveDuplicates();
        assertThat(outcome.price()).isPositive();
    }

    @Test
    void aBriefOnAnotherSubjectBecomesItsOwnFeatures(Stack stack) {
        var brief = Brief.of(Path.of("src/test/resources/brief-bakery.md"));

        var outcome = new Journey(stack.client(), brief, System.out::println).play();

        assertThat(outcome.lines()).isGreaterThan(20);
    }
}
