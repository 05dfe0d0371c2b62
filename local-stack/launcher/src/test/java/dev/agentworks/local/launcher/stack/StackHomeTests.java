package dev.agentworks.local.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentworks.local.launcher.StackFailure;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackHomeTests {

    @TempDir private Path folder = Path.of(".");

    @Test
    void secretsAreDrawnOnceAndShownToTheirOwnerOnly() throws Exception {
        var home = new StackHome(folder);
        home.prepare();

        var drawn = Secrets.of(home);

        assertThat(Secrets.of(home)).isEqualTo(drawn);
        assertThat(drawn.databaseRoles())
                .hasSize(12)
                .doesNotContainValue(drawn.databaseAdministrator());
        assertThat(drawn.toString()).doesNotContain(drawn.demoPassword());
        assertThat(Files.getPosixFilePermissions(home.secrets()))
                .containsExactlyInAnyOrder(
                        PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }

    @Test
    void aStateIsReadAsItWasSaved() {
        var home = new StackHome(folder);
        home.prepare();
        var own = ProcessMark.of("launcher", ProcessHandle.current());
        var state = new StackState(StackState.Phase.READY, "ready", 8080, own, List.of(own));

        state.save(home);

        assertThat(StackState.of(home)).contains(state);
        assertThat(StackState.of(home).orElseThrow().isRunning()).isTrue();
    }

    @Test
    void anotherProcessUnderTheSameNumberIsNotMeant() {
        var own = ProcessMark.of("core", ProcessHandle.current());

        var earlier = new ProcessMark("core", own.pid(), own.startedAt() - 60_000);

        assertThat(own.find()).isPresent();
        assertThat(earlier.find()).isEmpty();
    }

    @Test
    void aTakenPortIsNamedWithWhoNeedsIt() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var ports = new Ports(taken.getLocalPort() - ServiceDefinition.CORE.portOffset());

            assertThatThrownBy(ports::requireFree)
                    .isInstanceOf(StackFailure.class)
                    .hasMessageContaining(Integer.toString(taken.getLocalPort()))
                    .hasMessageContaining("--port");
        }
    }

    @Test
    void portsThatCannotBeAreRefused() {
        assertThatThrownBy(() -> new Ports(65_535))
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("--port");
    }
}
