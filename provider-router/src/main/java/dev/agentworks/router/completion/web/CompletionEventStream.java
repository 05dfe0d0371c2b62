package dev.agentworks.router.completion.web;

import dev.agentworks.router.execution.CallEnd;
import dev.agentworks.router.execution.CallProgress;
import dev.agentworks.router.execution.CallProgress.Step;
import dev.agentworks.router.ledger.CallState;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** Writes the progress of a call as server-sent events. */
final class CompletionEventStream {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpServletResponse response;
    private final OutputStream output;

    CompletionEventStream(HttpServletResponse response) throws IOException {
        this.response = response;
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader("Cache-Control", "no-store");
        // proxies would collect the stream otherwise
        response.setHeader("X-Accel-Buffering", "no");
        this.output = response.getOutputStream();
    }

    void follow(CallProgress progress, Duration heartbeat)
            throws IOException, InterruptedException {
        response.flushBuffer();
        for (int number = 0; ; ) {
            var step = progress.await(number, heartbeat);
            if (step.isEmpty()) {
                write(": still at work\n\n");
                continue;
            }
            number++;
            switch (step.get()) {
                // the completion at the end has them whole
                case Step.Dispatched _,
                        Step.Arguments _,
                        Step.Reasoning _,
                        Step.Picture _,
                        Step.Piece _,
                        Step.Whole _ -> {}
                case Step.Text(var delta) ->
                        event("text", JSON.createObjectNode().put("delta", delta).toString());
                case Step.Tool(var id, var name) ->
                        event(
                                "tool",
                                JSON.createObjectNode().put("id", id).put("name", name).toString());
                case Step.Ended(var end) -> {
                    end(end);
                    return;
                }
            }
        }
    }

    void stored(CallState state, String completion) throws IOException {
        event(state == CallState.SUCCEEDED ? "completed" : "failed", completion);
    }

    private void end(CallEnd end) throws IOException {
        switch (end) {
            case CallEnd.Finished(var outcome) -> stored(outcome.state(), outcome.completion());
            case CallEnd.Lost _ -> lost();
            case CallEnd.NotDispatched _ -> lost();
        }
    }

    // the response has begun, so its status cannot change; asking for the key again returns the
    // rest
    private void lost() throws IOException {
        event("failed", "{\"state\":\"%s\"}".formatted(CallState.INDETERMINATE));
    }

    private void event(String name, String data) throws IOException {
        write("event: %s\ndata: %s\n\n".formatted(name, data));
    }

    private void write(String text) throws IOException {
        output.write(text.getBytes(StandardCharsets.UTF_8));
        output.flush();
    }
}
