package dev.agentworks.local.launcher.journey;

import dev.agentworks.local.launcher.StackFailure;
import java.net.URI;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A card's live terminal, as a reader that trusts nothing: it checks that each frame begins where
 * the one before ended, and opens the socket again from its cursors when it breaks.
 */
public final class Terminal implements WebSocket.Listener, AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ApiClient api;
    private final String cardId;
    private final Consumer<JsonNode> onLine;
    private final Map<String, Long> next = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> firstLine = new CompletableFuture<>();
    private final CompletableFuture<Void> subscribed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private volatile boolean closed;
    private volatile int breaks;
    private volatile @Nullable WebSocket socket;
    private volatile String lastBreak = "";

    private Terminal(ApiClient api, String cardId, Consumer<JsonNode> onLine) {
        this.api = api;
        this.cardId = cardId;
        this.onLine = onLine;
    }

    /** Opens the terminal and waits until the server says it is subscribed. */
    public static Terminal open(ApiClient api, String cardId, Consumer<JsonNode> onLine) {
        var terminal = new Terminal(api, cardId, onLine);
        terminal.connect();
        terminal.await(terminal.subscribed, Duration.ofSeconds(10), "the terminal did not answer");
        return terminal;
    }

    /** Waits for the first line of any run of the card. */
    public void awaitFirstLine(Duration patience) {
        await(firstLine, patience, "no line came");
    }

    /**
     * How many lines of this run were received; they were checked to be without gap and without
     * repetition.
     */
    public long linesOf(String runId) {
        return next.getOrDefault(runId, 0L);
    }

    /** How often a frame did not begin where the one before ended. */
    public int breaks() {
        return breaks;
    }

    @Override
    public void close() {
        closed = true;
        var open = socket;
        if (open != null) {
            open.abort();
        }
    }

    @Override
    public void onOpen(WebSocket opened) {
        socket = opened;
        opened.sendText(
                "{\"type\":\"subscribe\",\"sub\":\"1\",\"from\":\"start\",\"filter\":{\"levels\":[],\"sources\":[]}}",
                true);
        opened.request(Long.MAX_VALUE);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            var frame = JSON.readTree(partial.toString());
            partial.setLength(0);
            accept(frame);
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        lastBreak = "(closed with %d %s)".formatted(code, reason);
        reconnect();
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        lastBreak = "(" + failure + ")";
        reconnect();
    }

    private void accept(JsonNode frame) {
        switch (frame.path("type").asString("")) {
            case "subscribed" -> subscribed.complete(null);
            case "lines" -> lines(frame);
            case "error" ->
                    subscribed.completeExceptionally(
                            new StackFailure("the terminal answered " + frame));
            default -> {} // status, metrics, run, gap and eof are for the screen
        }
    }

    private void lines(JsonNode frame) {
        var run = frame.path("run").asString();
        var first = frame.path("first").asLong();
        var end = frame.path("next").asLong();
        var expected = next.getOrDefault(run, 0L);
        if (first > expected) {
            breaks++;
        }
        for (var line : frame.path("lines")) {
            if (line.path("offset").asLong() >= expected) {
                onLine.accept(line);
            }
        }
        next.merge(run, end, Math::max);
        firstLine.complete(null);
    }

    private void connect() {
        var address =
                URI.create(
                        api.url().replaceFirst("^http", "ws")
                                + "/api/cards/"
                                + cardId
                                + "/terminal");
        api.http()
                .newWebSocketBuilder()
                .connectTimeout(Duration.ofSeconds(5))
                .header("Authorization", "Bearer " + api.token())
                .buildAsync(address, this)
                .whenComplete((_, failure) -> {
                    if (failure != null) {
                        reconnect();
                    }
                });
    }

    private void reconnect() {
        partial.setLength(0);
        if (!closed) {
            CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS).execute(this::connect);
        }
    }

    private void await(CompletableFuture<Void> future, Duration patience, String otherwise) {
        try {
            future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            throw new StackFailure(
                    "%s within %d s %s"
                            .formatted(otherwise, patience.toSeconds(), lastBreak)
                            .strip());
        } catch (ExecutionException failure) {
            throw new StackFailure(String.valueOf(failure.getMessage()), failure);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new StackFailure("interrupted");
        }
    }
}
