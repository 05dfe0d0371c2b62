package dev.agentworks.router.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.router.provider.model.RateLimits;
import dev.agentworks.starter.redis.RedisConnection;
import dev.agentworks.starter.redis.RedisSettings;
import dev.agentworks.starter.redis.RedisTokenBuckets;
import dev.agentworks.starter.test.RestartableRedis;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Two instances of the router with one Redis between them, and without it. */
class LimitTests {
    private static final RestartableRedis SERVER = RestartableRedis.started();
    private final int port = SERVER.port();

    private final LimitKey key = new LimitKey("openai", UUID.randomUUID().toString(), "gpt-4o");

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void twoInstancesTogetherStayWithinTheRequestsOfAMinute() throws Exception {
        try (var one = new Instance(port, rate(300, 0));
                var other = new Instance(port, rate(300, 0))) {
            int granted = atOnce(1_000, number -> (number % 2 == 0 ? one : other).asks(key, 10));

            // what fills up again while the test runs is little
            assertThat(granted).isBetween(280, 330);
        }
    }

    @Test
    void twoInstancesTogetherStayWithinTheTokensOfAMinute() throws Exception {
        try (var one = new Instance(port, rate(0, 100_000));
                var other = new Instance(port, rate(0, 100_000))) {
            int granted = atOnce(400, number -> (number % 2 == 0 ? one : other).asks(key, 1_000));

            assertThat(granted).isBetween(90, 112);
        }
    }

    @Test
    void tellsHowLongToWait() {
        try (var one = new Instance(port, rate(60, 0))) {
            while (one.asks(key, 1)) {
                // until nothing is left
            }

            assertThat(one.limits.acquire(key, 1))
                    .isInstanceOfSatisfying(
                            Permit.Later.class,
                            later ->
                                    assertThat(later.pause())
                                            .isBetween(
                                                    Duration.ofMillis(1),
                                                    Duration.ofMillis(1_100)));
        }
    }

    @Test
    void tokensThatWereNotUsedAreGivenBack() {
        try (var one = new Instance(port, rate(0, 10_000))) {
            for (int i = 0; i < 100; i++) {
                var permit = one.limits.acquire(key, 1_000);
                assertThat(permit).as("call " + i).isInstanceOf(Permit.Granted.class);
                one.limits.used((Permit.Granted) permit, 10, RateLimits.UNKNOWN);
            }
        }
    }

    @Test
    void aRequestLargerThanAMinuteIsLetInWhenTheBucketIsFull() {
        try (var one = new Instance(port, rate(0, 1_000))) {
            assertThat(one.asks(key, 50_000)).isTrue();
            assertThat(one.asks(key, 50_000)).isFalse();
        }
    }

    @Test
    void learnsFromWhatTheVendorTells() {
        try (var one = new Instance(port, List.of());
                var other = new Instance(port, rate(100, 0))) {
            var first = (Permit.Granted) one.limits.acquire(key, 10);

            one.limits.used(first, 10, told(100, 2));

            await().until(() -> !other.asks(key, 1));
            assertThat(one.limits.acquire(key, 10)).isInstanceOf(Permit.Later.class);
        }
    }

    @Test
    void withoutRedisEachInstanceKeepsItsOwnShare() throws Exception {
        try (var one = new Instance(1, rate(300, 0))) {
            int granted = atOnce(1_000, _ -> one.asks(key, 10));

            assertThat(granted).isBetween(280, 330);
        }
    }

    @Test
    void mostCallsAskNobody() throws Exception {
        try (var one = new Instance(port, rate(60_000, 0))) {
            atOnce(500, _ -> one.asks(key, 10));

            // a hundredth of a minute's worth is taken at once
            assertThat(one.redis.counts().sent()).isLessThan(20);
        }
    }

    private static RateLimits told(long limit, long remaining) {
        return new RateLimits(
                new RateLimits.Limit(limit, remaining, Duration.ofSeconds(59)), null, null, null);
    }

    private static List<LimitSettings.Rate> rate(long requests, long tokens) {
        return List.of(new LimitSettings.Rate("openai", null, requests, tokens));
    }

    private static int atOnce(int callers, Caller caller) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls =
                    IntStream.range(0, callers)
                            .<Callable<Boolean>>mapToObj(number -> () -> caller.call(number))
                            .toList();
            return (int) threads.invokeAll(calls).stream().filter(Future::resultNow).count();
        }
    }

    @FunctionalInterface
    private interface Caller {
        boolean call(int number);
    }

    /** One instance of the router. */
    private static final class Instance implements AutoCloseable {
        private static final int NOT_THERE = 1;

        private final RedisConnection redis;
        private final Limits limits;

        Instance(int port, List<LimitSettings.Rate> rates) {
            redis = connection(port);
            limits =
                    new Limits(
                            new SharedBucket(redis, new RedisTokenBuckets(redis)),
                            new LimitSettings(rates, Duration.ofSeconds(1), 0.01, 1));
        }

        boolean asks(LimitKey key, long tokens) {
            return limits.acquire(key, tokens) instanceof Permit.Granted;
        }

        @Override
        public void close() {
            redis.stop();
            redis.destroy();
        }

        private static RedisConnection connection(int port) {
            var redis =
                    new RedisConnection(
                            new RedisSettings(
                                    "redis://127.0.0.1:" + port,
                                    Duration.ofSeconds(2),
                                    Duration.ofSeconds(2),
                                    Duration.ofMillis(100),
                                    Duration.ofMillis(100),
                                    Duration.ofMillis(500)));
            redis.start();
            if (port != NOT_THERE) {
                await().until(redis::isConnected);
            }
            return redis;
        }
    }
}
