package dev.agentworks.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.starter.redis.RedisConnection;
import dev.agentworks.starter.test.TestPublisher;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/**
 * Redis hangs in the middle of the work: its process is stopped for five seconds, or for {@code
 * -Dagentworks.redis.pause-for=PT300S}.
 */
class RedisPauseTests extends GatewayTest {
    private static final Duration PAUSE =
            Duration.parse(System.getProperty("agentworks.redis.pause-for", "PT5S"));
    private static final Duration BETWEEN_EVENTS = Duration.ofMillis(50);

    @Autowired private RedisConnection redis;
    @Autowired private TestPublisher publisher;

    @BeforeEach
    void redisAnswers() {
        TestEnvironment.REDIS.start();
        await().atMost(Duration.ofSeconds(20)).until(redis::isAnswering);
    }

    @AfterEach
    void redisGoesOn() {
        TestEnvironment.REDIS.thaw();
        await().atMost(Duration.ofSeconds(20)).until(redis::isAnswering);
    }

    @Test
    void everyReaderGetsEveryEventOnceAndHealthSaysWhatIsWrong() {
        var ada = gateway.register();
        var workspace = firstWorkspace(ada);
        var early =
                List.of(
                        gateway.socket(BoardFeedTests.feed(workspace), ada.bearer()),
                        gateway.socket(BoardFeedTests.feed(workspace), ada.bearer()));
        early.forEach(socket -> socket.awaitFrames(1));
        happen(workspace, 10);

        TestEnvironment.REDIS.freeze();
        var frozen = System.nanoTime();
        await().until(() -> gateway.get("/health").statusCode() == 503);
        var during = gateway.socket(BoardFeedTests.feed(workspace) + "?after=7", ada.bearer());
        int events = 10;
        var longest = Duration.ZERO;
        while (System.nanoTime() - frozen < PAUSE.toNanos()) {
            happen(workspace, 1);
            events++;
            var began = System.nanoTime();
            assertThat(gateway.get("/ready").statusCode()).isEqualTo(200);
            var took = Duration.ofNanos(System.nanoTime() - began);
            longest = longest.compareTo(took) < 0 ? took : longest;
            int told = events;
            await().pollInterval(BETWEEN_EVENTS).until(() -> during.frames().size() >= told - 7);
        }
        TestEnvironment.REDIS.thaw();
        happen(workspace, 10);

        long last = events + 10;
        for (var socket : early) {
            assertThat(numbers(socket, (int) last + 1)).isEqualTo(numbers(0, last));
        }
        assertThat(numbers(during, (int) last - 7)).isEqualTo(numbers(8, last));
        assertThat(longest).isLessThan(Duration.ofSeconds(2));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> gateway.get("/health").statusCode() == 200);
    }

    private void happen(String workspace, int times) {
        for (int i = 0; i < times; i++) {
            var event = BoardFeedTests.cardEvent(workspace, "moved");
            TestEnvironment.CORE.feeds.commit(workspace, "card.moved", event.payload());
            publisher.publish(event);
        }
    }

    private static List<Long> numbers(Socket socket, int count) {
        return socket.awaitFrames(count).stream()
                .map(frame -> JsonMapper.shared().readTree(frame).path("seq").asLong())
                .toList();
    }

    private static List<Long> numbers(long from, long to) {
        return IntStream.rangeClosed((int) from, (int) to).mapToObj(Long::valueOf).toList();
    }
}
