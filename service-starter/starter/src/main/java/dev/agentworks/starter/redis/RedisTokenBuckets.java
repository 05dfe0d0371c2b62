package dev.agentworks.starter.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * Token buckets in Redis that all instances share. A bucket has one level or several, such as
 * requests and tokens of a model; one script takes from all of them or from none. Redis' own clock
 * fills them, because the clocks of instances may differ.
 */
public final class RedisTokenBuckets {
    // KEYS[1] the bucket; ARGV: number of levels, then capacity and pace of each, then the
    // operation's own
    private static final String FILL =
            """
            local n = tonumber(ARGV[1])
            local fields, capacity, pace, level = {'at'}, {}, {}, {}
            for i = 1, n do
              fields[i + 1] = tostring(i)
              capacity[i], pace[i] = tonumber(ARGV[2 * i]), tonumber(ARGV[2 * i + 1])
            end
            local time = redis.call('TIME')
            local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
            local state = redis.call('HMGET', KEYS[1], unpack(fields))
            local passed = math.max(0, now - (tonumber(state[1]) or now))
            for i = 1, n do
              local before = tonumber(state[i + 1]) or capacity[i]
              level[i] = math.min(capacity[i], before + passed * pace[i])
            end
            local function keep()
              local values, untilFull = {'at', string.format('%.0f', now)}, 0
              for i = 1, n do
                values[2 * i + 1], values[2 * i + 2] = tostring(i), string.format('%.6f', level[i])
                if pace[i] > 0 then
                  untilFull = math.max(untilFull, (capacity[i] - level[i]) / pace[i])
                end
              end
              redis.call('HSET', KEYS[1], unpack(values))
              redis.call('PEXPIRE', KEYS[1], string.format('%.0f', math.ceil(untilFull) + 1000))
            end
            """;

    private static final RedisScript<List<Long>> TAKE =
            RedisScript.ofNumbers(
                    FILL
                            + """
                            local want, pause = {}, 0
                            for i = 1, n do
                              local own = 2 * n + 3 * i - 1
                              want[i] = tonumber(ARGV[own])
                              if capacity[i] > 0 then
                                local need = math.min(tonumber(ARGV[own + 1]), capacity[i])
                                level[i] = math.min(capacity[i], level[i] + tonumber(ARGV[own + 2]))
                                if level[i] < need then
                                  pause = math.max(pause, math.ceil((need - level[i]) / pace[i]))
                                end
                              end
                            end
                            local answer = {pause}
                            for i = 1, n do
                              local taken = 0
                              if pause == 0 then
                                taken = want[i]
                                if capacity[i] > 0 then
                                  taken = math.min(taken, level[i])
                                  level[i] = level[i] - taken
                                end
                              end
                              answer[2 * i] = math.floor(taken * 1000)
                              answer[2 * i + 1] = math.floor(level[i] * 1000)
                            end
                            keep()
                            return answer
                            """);

    private static final RedisScript<List<Long>> LOWER =
            RedisScript.ofNumbers(
                    FILL
                            + """
                            for i = 1, n do
                              local most = tonumber(ARGV[2 * n + 1 + i])
                              if most >= 0 then
                                level[i] = math.min(level[i], most)
                              end
                            end
                            keep()
                            return {0}
                            """);

    private final RedisConnection redis;

    public RedisTokenBuckets(RedisConnection redis) {
        this.redis = redis;
    }

    /** Takes from all levels of the bucket, or from none when one of them has too little. */
    public CompletableFuture<Taken> take(String key, List<Demand> demands) {
        var arguments = arguments(demands.stream().map(Demand::level).toList());
        for (var demand : demands) {
            add(arguments, demand.wanted(), demand.needed(), demand.returned());
        }
        return redis.run(TAKE, List.of(key), arguments.toArray(String[]::new)).thenApply(Taken::of);
    }

    /** Lowers each level to at most so much; a number below zero leaves its level as it is. */
    public CompletableFuture<Void> lower(String key, List<Level> levels, List<Double> most) {
        var arguments = arguments(levels);
        most.forEach(number -> add(arguments, number));
        return redis.run(LOWER, List.of(key), arguments.toArray(String[]::new)).thenAccept(_ -> {});
    }

    private static List<String> arguments(List<Level> levels) {
        var arguments = new ArrayList<String>();
        arguments.add(Integer.toString(levels.size()));
        levels.forEach(level -> add(arguments, level.capacity(), level.perMilli()));
        return arguments;
    }

    private static void add(List<String> arguments, double... numbers) {
        for (var number : numbers) {
            arguments.add(Double.toString(number));
        }
    }

    /**
     * One level of a bucket; a bucket that is not known is full.
     *
     * @param capacity what it holds at most; 0 is without a limit
     * @param perMilli how much flows in within a millisecond
     */
    public record Level(double capacity, double perMilli) {}

    /**
     * What is asked of one level.
     *
     * @param wanted is taken, or as much as there is
     * @param needed is taken at least, else nothing is; never more than the capacity
     * @param returned is put back before: what was taken earlier and not used, or less than zero
     *     when more was used
     */
    public record Demand(Level level, double wanted, double needed, double returned) {
        /** Exactly this amount or nothing. */
        public static Demand of(Level level, double amount) {
            return new Demand(level, amount, amount, 0);
        }
    }

    /**
     * What was taken.
     *
     * @param amounts what was taken of each level
     * @param left what is left of each level
     * @param pause until all that is needed is there; zero when it was taken
     */
    public record Taken(List<Double> amounts, List<Double> left, Duration pause) {
        private static Taken of(List<Long> answer) {
            return new Taken(
                    numbers(answer, 1), numbers(answer, 2), Duration.ofMillis(answer.get(0)));
        }

        private static List<Double> numbers(List<Long> answer, int first) {
            return IntStream.iterate(first, index -> index < answer.size(), index -> index + 2)
                    .mapToObj(index -> answer.get(index) / 1000.0)
                    .toList();
        }

        public boolean isGranted() {
            return pause.isZero();
        }
    }
}
