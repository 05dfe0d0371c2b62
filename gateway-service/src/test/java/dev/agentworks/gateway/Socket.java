package dev.agentworks.gateway;

import static org.awaitility.Awaitility.await;

import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A WebSocket of a client: what it heard and how it ended. */
final class Socket implements WebSocket.Listener {
    private final List<String> frames = new CopyOnWriteArrayList<>();
    private final StringBuilder part = new StringBuilder();
    private @Nullable WebSocket socket;
    private volatile int closeCode;
    private volatile String closeReason = "";
    private volatile int refusal;

    Socket opened(WebSocket socket) {
        this.socket = socket;
        return this;
    }

    Socket refused(int status) {
        this.refusal = status;
        return this;
    }

    int refusal() {
        return refusal;
    }

    void say(String text) {
        java.util.Objects.requireNonNull(socket).sendText(text, true).join();
    }

    void close(int code, String reason) {
        java.util.Objects.requireNonNull(socket).sendClose(code, reason).join();
    }

    List<String> frames() {
        return frames;
    }

    List<String> awaitFrames(int count) {
        await().atMost(java.time.Duration.ofSeconds(15)).until(() -> frames.size() >= count);
        return frames;
    }

    int awaitClose() {
        await().atMost(java.time.Duration.ofSeconds(15)).until(() -> closeCode != 0);
        return closeCode;
    }

    boolean isClosed() {
        return closeCode != 0;
    }

    String closeReason() {
        return closeReason;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            frames.add(part.toString());
            part.setLength(0);
        }
        socket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        closeReason = reason;
        closeCode = code;
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        closeReason = String.valueOf(error);
        closeCode = -1;
    }
}
