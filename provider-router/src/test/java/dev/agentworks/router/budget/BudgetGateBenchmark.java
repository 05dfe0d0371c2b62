package dev.agentworks.router.budget;

import dev.agentworks.router.budget.BudgetGate.Claim;
import dev.agentworks.router.redis.RedisDoor;
import dev.agentworks.router.redis.RedisDoorForTests;
import dev.agentworks.starter.commit.Together;
import dev.agentworks.starter.test.ServiceTest;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import redis.embedded.RedisServer;

/**
 * What holding and settling costs in PostgreSQL, one by one and together, and in a script of Redis.
 * All of it on one budget, the worst case. Not part of the tests; run it by its name.
 */
@ServiceTest(service = "router")
class BudgetGateBenchmark {
    private static final int CALLS = Integer.getInteger("agentworks.benchmark.calls", 10_000);
    private static final BigDecimal AMOUNT = new BigDecimal("0.01");

    private static final String HOLD =
            """
            local b = redis.call('hmget', KEYS[1], 'limit', 'spent', 'held')
            if redis.call('hexists', KEYS[1], 'h:' .. ARGV[1]) == 1 then return {1} end
            if tonumber(b[1]) - tonumber(b[2]) - tonumber(b[3]) < tonumber(ARGV[2]) then return {0} end
            redis.call('hincrby', KEYS[1], 'held', ARGV[2])
            redis.call('hset', KEYS[1], 'h:' .. ARGV[1], ARGV[2])
            return {1}
            """;

    private static final String SETTLE =
            """
            local held = redis.call('hget', KEYS[1], 'h:' .. ARGV[1])
            if not held then return {0} end
            redis.call('hdel', KEYS[1], 'h:' .. ARGV[1])
            redis.call('hincrby', KEYS[1], 'held', -tonumber(held))
            redis.call('hincrby', KEYS[1], 'spent', ARGV[2])
            return {1}
            """;

    @Autowired private TableBudgetGate gate;
    @Autowired private Budgets budgets;

    private final UUID workspace = UUID.randomUUID();
    private final Spender spender = new Spender(workspace, workspace, null, null, null, null);
    private final Together<Claim, Boolean> settlements =
            new Together<>("settlements", Claim::id, this::settle);

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
        int port = port();
        var redis = RedisServer.newRedisServer().port(port).setting("save \"\"").build();
        redis.start();
        try (var door = new RedisDoorForTests(port)) {
            door.door()
                    .run(
                            "redis.call('hset', KEYS[1], 'limit', '1000000000000', 'spent', '0', 'held', '0') return {1}",
                            "b");
            tell("Redis", 64, id -> inRedis(door.door(), id));
        } finally {
            redis.stop();
        }
    }

    private void alone(String id) {
        gate.holdAlone(new Claim(id, spender, AMOUNT));
        gate.settle(id, spender, AMOUNT);
    }

    private void together(String id) {
        gate.hold(id, spender, AMOUNT);
        settlements.ask(new Claim(id, spender, AMOUNT));
    }

    private List<Boolean> settle(List<Claim> claims) {
        gate.settleAll(claims);
        return claims.stream().map(_ -> true).toList();
    }

    private static void inRedis(RedisDoor door, String id) {
        door.run(HOLD, "b", id, "10000").orElseThrow();
        door.run(SETTLE, "b", id, "10000").orElseThrow();
    }

    private static void tell(String name, int atOnce, Call call) throws Exception {
        run(atOnce, CALLS / 2, call);
        var one = run(1, CALLS / 10, call);
        var many = run(atOnce, CALLS, call);
        System.out.printf(
                Locale.ROOT,
                "%s: hold and settle p50 %.2f ms for one caller; %d at once: %.0f pairs/s, p50 %.1f ms, p99 %.1f ms%n",
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

    private static int port() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
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
