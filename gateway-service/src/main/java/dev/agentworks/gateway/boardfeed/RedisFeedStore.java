package dev.agentworks.gateway.boardfeed;

import dev.agentworks.starter.redis.RedisConnection;
import dev.agentworks.starter.redis.RedisScript;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Keeps the feeds in Redis for all instances: one script numbers a frame, stores it and publishes
 * it.
 */
@Component
class RedisFeedStore {
    /** Channels are this and the workspace's id. */
    static final String CHANNELS = "gateway:feed:";

    // numbers are Redis' time in microseconds, so that they keep growing after Redis lost its data
    private static final RedisScript<Long> ADD =
            RedisScript.ofNumber(
                    """
                    if not redis.call('SET', KEYS[4], '1', 'NX', 'EX', 3600) then
                      return 0
                    end
                    local time = redis.call('TIME')
                    local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
                    local head = tonumber(redis.call('GET', KEYS[2]) or '0')
                    local seq = string.format('%.0f', math.max(head + 1, now))
                    redis.call('SET', KEYS[3], string.format('%.0f', tonumber(seq) - 1), 'NX', 'EX', ARGV[3])
                    local frame = '{"seq":' .. seq .. ARGV[1]
                    redis.call('SET', KEYS[2], seq, 'EX', ARGV[3])
                    redis.call('ZADD', KEYS[1], seq, frame)
                    local extra = redis.call('ZCARD', KEYS[1]) - tonumber(ARGV[2])
                    if extra > 0 then
                      local gone = redis.call('ZRANGE', KEYS[1], extra - 1, extra - 1, 'WITHSCORES')
                      redis.call('SET', KEYS[3], string.format('%.0f', tonumber(gone[2])), 'EX', ARGV[3])
                      redis.call('ZREMRANGEBYRANK', KEYS[1], 0, extra - 1)
                    end
                    redis.call('EXPIRE', KEYS[1], ARGV[3])
                    redis.call('EXPIRE', KEYS[3], ARGV[3])
                    redis.call('PUBLISH', ARGV[4], ARGV[5] .. ' ' .. frame)
                    return 1
                    """);
    private static final RedisScript<List<String>> READ =
            RedisScript.ofTexts(
                    """
                    local time = redis.call('TIME')
                    local now = string.format('%.0f', tonumber(time[1]) * 1000000 + tonumber(time[2]))
                    redis.call('SET', KEYS[3], now, 'NX', 'EX', ARGV[2])
                    local floor = redis.call('GET', KEYS[3])
                    local head = redis.call('GET', KEYS[2]) or floor
                    local answer = redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. ARGV[1], '+inf')
                    table.insert(answer, 1, head)
                    table.insert(answer, 1, floor)
                    return answer
                    """);

    private final RedisConnection redis;
    private final FeedSettings settings;

    RedisFeedStore(RedisConnection redis, FeedSettings settings) {
        this.redis = redis;
        this.settings = settings;
    }

    Mono<Void> add(BoardEvent event) {
        var workspace = event.workspaceId();
        return Mono.fromFuture(() ->
                        redis.run(
                                ADD,
                                keys(workspace, event.eventId()),
                                FeedFrame.rest(event.type(), event.dataJson()),
                                Integer.toString(settings.remembered()),
                                seconds(),
                                CHANNELS + workspace,
                                workspace))
                .then();
    }

    Mono<Backlog> backlog(String workspaceId, long after) {
        return Mono.fromFuture(() ->
                        redis.run(READ, keys(workspaceId, "-"), Long.toString(after), seconds()))
                .map(RedisFeedStore::read);
    }

    private static Backlog read(List<String> answer) {
        return new Backlog(
                Long.parseLong(answer.get(0)),
                Long.parseLong(answer.get(1)),
                answer.stream().skip(2).map(FeedFrame::parse).toList());
    }

    // one hash tag: on a cluster all keys of a workspace are on one node
    private static List<String> keys(String workspaceId, String eventId) {
        var root = "gateway:feed:{" + workspaceId + "}:";
        return List.of(root + "frames", root + "head", root + "floor", root + "told:" + eventId);
    }

    private String seconds() {
        return Long.toString(settings.rememberedFor().toSeconds());
    }
}
