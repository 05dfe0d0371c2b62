package dev.agentworks.local.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.agentworks.local.launcher.stack.ProcessMark;
import dev.agentworks.local.launcher.stack.StackState;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StackStatusTests {

    private static final ProcessMark RUNNING = ProcessMark.of("launcher", ProcessHandle.current());
    private static final ProcessMark ENDED = new ProcessMark("launcher", RUNNING.pid(), 1);

    private final AtomicInteger answer = new AtomicInteger(200);
    private HttpServer gateway;

    StackStatusTests() throws Exception {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void start() {
        gateway.createContext(
                "/ready",
                exchange -> {
                    exchange.sendResponseHeaders(answer.get(), -1);
                    exchange.close();
                });
        gateway.start();
    }

    @AfterEach
    void stop() {
        gateway.stop(0);
    }

    @Test
    void allThatRunsAndAnswersIsReady() {
        var status = StackStatus.of(state(RUNNING, named("gateway", RUNNING)));

        assertThat(status.isReady()).isTrue();
        assertThat(status.sentence()).isEqualTo("ready");
    }

    @Test
    void aServiceThatRunsAndIsNotReadyIsNamed() {
        answer.set(503);

        var status = StackStatus.of(state(RUNNING, named("gateway", RUNNING)));

        assertThat(status.isReady()).isFalse();
        assertThat(status.sentence()).isEqualTo("gateway not ready");
    }

    @Test
    void aProcessThatEndedIsNamedAlthoughTheLauncherSaidReady() {
        var status = StackStatus.of(state(RUNNING, named("postgresql", ENDED)));

        assertThat(status.isReady()).isFalse();
        assertThat(status.sentence()).isEqualTo("postgresql ended");
    }

    @Test
    void theDeathOfTheLauncherIsToldWithWhatHelps() {
        var status = StackStatus.of(state(ENDED, named("gateway", RUNNING)));

        assertThat(status.isReady()).isFalse();
        assertThat(status.sentence()).contains("launcher has ended").contains("./agentworks up");
    }

    private StackState state(ProcessMark launcher, ProcessMark program) {
        return new StackState(
                StackState.Phase.READY,
                "ready",
                gateway.getAddress().getPort(),
                launcher,
                List.of(program));
    }

    private static ProcessMark named(String name, ProcessMark mark) {
        return new ProcessMark(name, mark.pid(), mark.startedAt());
    }
}
