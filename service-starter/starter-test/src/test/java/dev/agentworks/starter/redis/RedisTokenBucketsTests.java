package dev.agentworks.starter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.starter.redis.RedisTokenBuckets.Demand;
import dev.agentworks.starter.redis.RedisTokenBuckets.Level;
import dev.agentworks.starter.redis.RedisTokenBuckets.Taken;
import dev.agentworks.starter.test.RestartableRedis;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedisTokenBucketsTests {
    private static final double PER_HOUR = 1 / 3_600_000.0;
    private final RestartableRedis server = RestartableRedis.started();
    private final RedisConnection redis =
            new RedisConnection(
                    new RedisSettings(
                            server.url(),
                            Duration.ofSeconds(2),
                            Duration.ofSeconds(2),
                            Duration.ofSeconds(1),
                            Duration.ofMillis(100),
                            Duration.ofMillis(500)));
    private final RedisTokenBuckets buckets = new RedisTokenBuckets(redis);

    @BeforeAll
    void connect() {
        redis.start();
        await().until(redis::isConnected);
    }

    @AfterAll
    void close() {
        redis.stop();
        redis.destroy();
        server.close();
    }

    @Test
    void givesWhatTheBucketHoldsAndThenNamesThePause() {
        var level = new Level(2, PER_HOUR);
        var key = bucket();

        assertThat(take(key, Demand.of(level, 1)).left().getFirst()).isBetween(0.999, 1.001);
        assertThat(take(key, Demand.of(level, 1)).isGranted()).isTrue();
        var refused = take(key, Demand.of(level, 1));
        assertThat(refused.isGranted()).isFalse();
        assertThat(refused.amounts()).containsExactly(0.0);
        assertThat(refused.pause()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
    }

    @Test
    void fillsUpAgainWithTime() {
        var level = new Level(1, 0.01);
        var key = bucket();

        assertThat(take(key, Demand.of(level, 1)).isGranted()).isTrue();
        await().until(() -> take(key, Demand.of(level, 1)).isGranted());
    }

    @Test
    void keepsTheNamesOfBucketsApart() {
        var level = new Level(1, PER_HOUR);

        assertThat(take(bucket(), Demand.of(level, 1)).isGranted()).isTrue();
        assertThat(take(bucket(), Demand.of(level, 1)).isGranted()).isTrue();
    }

    @Test
    void takesFromAllLevelsOrFromNone() {
        var requests = new Level(10, PER_HOUR);
        var tokens = new Level(100, PER_HOUR);
        var key = bucket();
        take(key, Demand.of(requests, 1), Demand.of(tokens, 80));

        var refused = take(key, Demand.of(requests, 1), Demand.of(tokens, 80));
        assertThat(refused.isGranted()).isFalse();
        assertThat(refused.left().getFirst()).isBetween(8.999, 9.001);
        assertThat(take(key, Demand.of(requests, 1), Demand.of(tokens, 15)).isGranted()).isTrue();
    }

    @Test
    void takesLessThanIsWantedButNotLessThanIsNeeded() {
        var level = new Level(10, PER_HOUR);
        var key = bucket();

        assertThat(take(key, new Demand(level, 8, 1, 0)).amounts().getFirst()).isEqualTo(8);
        assertThat(take(key, new Demand(level, 8, 1, 0)).amounts().getFirst())
                .isBetween(1.999, 2.001);
        assertThat(take(key, new Demand(level, 8, 1, 0)).isGranted()).isFalse();
    }

    @Test
    void takesWhatIsReturnedBack() {
        var level = new Level(10, PER_HOUR);
        var key = bucket();
        take(key, Demand.of(level, 10));

        assertThat(take(key, new Demand(level, 4, 4, 5)).isGranted()).isTrue();
        assertThat(take(key, new Demand(level, 1, 1, -5)).pause())
                .isGreaterThan(Duration.ofHours(4));
    }

    @Test
    void neverNeedsMoreThanTheBucketHolds() {
        assertThat(take(bucket(), Demand.of(new Level(10, PER_HOUR), 50)).amounts())
                .containsExactly(10.0);
    }

    @Test
    void givesALevelWithoutALimitAsMuchAsIsWanted() {
        var key = bucket();
        var free = new Level(0, 0);

        assertThat(take(key, Demand.of(free, 1_000_000)).amounts()).containsExactly(1_000_000.0);
        assertThat(take(key, Demand.of(free, 1_000_000)).isGranted()).isTrue();
    }

    @Test
    void isLoweredToWhatIsLeftElsewhere() {
        var requests = new Level(10, PER_HOUR);
        var tokens = new Level(100, PER_HOUR);
        var key = bucket();
        redis.await(buckets.lower(key, List.of(requests, tokens), List.of(-1.0, 20.0)));

        var left = take(key, Demand.of(requests, 1), Demand.of(tokens, 5)).left();
        assertThat(left.get(0)).isBetween(8.999, 9.001);
        assertThat(left.get(1)).isBetween(14.999, 15.001);
    }

    @Test
    void givesOutNoMoreThanThereIsToManyAtOnce() {
        var level = new Level(50, PER_HOUR);
        var key = bucket();

        var taken =
                IntStream.range(0, 200)
                        .mapToObj(_ -> buckets.take(key, List.of(Demand.of(level, 1))))
                        .toList();

        assertThat(taken.stream().map(CompletableFuture::join).filter(Taken::isGranted))
                .hasSize(50);
    }

    @Test
    void isForgottenWhenItIsFull() {
        var key = bucket();
        take(key, Demand.of(new Level(1, 0.01), 1));

        assertThat(redis.<Long>call(commands -> commands.pttl(key))).isBetween(1L, 1_100L);
    }

    private Taken take(String key, Demand... demands) {
        return redis.await(buckets.take(key, List.of(demands)));
    }

    private static String bucket() {
        return "bucket:" + UUID.randomUUID();
    }
}
