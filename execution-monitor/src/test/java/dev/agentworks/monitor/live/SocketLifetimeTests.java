package dev.agentworks.monitor.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.monitor.MonitorTest;
import dev.agentworks.monitor.TestRun;
import dev.agentworks.starter.test.TestPublisher;
import dev.agentworks.starter.test.TokenMaker;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** How sockets end: the stuck are closed, the old ones are asked to come back. */
@TestPropertySource(
        properties = {
            "agentworks.live.stuck-after=1s",
            "agentworks.live.ping=500ms",
            "agentworks.live.longest=8s"
        })
class SocketLifetimeTests extends MonitorTest {
    @LocalServerPort int port;
    @Autowired TokenMaker tokens;
    @Autowired TestPublisher publisher;
    @Autowired TerminalRegistry terminals;
    private final TestRun run = TestRun.aRun();

    @Test
    void closesAClientThatTakesNoByte() {
        for (int i = 0; i < 100; i++) {
            publisher.publish(run.lines("journal", 1 + i * 200L, 200));
        }
        try (var silent = new SilentClient(port, path(), bearer())) {
            await().until(() -> terminals.count() == 1);

            await().atMost(Duration.ofSeconds(7)).until(() -> terminals.count() == 0);
        }
    }

    @Test
    void asksAnOldSocketToReconnectWithoutLosingALine() {
        publisher.publish(run.lines("journal", 1, 5));
        try (var first = TerminalClient.open(port, path(), bearer())) {
            first.subscribe("\"start\"").awaitLines(5);
            first.awaitFrame("moved");
            await().until(() -> first.closeCode() == 1012);
            publisher.publish(run.lines("journal", 6, 5));
            var last = first.frames("lines").getLast();

            try (var second = TerminalClient.open(port, path(), bearer())) {
                second.subscribe(
                        "{\"cursors\":{\"%s\":{\"epoch\":%d,\"after\":%d}}}"
                                .formatted(
                                        run.runId(),
                                        last.path("epoch").asLong(),
                                        last.path("next").asLong() - 1));
                assertThat(second.awaitLines(5))
                        .isEqualTo(
                                LongStream.range(5, 10)
                                        .mapToObj(
                                                offset -> offset + ":journal says " + (offset + 1))
                                        .toList());
            }
        }
    }

    private String path() {
        return "/api/cards/" + run.cardId() + "/terminal";
    }

    private String bearer() {
        return tokens.bearer("gateway", run.member(), "monitor:public");
    }
}
