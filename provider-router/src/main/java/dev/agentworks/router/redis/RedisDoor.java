package dev.agentworks.router.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Runs scripts in Redis without ever holding up a call for long: no connection, a broken one or a
 * late answer is none, at once. It connects in the background, at start and again after every loss.
 */
@Component
public class RedisDoor implements SmartLifecycle, DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(RedisDoor.class);
    private static final long RETRY_MILLIS = 500;

    private final RedisSettings settings;
    private final RedisURI uri;
    private final RedisClient client;
    private final AtomicBoolean complained = new AtomicBoolean();
    private volatile @Nullable StatefulRedisConnection<String, String> connection;
    private final AtomicLong trips = new AtomicLong();
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

    /** The numbers the script answers with; none when Redis is lost. */
    public Optional<List<Long>> run(String script, String key, String... arguments) {
        var open = connection;
        if (open == null || System.nanoTime() - silentUntil < 0) {
            return Optional.empty();
        }
        trips.incrementAndGet();
        try {
            return Optional.ofNullable(
                    open.sync()
                            .eval(script, ScriptOutputType.MULTI, new String[] {key}, arguments));
        } catch (RedisException e) {
            // a hung server must not make every call wait for the time limit
            silentUntil = System.nanoTime() + settings.pause().toNanos();
            LOG.atLevel(complained.getAndSet(true) ? Level.DEBUG : Level.WARN)
                    .log("Redis does not answer, going on without it: {}", e.getMessage());
            return Optional.empty();
        }
    }

    long trips() {
        return trips.get();
    }

    @Override
    public void start() {
        running = true;
        connect();
    }

    @Override
    public void stop() {
        running = false;
        var open = connection;
        connection = null;
        if (open != null) {
            open.closeAsync();
        }
    }

    @Override
    public void destroy() {
        client.shutdownAsync(0, 2, TimeUnit.SECONDS);
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

    private void connect() {
        if (!running) {
            return;
        }
        client.connectAsync(StringCodec.UTF8, uri)
                .whenComplete((opened, error) -> {
                    if (opened != null && !running) {
                        opened.closeAsync();
                    } else if (opened != null) {
                        connection = opened;
                        complained.set(false);
                    } else {
                        LOG.atLevel(complained.getAndSet(true) ? Level.DEBUG : Level.WARN)
                                .log(
                                        "Redis cannot be reached, going on without it: {}",
                                        reason(error));
                        CompletableFuture.delayedExecutor(RETRY_MILLIS, TimeUnit.MILLISECONDS)
                                .execute(this::connect);
                    }
                });
    }

    private static String reason(@Nullable Throwable error) {
        return error == null ? "" : String.valueOf(error.getMessage());
    }
}
