package dev.agentworks.starter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.agentworks.starter.test.RestartableRedis;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class RedisConnectionTests {
    private static final Duration LIMIT = Duration.ofMillis(200);
    private final RestartableRedis server = RestartableRedis.started();
    private final RedisConnection redis = new RedisConnection(settings(server.url()));

    @BeforeEach
    void connect() {
        redis.start();
        await().until(redis::isConnected);
    }

    @AfterEach
    void close() {
        redis.stop();
        redis.destroy();
        server.close();
    }

    @Test
    void answersACall() {
        assertThat(redis.<String>call(commands -> commands.set("a", "1"))).isEqualTo("OK");
        assertThat(redis.<String>call(commands -> commands.get("a"))).isEqualTo("1");
        assertThat(redis.counts()).isEqualTo(new RedisCallCounts(2, 0, 0, 0));
    }

    @Test
    void runsAScriptThatRedisDoesNotKnowYet() {
        var script = RedisScript.ofTexts("return {KEYS[1], ARGV[1]}");

        assertThat(redis.await(redis.run(script, List.of("k"), "v"))).containsExactly("k", "v");
        assertThat(redis.await(redis.run(script, List.of("k"), "w"))).containsExactly("k", "w");
        redis.<String>call(commands -> commands.scriptFlush());
        assertThat(redis.await(redis.run(script, List.of("k"), "x"))).containsExactly("k", "x");
    }

    @Test
    void readsWhatAScriptAnswersWith() {
        assertThat(redis.await(redis.run(RedisScript.ofNumber("return 7"), List.of())))
                .isEqualTo(7);
        assertThat(redis.await(redis.run(RedisScript.ofNumbers("return {1, 2}"), List.of())))
                .containsExactly(1L, 2L);
        assertThat(redis.await(redis.run(RedisScript.ofText("return 'a'"), List.of())))
                .isEqualTo("a");
    }

    @Test
    void failsACallThatRedisRefuses() {
        assertThatThrownBy(() ->
                        redis.await(redis.run(RedisScript.ofNumber("return nonsense("), List.of())))
                .isInstanceOf(RedisUnavailableException.class);
        assertThat(redis.counts().failed()).isEqualTo(1);
        assertThat(redis.<String>call(commands -> commands.ping())).isEqualTo("PONG");
    }

    @Test
    void failsAtOnceWhereThereIsNoRedisAndConnectsWhenItComes() {
        server.stop();
        var early = new RedisConnection(settings(server.url()));
        early.start();
        try {
            assertThatThrownBy(() -> early.<String>call(commands -> commands.ping()))
                    .isInstanceOf(RedisUnavailableException.class);
            assertThat(early.counts()).isEqualTo(new RedisCallCounts(0, 0, 0, 1));

            server.start();
            await().until(() -> answers(early));
        } finally {
            early.stop();
            early.destroy();
        }
    }

    @Test
    void failsAtOnceAfterRedisWasKilledAndGoesOnWhenItIsBack() {
        server.stop();
        await().until(() -> !redis.isConnected());
        var before = System.nanoTime();

        assertThat(answers(redis)).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(LIMIT);

        server.start();
        await().until(() -> answers(redis));
    }

    @Test
    void failsWithinTheTimeLimitWhileRedisHangsAndThenDoesNotAskForAMoment() {
        server.freeze();
        try {
            var before = System.nanoTime();
            assertThat(answers(redis)).isFalse();
            // Lettuce looks at its time limits every tenth of a second
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isLessThan(LIMIT.plusMillis(400));
            assertThat(redis.counts().late()).isEqualTo(1);

            var again = System.nanoTime();
            assertThat(answers(redis)).isFalse();
            assertThat(Duration.ofNanos(System.nanoTime() - again)).isLessThan(LIMIT);
            assertThat(redis.counts().unsent()).isEqualTo(1);
        } finally {
            server.thaw();
        }

        await().until(() -> answers(redis));
    }

    @Test
    void saysThatRedisHangsAlthoughItIsConnectedAndThatItAnswersAgain() {
        await().until(redis::isAnswering);
        server.freeze();
        try {
            await().until(() -> !redis.isAnswering());
            assertThat(redis.isConnected()).isTrue();
            assertThat(new RedisHealth(redis).health().getStatus()).isEqualTo(Status.DOWN);

            // nobody waits to find out: only the probe asks
            var late = redis.counts().late();
            await().during(LIMIT.multipliedBy(5))
                    .atMost(LIMIT.multipliedBy(10))
                    .until(() -> !answers(redis));
            assertThat(redis.counts().late()).isEqualTo(late);
        } finally {
            server.thaw();
        }

        await().until(redis::isAnswering);
        assertThat(answers(redis)).isTrue();
        assertThat(new RedisHealth(redis).health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void hearsWhatIsPublishedAndAgainAfterALoss() {
        var heard = new Heard();
        var subscriptions = redis.listen(heard);
        subscriptions.subscribe("news");
        await().until(() -> heard.subscribed == 1);
        redis.<Long>call(commands -> commands.publish("news", "first"));
        await().untilAsserted(() -> assertThat(heard.messages).containsExactly("news first"));

        server.stop();
        await().until(() -> !subscriptions.isConnected());
        server.start();
        await().until(() -> heard.subscribed == 2 && answers(redis));
        redis.<Long>call(commands -> commands.publish("news", "second"));
        await().untilAsserted(() ->
                assertThat(heard.messages).containsExactly("news first", "news second"));
    }

    @Test
    void hearsTheChannelsOfAPattern() {
        var heard = new Heard();
        redis.listen(heard).subscribePattern("news:*");
        await().until(() -> heard.subscribed == 1);

        redis.<Long>call(commands -> commands.publish("news:a", "1"));
        redis.<Long>call(commands -> commands.publish("other", "2"));
        redis.<Long>call(commands -> commands.publish("news:b", "3"));

        await().untilAsserted(
                        () -> assertThat(heard.messages).containsExactly("news:a 1", "news:b 3"));
    }

    @Test
    void hearsAChannelNoLongerThanItIsSubscribedTo() {
        var heard = new Heard();
        var subscriptions = redis.listen(heard);
        subscriptions.subscribe("a");
        subscriptions.subscribe("b");
        await().until(() -> heard.subscribed == 2);

        subscriptions.unsubscribe("a");
        await().until(() -> receivers("a") == 0);
        redis.<Long>call(commands -> commands.publish("b", "1"));
        await().untilAsserted(() -> assertThat(heard.messages).containsExactly("b 1"));
    }

    @Test
    void startsAgainAfterItWasStopped() {
        var heard = new Heard();
        redis.listen(heard).subscribe("news");
        await().until(() -> heard.subscribed == 1);
        redis.stop();
        assertThat(answers(redis)).isFalse();

        redis.start();
        await().until(() -> answers(redis) && heard.subscribed == 2);
    }

    @Test
    void measuresTheConnectionAndTheOutcomesOfCalls() {
        var meters = new SimpleMeterRegistry();
        new RedisMetrics(redis).bindTo(meters);
        answers(redis);

        assertThat(meters.get("agentworks.redis.connected").gauge().value()).isEqualTo(1);
        assertThat(
                        meters.get("agentworks.redis.calls")
                                .tag("outcome", "answered")
                                .functionCounter()
                                .count())
                .isEqualTo(1);
    }

    private long receivers(String channel) {
        return redis.<Long>call(commands -> commands.publish(channel, "anybody?"));
    }

    private static boolean answers(RedisConnection redis) {
        try {
            return redis.<String>call(commands -> commands.ping()).equals("PONG");
        } catch (RedisUnavailableException _) {
            return false;
        }
    }

    private static RedisSettings settings(String url) {
        return new RedisSettings(
                url,
                LIMIT,
                Duration.ofSeconds(2),
                Duration.ofMillis(500),
                Duration.ofMillis(100),
                Duration.ofMillis(100));
    }

    private static final class Heard implements RedisListener {
        private final List<String> messages = new CopyOnWriteArrayList<>();
        private volatile int subscribed;

        @Override
        public void message(String channel, String text) {
            messages.add(channel + " " + text);
        }

        @Override
        public void subscribed() {
            subscribed++; // on one thread only
        }
    }
}
