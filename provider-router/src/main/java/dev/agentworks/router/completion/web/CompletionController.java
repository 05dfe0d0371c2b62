package dev.agentworks.router.completion.web;

import dev.agentworks.router.completion.CompletionRequest;
import dev.agentworks.router.completion.CompletionSettings;
import dev.agentworks.router.completion.Completions;
import dev.agentworks.router.completion.KeyedCall;
import dev.agentworks.router.completion.NotDispatchedProblem;
import dev.agentworks.router.execution.CallProgress;
import dev.agentworks.router.execution.RunningCall;
import dev.agentworks.starter.servicetoken.RequiresScope;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Completions by key. The thread of the request only waits and writes: the call itself has a thread
 * of its own and goes on when the caller leaves.
 */
@RestController
@RequestMapping("/internal/completions/{key}")
@RequiresScope("router:complete")
class CompletionController {
    private static final String KEY = "[A-Za-z0-9._:-]{8,200}";

    private final Completions completions;
    private final CompletionResponses responses;
    private final CompletionSettings settings;

    CompletionController(
            Completions completions, CompletionResponses responses, CompletionSettings settings) {
        this.completions = completions;
        this.responses = responses;
        this.settings = settings;
    }

    @PutMapping
    void complete(
            @PathVariable @Pattern(regexp = KEY) String key,
            @RequestBody @Valid CompletionRequest request,
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        try {
            var found = completions.enter(key, request);
            if (accept != null && accept.contains(MediaType.TEXT_EVENT_STREAM_VALUE)) {
                stream(found, response);
            } else {
                responses.write(found, response);
            }
        } catch (NotDispatchedProblem e) {
            response.setHeader(HttpHeaders.RETRY_AFTER, e.retryAfter());
            throw e;
        }
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    void cancel(@PathVariable @Pattern(regexp = KEY) String key) {
        completions.cancel(key);
    }

    private void stream(KeyedCall found, HttpServletResponse response)
            throws IOException, InterruptedException {
        switch (found) {
            case KeyedCall.Stored(var state, var completion) ->
                    new CompletionEventStream(response).stored(state, completion);
            case KeyedCall.Elsewhere _ -> responses.inProgress(response);
            case KeyedCall.Started(var call) -> follow(call, response);
            case KeyedCall.Joined(var call) -> follow(call, response);
        }
    }

    // nothing is answered before the call is dispatched: until then it may still be refused
    private void follow(RunningCall call, HttpServletResponse response)
            throws IOException, InterruptedException {
        var first = call.progress().await(0, settings.answerWithin());
        if (first.isEmpty()) {
            responses.inProgress(response);
            return;
        }
        if (first.get() instanceof CallProgress.Step.Ended(var end)) {
            var outcome = CompletionResponses.outcome(end);
            new CompletionEventStream(response).stored(outcome.state(), outcome.completion());
            return;
        }
        new CompletionEventStream(response).follow(call.progress(), settings.heartbeat());
    }
}
