package dev.agentworks.local.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentworks.local.launcher.StackFailure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StackSettingsTests {

    @Test
    void readsWhichServiceADebuggerMayAttachTo() {
        assertThat(StackSettings.debugPorts(List.of("core:5005", "router:5006")))
                .containsEntry(ServiceDefinition.CORE, 5005)
                .containsEntry(ServiceDefinition.ROUTER, 5006);
    }

    @ParameterizedTest
    @ValueSource(strings = {"core", "core:", ":5005", "core:many", "core:0", "core:70000"})
    void refusesADebugPortThatIsNotUnderstood(String value) {
        assertThatThrownBy(() -> StackSettings.debugPorts(List.of(value)))
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("SERVICE:PORT");
    }

    @Test
    void namesTheServicesThereAreWhenOneIsUnknown() {
        assertThatThrownBy(() -> ServiceDefinition.named("mailer"))
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("gateway, core, orchestrator");
    }
}
