package dev.agentworks.gateway.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.reactive.RedisReactiveCommands;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Asks Redis without ever holding up a request: no connection, a broken one or a late answer is a
 * {@link RedisLost} at once. It connects in the background, at start and again after every loss.
 */
@Component
public class RedisDoor implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RedisDoor.class);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final RedisSettings settings;
    private final RedisURI uri;
    private final RedisClient client;
    private volatile @Nullable StatefulRedisConnection<String, String> connection;
    private final AtomicBoolean complained = new AtomicBoolean();
    private volatile boolean running;
    private volatile long silentUntil = System.nanoTime();

    RedisDoor(RedisSettings settings) {
        this.settings = settings;
        this.uri = RedisURI.create(settings.url());
        this.client = RedisClient.create(uri);
        client.setOptions(
                ClientOptions.builder()
                        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                        .socketOptions(
                                SocketOptions.builder()
                                        .connectTimeout(settings.connectTimeout())
                                        .build())
                        .timeoutOptions(TimeoutOptions.enabled(settings.timeout()))
                        .build());
    }

    /** Asks; the answer, or {@link RedisLost}. */
    public <T> Mono<T> ask(Function<RedisReactiveCommands<String, String>, Mono<T>> question) {
        return Mono.defer(() -> {
            var open = connection;
            if (open == null || System.nanoTime() - silentUntil < 0) {
                return Mono.error(new RedisLost("no connection to Redis", null));
            }
            return question.apply(open.reactive())
                    .timeout(settings.timeout())
                    .doOnError(TimeoutException.class, _ -> fallSilent())
                    .onErrorMap(error -> new RedisLost("Redis did not answer", error));
        });
    }

    /**
     * Hears what is published on channels of this pattern, from now on and again after every loss.
     *
     * @param listening called each time hearing begins: what was said before may have been missed
     */
    public void listen(String pattern, Consumer<String> message, Runnable listening) {
        keepTrying(
                () -> client.connectPubSubAsync(StringCodec.UTF8, uri),
                opened -> {
                    opened.addListener(new Listening(message, listening));
                    opened.async().psubscribe(pattern);
                });
    }

    @Override
    public void start() {
        running = true;
        keepTrying(() -> client.connectAsync(StringCodec.UTF8, uri), opened -> connection = opened);
    }

    @Override
    public void stop() {
        running = false;
        client.shutdownAsync(0, 2, java.util.concurrent.TimeUnit.SECONDS);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    // before whatever uses it
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 100;
    }

    // a hung server must not make every request wait for the time limit
    private void fallSilent() {
        silentUntil = System.nanoTime() + settings.pause().toNanos();
    }

    private <C> void keepTrying(Supplier<CompletionStage<C>> attempt, Consumer<C> opened) {
        Mono.fromCompletionStage(attempt)
                .subscribeOn(Schedulers.boundedElastic())
                .subscribe(
                        opened,
                        error -> {
                            // said once: it is tried every second
                            LOG.atLevel(complained.getAndSet(true) ? Level.DEBUG : Level.WARN)
                                    .log(
                                            "Redis cannot be reached, going on without it: {}",
                                            error.getMessage());
                            if (running) {
                                Schedulers.parallel()
                                        .schedule(
                                                () -> keepTrying(attempt, opened),
                                                RETRY.toMillis(),
                                                java.util.concurrent.TimeUnit.MILLISECONDS);
                            }
                        });
    }
}
