package dev.agentworks.router.limit;

import dev.agentworks.router.redis.RedisDoor;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Buckets in Redis, the same for all instances: one script takes requests and tokens or neither.
 */
@Component
class SharedBucket implements Bucket {
    // Redis' own clock decides: instances may disagree about now
    private static final String FILL =
            """
            local caps = {tonumber(ARGV[1]), tonumber(ARGV[2])}
            local time = redis.call('TIME')
            local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
            local state = redis.call('HMGET', KEYS[1], 'r', 't', 'at')
            local at = tonumber(state[3]) or now
            local level = {tonumber(state[1]) or caps[1], tonumber(state[2]) or caps[2]}
            for i = 1, 2 do
              level[i] = math.min(caps[i], level[i] + math.max(0, now - at) * caps[i] / 60000)
            end
            local function keep()
              redis.call('HSET', KEYS[1], 'r', string.format('%.3f', level[1]),
                't', string.format('%.3f', level[2]), 'at', string.format('%.0f', now))
              redis.call('PEXPIRE', KEYS[1], 120000)
            end
            """;

    private static final String TAKE =
            FILL
                    + """
                    local want = {tonumber(ARGV[3]), tonumber(ARGV[4])}
                    local need = {tonumber(ARGV[5]), tonumber(ARGV[6])}
                    local back = {tonumber(ARGV[7]), tonumber(ARGV[8])}
                    local pause = 0
                    for i = 1, 2 do
                      if caps[i] > 0 then
                        level[i] = math.min(caps[i], level[i] + back[i])
                        need[i] = math.min(need[i], caps[i])
                        if level[i] < need[i] then
                          pause = math.max(pause, math.ceil((need[i] - level[i]) * 60000 / caps[i]))
                        end
                      end
                    end
                    local taken = {0, 0}
                    if pause == 0 then
                      for i = 1, 2 do
                        if caps[i] > 0 then
                          taken[i] = math.min(want[i], level[i])
                          level[i] = level[i] - taken[i]
                        else
                          taken[i] = want[i]
                        end
                      end
                    end
                    keep()
                    return {math.floor(taken[1] * 1000), math.floor(taken[2] * 1000), pause}
                    """;

    private static final String AT_MOST =
            FILL
                    + """
                    local left = {tonumber(ARGV[3]), tonumber(ARGV[4])}
                    for i = 1, 2 do
                      if left[i] >= 0 then
                        level[i] = math.min(level[i], left[i])
                      end
                    end
                    keep()
                    return {0}
                    """;

    private final RedisDoor redis;

    SharedBucket(RedisDoor redis) {
        this.redis = redis;
    }

    @Override
    public Optional<Taken> take(String name, Pace pace, Amount wanted, Amount needed, Amount back) {
        return redis.run(
                        TAKE,
                        key(name),
                        text(pace.requests()),
                        text(pace.tokens()),
                        text(wanted.requests()),
                        text(wanted.tokens()),
                        text(needed.requests()),
                        text(needed.tokens()),
                        text(back.requests()),
                        text(back.tokens()))
                .map(SharedBucket::taken);
    }

    @Override
    public void atMost(String name, Pace pace, Amount left) {
        redis.run(
                AT_MOST,
                key(name),
                text(pace.requests()),
                text(pace.tokens()),
                text(left.requests()),
                text(left.tokens()));
    }

    private static Taken taken(List<Long> answer) {
        return new Taken(new Amount(answer.get(0) / 1000.0, answer.get(1) / 1000.0), answer.get(2));
    }

    private static String key(String name) {
        return "router:limit:{" + name + "}";
    }

    private static String text(double number) {
        return Double.toString(number);
    }
}
