package dev.agentworks.router.budget;

import static org.awaitility.Awaitility.await;

import dev.agentworks.router.budget.BudgetGate.Claim;
import dev.agentworks.starter.commit.GroupCommit;
import dev.agentworks.starter.redis.RedisConnection;
import dev.agentworks.starter.redis.RedisScript;
import dev.agentworks.starter.redis.RedisSettings;
import dev.agentworks.starter.test.RestartableRedis;
import dev.agentworks.starter.test.ServiceTest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * What holding and settling costs in PostgreSQL, one by one and together, and in a script of Redis.
 * All of it on one budget, the worst case. Not part of the tests; run it by its name.
 */
@ServiceTest(service = "router")
class BudgetGateBenchmark {
    private static final int CALLS = Integer.getInteger("agentworks.benchmark.calls", 10_000);
    private static final BigDecimal AMOUNT = new BigDecimal("0.01");

    private static final RedisScript<List<Long>> HOLD =
            RedisScript.ofNumbers(
                    """
                    local b = redis.call('hmget', KEYS[1], 'limit', 'spent', 'held')
                    if redis.call('hexists', KEYS[1], 'h:' .. ARGV[1]) == 1 then return {1} end
                    if tonumber(b[1]) - tonumber(b[2]) - tonumber(b[3]) < tonumber(ARGV[2]) then return {0} end
                    redis.call('hincrby', KEYS[1], 'held', ARGV[2])
                    redis.call('hset', KEYS[1], 'h:' .. ARGV[1], ARGV[2])
                    return {1}
                    """);

    private static final RedisScript<List<Long>> SETTLE =
            RedisScript.ofNumbers(
                    """
                    local held = redis.call('hget', KEYS[1], 'h:' .. ARGV[1])
                    if not held then return {0} end
                    redis.call('hdel', KEYS[1], 'h:' .. ARGV[1])
                    redis.call('hincrby', KEYS[1], 'held', -tonumber(held))
                    redis.call('hincrby', KEYS[1], 'spent', ARGV[2])
                    return {1}
                    """);

    private static final Map<String, String> EMPTY =
            Map.of("limit", "1000000000000", "spent", "0", "held", "0");

    @Autowired private TableBudgetGate gate;
    @Autowired private Budgets budgets;

    private final UUID workspace = UUID.randomUUID();
    private final Spender spender = new Spender(workspace, workspace, null, null, null, null);
    private final GroupCommit<Claim, Boolean> settlements =
            new GroupCommit<>("settlements", Claim::id, this::settle);

    @Test
    void measures() throws Exception {
        budgets.set(
                BudgetScope.WORKSPACE,
                workspace,
                workspace,
                new BigDecimal("1000000"),
                BudgetPeriod.MONTH);
        // more would only wait for one of the connections
        tell("PostgreSQL, each alone", 16, this::alone);
        tell("PostgreSQL, together", 64, this::together);
        try (var server = RestartableRedis.started()) {
            var redis =
                    new RedisConnection(
                            new RedisSettings(
                                    server.url(),
                                    Duration.ofSeconds(2),
                                    Duration.ofSeconds(2),
                                    Duration.ofMillis(100),
                                    Duration.ofMillis(100),
                                    Duration.ofMillis(500)));
            redis.start();
            await().until(redis::isConnected);
            redis.<Long>call(commands -> commands.hset("b", EMPTY));
            tell("Redis", 64, id -> inRedis(redis, id));
            redis.stop();
            redis.destroy();
        }
    }

    private void alone(String id) {
        gate.holdAlone(new Claim(id, spender, AMOUNT));
        gate.settle(id, spender, AMOUNT);
    }

    private void together(String id) {
        gate.hold(id, spender, AMOUNT);
        settlements.submit(new Claim(id, spender, AMOUNT));
    }

    private List<Boolean> settle(List<Claim> claims) {
        gate.settleAll(claims);
        return claims.stream().map(_ -> true).toList();
    }

    private static void inRedis(RedisConnection redis, String id) {
        redis.await(redis.run(HOLD, List.of("b"), id, "10000"));
        redis.await(redis.run(SETTLE, List.of("b"), id, "10000"));
    }

    private static void tell(String name, int atOnce, Call call) throws Exception {
        run(atOnce, CALLS / 2, call);
        var one = run(1, CALLS / 10, call);
        var many = run(atOnce, CALLS, call);
        System.out.printf(
                Locale.ROOT,
                "%s: hold and settle p50 %.2f ms for one caller; %d at once: %.0f pairs/s, p50 %.1f"
                        + " ms, p99 %.1f ms%n",
                name,
                one.millis(50),
                atOnce,
                many.perSecond(),
                many.millis(50),
                many.millis(99));
    }

    private static Measured run(int atOnce, int calls, Call call) throws Exception {
        var left = new AtomicLong(calls);
        var nanos = new long[calls];
        long began = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var workers =
                    IntStream.range(0, atOnce)
                            .<Callable<Boolean>>mapToObj(_ ->
                                    () -> {
                                        for (long number = left.decrementAndGet();
                                                number >= 0;
                                                number = left.decrementAndGet()) {
                                            long start = System.nanoTime();
                                            call.make(UUID.randomUUID().toString());
                                            nanos[(int) number] = System.nanoTime() - start;
                                        }
                                        return true;
                                    })
                            .toList();
            threads.invokeAll(workers).forEach(Future::resultNow);
        }
        long took = System.nanoTime() - began;
        Arrays.sort(nanos);
        return new Measured(nanos, took);
    }

    private interface Call {
        void make(String id);
    }

    private record Measured(long[] nanos, long took) {
        double millis(int percentile) {
            return nanos[(nanos.length - 1) * percentile / 100] / 1e6;
        }

        double perSecond() {
            return nanos.length * 1e9 / took;
        }
    }
}
