package dev.agentworks.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** What came of a stream so far. */
final class EventStream implements AutoCloseable {
    private final StringBuffer text = new StringBuffer();
    private @Nullable Future<?> answer;

    void reading(Future<?> answer) {
        this.answer = answer;
    }

    void add(byte[] bytes) {
        text.append(new String(bytes, UTF_8));
    }

    String text() {
        return text.toString();
    }

    @Override
    public void close() {
        if (answer != null) {
            answer.cancel(true);
        }
    }
}
