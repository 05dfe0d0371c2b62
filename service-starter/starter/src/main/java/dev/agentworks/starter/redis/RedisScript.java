package dev.agentworks.starter.redis;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.Base16;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * A Lua script and what it answers with. It is sent by its digest, and whole only to a Redis that
 * does not know it yet.
 */
public final class RedisScript<T> {
    private final String text;
    private final String digest;
    private final ScriptOutputType output;

    private RedisScript(String text, ScriptOutputType output) {
        this.text = text;
        this.digest = Base16.digest(text.getBytes(StandardCharsets.UTF_8));
        this.output = output;
    }

    /** A script that answers with one number. */
    public static RedisScript<Long> ofNumber(String text) {
        return new RedisScript<>(text, ScriptOutputType.INTEGER);
    }

    /** A script that answers with several numbers. */
    public static RedisScript<List<Long>> ofNumbers(String text) {
        return new RedisScript<>(text, ScriptOutputType.MULTI);
    }

    /** A script that answers with one text. */
    public static RedisScript<String> ofText(String text) {
        return new RedisScript<>(text, ScriptOutputType.VALUE);
    }

    /** A script that answers with several texts. */
    public static RedisScript<List<String>> ofTexts(String text) {
        return new RedisScript<>(text, ScriptOutputType.MULTI);
    }

    CompletionStage<T> run(
            RedisAsyncCommands<String, String> commands, List<String> keys, String... arguments) {
        var names = keys.toArray(String[]::new);
        return commands.<T>evalsha(digest, output, names, arguments)
                .exceptionallyCompose(failure ->
                        isUnknown(failure)
                                ? commands.eval(text, output, names, arguments)
                                : CompletableFuture.failedFuture(failure));
    }

    private static boolean isUnknown(Throwable failure) {
        var cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof RedisNoScriptException;
    }
}
