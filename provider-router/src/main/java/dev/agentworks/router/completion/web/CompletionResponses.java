package dev.agentworks.router.completion.web;

import dev.agentworks.router.completion.CompletionSettings;
import dev.agentworks.router.completion.Completions;
import dev.agentworks.router.completion.KeyedCall;
import dev.agentworks.router.completion.NotDispatchedProblem;
import dev.agentworks.router.execution.CallEnd;
import dev.agentworks.router.ledger.Outcome;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** Writes what a caller finds under a key as one response. */
@Component
class CompletionResponses {
    private final CompletionSettings settings;

    CompletionResponses(CompletionSettings settings) {
        this.settings = settings;
    }

    /** Waits for the outcome where the call was started for this caller. */
    void write(KeyedCall found, HttpServletResponse response)
            throws IOException, InterruptedException {
        switch (found) {
            case KeyedCall.Stored(var _, var completion) -> write(completion, response);
            case KeyedCall.Elsewhere _, KeyedCall.Joined _ -> inProgress(response);
            case KeyedCall.Started(var call) -> {
                var end = call.progress().awaitEnd(settings.answerWithin());
                if (end.isEmpty()) {
                    inProgress(response);
                } else {
                    write(outcome(end.get()).completion(), response);
                }
            }
        }
    }

    /** The caller may ask again in a second. */
    void inProgress(HttpServletResponse response) {
        response.setHeader(HttpHeaders.RETRY_AFTER, "1");
        response.setStatus(HttpStatus.ACCEPTED.value());
    }

    /** The outcome of a call that has ended; anything else is a problem. */
    static Outcome outcome(CallEnd end) {
        return switch (end) {
            case CallEnd.Finished(var outcome) -> outcome;
            case CallEnd.NotDispatched refused -> throw NotDispatchedProblem.of(refused);
            case CallEnd.Lost _ -> throw Completions.lost();
        };
    }

    private static void write(String completion, HttpServletResponse response) throws IOException {
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getOutputStream().write(completion.getBytes(StandardCharsets.UTF_8));
    }
}
