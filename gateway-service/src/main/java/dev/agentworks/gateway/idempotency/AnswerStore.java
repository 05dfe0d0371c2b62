package dev.agentworks.gateway.idempotency;

import dev.agentworks.gateway.redis.RedisDoor;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Remembers answers by key. */
@Component
class AnswerStore {
    // longer than any route may take; a gateway that died must not lock the key for long
    private static final Duration UNDER_WAY = Duration.ofSeconds(60);
    private static final Duration REMEMBERED = Duration.ofHours(24);
    private static final String CLAIM =
            """
            local there = redis.call('GET', KEYS[1])
            if there then
              return there
            end
            redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])
            return ''
            """;

    private final RedisDoor redis;
    private final JsonMapper json;

    AnswerStore(RedisDoor redis, JsonMapper json) {
        this.redis = redis;
        this.json = json;
    }

    /** Claims the key for a new request, or says what stands there. */
    Mono<Claim> claim(String key, String request) {
        var pending = json.writeValueAsString(StoredAnswer.pending(request));
        return redis.ask(commands ->
                        commands.<String>eval(
                                        CLAIM,
                                        ScriptOutputType.VALUE,
                                        new String[] {key},
                                        pending,
                                        Long.toString(UNDER_WAY.toSeconds()))
                                .next())
                .map(there -> there.isEmpty() ? new Claim.Ours() : judge(there, request));
    }

    Mono<Void> keep(String key, StoredAnswer answer) {
        var text = json.writeValueAsString(answer);
        return redis.ask(commands -> commands.set(key, text, SetArgs.Builder.ex(REMEMBERED)))
                .then();
    }

    Mono<Void> release(String key) {
        return redis.ask(commands -> commands.del(key)).then();
    }

    private Claim judge(String there, String request) {
        var stored = json.readValue(there, StoredAnswer.class);
        if (!stored.request().equals(request)) {
            return new Claim.OtherRequest();
        }
        return stored.isPending() ? new Claim.UnderWay() : new Claim.Answered(stored);
    }

    /** What became of claiming a key. */
    sealed interface Claim {
        record Ours() implements Claim {}

        record Answered(StoredAnswer answer) implements Claim {}

        record UnderWay() implements Claim {}

        record OtherRequest() implements Claim {}
    }
}
