package dev.agentworks.starter.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;

/**
 * Calls Redis without ever holding up its caller for long: without a connection, with a broken one
 * or with a late answer a call fails with {@link RedisUnavailableException}, and after a late
 * answer no call is made for a moment. It connects in the background, at start and after every
 * loss, and asks all the time whether Redis answers: while it does not, no caller waits for it.
 */
public final class RedisConnection implements SmartLifecycle, DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(RedisConnection.class);
    private static final int BEFORE_ITS_USERS = Integer.MIN_VALUE + 100;

    private final RedisSettings settings;
    private final RedisURI uri;
    private final ClientResources resources;
    private final RedisClient client;
    private final List<RedisSubscriptions> subscriptions = new CopyOnWriteArrayList<>();
    private final AtomicBoolean isReported = new AtomicBoolean();
    private final LongAdder answered = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder late = new LongAdder();
    private final LongAdder unsent = new LongAdder();
    private volatile @Nullable StatefulRedisConnection<String, String> connection;
    private volatile boolean running;
    private volatile boolean isAnswering;
    private @Nullable ScheduledFuture<?> probes;
    private volatile long pausedUntil = System.nanoTime();

    public RedisConnection(RedisSettings settings) {
        this.settings = settings;
        this.uri = RedisURI.create(settings.url());
        uri.setTimeout(settings.connectTimeout()); // for the greeting on a new connection
        // Lettuce's usual delay grows to half a minute
        this.resources =
                ClientResources.builder()
                        .reconnectDelay(Delay.constant(settings.reconnectDelay()))
                        .build();
        this.client = RedisClient.create(resources, uri);
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

    /**
     * Makes a call. The future completes on a thread of the connection, which must not be blocked;
     * it fails with {@link RedisUnavailableException} only.
     */
    public <T extends @Nullable Object> CompletableFuture<T> submit(
            Function<RedisAsyncCommands<String, String>, ? extends CompletionStage<T>> call) {
        var open = connection;
        if (open == null || !open.isOpen() || isPaused()) {
            unsent.increment();
            return CompletableFuture.failedFuture(
                    new RedisUnavailableException("There is no connection to Redis.", null));
        }
        var result = new CompletableFuture<T>();
        try {
            call.apply(open.async())
                    .whenComplete((answer, failure) -> {
                        if (failure == null) {
                            answered.increment();
                            result.complete(answer);
                        } else {
                            result.completeExceptionally(unavailable(failure));
                        }
                    });
        } catch (RedisException e) { // closed in between
            result.completeExceptionally(unavailable(e));
        }
        return result;
    }

    /** Runs a script; see {@link #submit}. */
    public <T> CompletableFuture<T> run(
            RedisScript<T> script, List<String> keys, String... arguments) {
        return submit(commands -> script.run(commands, keys, arguments));
    }

    /** Makes a call and waits for its answer; throws {@link RedisUnavailableException}. */
    public <T extends @Nullable Object> T call(
            Function<RedisAsyncCommands<String, String>, ? extends CompletionStage<T>> call) {
        return await(submit(call));
    }

    /**
     * Waits for the answer to a call of this connection; throws {@link RedisUnavailableException}.
     */
    public <T extends @Nullable Object> T await(CompletableFuture<T> answer) {
        try {
            // the connection's own limit comes first; this one is for an answer that hangs
            // elsewhere
            return answer.get(2 * settings.timeout().toMillis() + 500, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RedisUnavailableException unavailable) {
                throw unavailable;
            }
            throw new RedisUnavailableException("Redis gave no answer.", e.getCause());
        } catch (TimeoutException e) {
            throw new RedisUnavailableException("Redis gave no answer in time.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RedisUnavailableException("The wait for Redis was interrupted.", e);
        }
    }

    /** Hears published messages, on the channels that are then subscribed to. */
    public RedisSubscriptions listen(RedisListener listener) {
        var listening = new RedisSubscriptions(listener);
        subscriptions.add(listening);
        if (running) {
            connect(listening);
        }
        return listening;
    }

    /** Whether there is a connection at the moment. */
    public boolean isConnected() {
        var open = connection;
        return open != null && open.isOpen();
    }

    /** Whether Redis answered within its time limit when it was asked last. */
    public boolean isAnswering() {
        return isAnswering && isConnected();
    }

    /** What became of the calls until now. */
    public RedisCallCounts counts() {
        return new RedisCallCounts(answered.sum(), failed.sum(), late.sum(), unsent.sum());
    }

    @Override
    public void start() {
        running = true;
        keepTrying(() -> client.connectAsync(StringCodec.UTF8, uri), opened -> connection = opened);
        subscriptions.forEach(this::connect);
        var period = settings.probe().toMillis();
        probes =
                resources
                        .eventExecutorGroup()
                        .scheduleWithFixedDelay(this::probe, 0, period, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        running = false;
        var probing = probes;
        probes = null;
        if (probing != null) {
            probing.cancel(false);
        }
        var open = connection;
        connection = null;
        if (open != null) {
            open.closeAsync();
        }
        subscriptions.forEach(RedisSubscriptions::close);
    }

    @Override
    public void destroy() {
        client.shutdownAsync(0, 2, TimeUnit.SECONDS)
                .whenComplete((_, _) -> resources.shutdown(0, 2, TimeUnit.SECONDS));
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return BEFORE_ITS_USERS;
    }

    // asks during a pause too, and prolongs it: no caller has to find out whether it is over
    private void probe() {
        var open = connection;
        if (open == null || !open.isOpen()) {
            isAnswering = false;
            return;
        }
        try {
            open.async()
                    .ping()
                    .whenComplete((_, failure) -> {
                        isAnswering = failure == null;
                        if (failure == null) {
                            pausedUntil = System.nanoTime();
                        } else if (isLate(failure)) {
                            pauseUntilProbed();
                        }
                    });
        } catch (RedisException e) { // closed in between
            isAnswering = false;
        }
    }

    private void pauseUntilProbed() {
        pausedUntil =
                System.nanoTime()
                        + settings.pause()
                                .plus(settings.probe())
                                .plus(settings.timeout())
                                .toNanos();
    }

    private boolean isPaused() {
        return System.nanoTime() - pausedUntil < 0;
    }

    private RedisUnavailableException unavailable(Throwable failure) {
        var cause =
                failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        if (isLate(cause)) {
            // a server that hangs must not make every caller wait for the time limit
            isAnswering = false;
            pausedUntil = System.nanoTime() + settings.pause().toNanos();
            late.increment();
        } else {
            failed.increment();
        }
        report("Redis gives no answer", cause);
        return new RedisUnavailableException("Redis gave no answer.", cause);
    }

    private static boolean isLate(@Nullable Throwable failure) {
        return failure instanceof RedisCommandTimeoutException
                || failure != null && failure.getCause() instanceof RedisCommandTimeoutException;
    }

    private void connect(RedisSubscriptions listening) {
        keepTrying(() -> client.connectPubSubAsync(StringCodec.UTF8, uri), listening::opened);
    }

    private <C extends StatefulRedisConnection<?, ?>> void keepTrying(
            Supplier<? extends CompletionStage<C>> attempt, Consumer<C> opened) {
        if (!running) {
            return;
        }
        attempt.get()
                .whenComplete((connected, failure) -> {
                    if (connected == null) {
                        report("Redis cannot be reached", failure);
                        CompletableFuture.delayedExecutor(
                                        settings.reconnectDelay().toMillis(), TimeUnit.MILLISECONDS)
                                .execute(() -> keepTrying(attempt, opened));
                    } else if (running) {
                        isReported.set(false);
                        opened.accept(connected);
                    } else {
                        connected.closeAsync();
                    }
                });
    }

    // once until the next connection: it may fail many times a second
    private void report(String what, @Nullable Throwable cause) {
        log.atLevel(isReported.getAndSet(true) ? Level.DEBUG : Level.WARN)
                .log("{}, going on without it: {}", what, cause == null ? "" : cause.getMessage());
    }
}
