package dev.agentworks.orchestrator.client;

import dev.agentworks.starter.sse.ServerSentEventReader;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Reads a completion's server-sent events up to its outcome. */
final class CompletionEventReader {

    private final ServerSentEventReader events;
    private final JsonMapper json;
    private final CompletionListener listener;

    CompletionEventReader(InputStream body, JsonMapper json, CompletionListener listener) {
        this.events = new ServerSentEventReader(body);
        this.json = json;
        this.listener = listener;
    }

    CompletionResult read() throws IOException {
        for (var event = events.next(); event != null; event = events.next()) {
            var answer = received(event.type(), event.data());
            if (answer != null) {
                return answer;
            }
        }
        return new CompletionResult.Broken("the stream ended before the outcome");
    }

    private @Nullable CompletionResult received(String type, String data) {
        return switch (type) {
            case "text" -> {
                listener.text(json.readTree(data).path("delta").asString(""));
                yield null;
            }
            case "completed", "failed" ->
                    new CompletionResult.Outcome(json.readValue(data, Completion.class));
            // comments, tool announcements and what later versions may add
            default -> null;
        };
    }
}
