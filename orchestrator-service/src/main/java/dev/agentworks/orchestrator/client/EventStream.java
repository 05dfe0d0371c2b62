package dev.agentworks.orchestrator.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Reads a completion's server-sent events up to its outcome. */
final class EventStream {

    private final BufferedReader lines;
    private final JsonMapper json;
    private final CompletionListener listener;

    EventStream(InputStream body, JsonMapper json, CompletionListener listener) {
        this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        this.json = json;
        this.listener = listener;
    }

    CompletionAnswer read() throws IOException {
        var event = "";
        var data = new StringBuilder();
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty()) {
                var answer = received(event, data.toString());
                if (answer != null) {
                    return answer;
                }
                event = "";
                data.setLength(0);
            } else if (line.startsWith("event:")) {
                event = line.substring("event:".length()).strip();
            } else if (line.startsWith("data:")) {
                data.append(data.isEmpty() ? "" : "\n")
                        .append(line.substring("data:".length()).strip());
            }
        }
        return new CompletionAnswer.Broken("the stream ended before the outcome");
    }

    private @Nullable CompletionAnswer received(String event, String data) {
        return switch (event) {
            case "text" -> {
                listener.text(json.readTree(data).path("delta").asString(""));
                yield null;
            }
            case "completed", "failed" ->
                    new CompletionAnswer.Outcome(json.readValue(data, Completion.class));
            // comments, tool announcements and what later versions may add
            default -> null;
        };
    }
}
