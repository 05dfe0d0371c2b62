package dev.agentworks.monitor.live;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the terminal that keeps every frame it gets. */
final class TerminalClient implements WebSocket.Listener, AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final List<JsonNode> frames = new CopyOnWriteArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    private volatile int closeCode;
    private volatile @Nullable WebSocket socket;

    static TerminalClient open(int port, String path, @Nullable String bearer) {
        var client = new TerminalClient();
        var builder = HTTP.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(5));
        if (bearer != null) {
            builder.header("Authorization", bearer);
        }
        client.socket =
                builder.buildAsync(URI.create("ws://127.0.0.1:" + port + path), client).join();
        return client;
    }

    /** The status with which the handshake is refused. */
    static int refusal(int port, String path, @Nullable String bearer) {
        try (var _ = open(port, path, bearer)) {
            return 101;
        } catch (CompletionException e) {
            return e.getCause() instanceof WebSocketHandshakeException refused
                    ? refused.getResponse().statusCode()
                    : 0;
        }
    }

    TerminalClient say(String text) {
        java.util.Objects.requireNonNull(socket).sendText(text, true).join();
        return this;
    }

    TerminalClient subscribe(String from) {
        return say(
                "{\"type\":\"subscribe\",\"sub\":\"1\",\"from\":%s,\"filter\":{\"levels\":[],\"sources\":[]}}"
                        .formatted(from));
    }

    List<JsonNode> frames(String type) {
        return frames.stream().filter(f -> f.path("type").asString("").equals(type)).toList();
    }

    JsonNode awaitFrame(String type) {
        return awaitFrames(type, 1).getFirst();
    }

    List<JsonNode> awaitFrames(String type, int count) {
        await().atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> frames(type).size() >= count);
        return frames(type);
    }

    /** The lines as they came, with their offsets: {@code 0:journal says 1}. */
    List<String> lines() {
        return frames("lines").stream()
                .flatMap(frame -> frame.path("lines").valueStream())
                .map(line -> line.path("offset").asLong() + ":" + line.path("message").asString())
                .toList();
    }

    List<String> awaitLines(int count) {
        await().atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> lines().size() >= count);
        return lines();
    }

    int closeCode() {
        return closeCode;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            frames.add(JSON.readTree(partial.toString()));
            partial.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closeCode = code;
        return null;
    }

    @Override
    public void close() {
        var open = socket;
        if (open != null) {
            open.abort();
        }
    }
}
