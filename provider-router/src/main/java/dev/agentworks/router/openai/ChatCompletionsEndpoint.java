package dev.agentworks.router.openai;

import dev.agentworks.router.execution.CallEnd;
import dev.agentworks.router.execution.CallOrder;
import dev.agentworks.router.execution.CallProgress.Step;
import dev.agentworks.router.execution.Calls;
import dev.agentworks.router.execution.RunningCall;
import dev.agentworks.router.execution.SpendingLimits;
import dev.agentworks.router.ledger.CallState;
import dev.agentworks.router.ledger.FinishedCalls;
import dev.agentworks.router.ledger.Outcome;
import dev.agentworks.router.provider.model.ChatRequest;
import dev.agentworks.router.recorder.DeferredCallRecorder;
import dev.agentworks.router.routing.Requirements;
import dev.agentworks.router.routing.Target;
import dev.agentworks.router.routing.TargetResolver;
import dev.agentworks.router.usage.CallOrigin;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Chat completions, whole or streamed. */
@Component
class ChatCompletionsEndpoint {
    /** A client behind a proxy that sees nothing for so long might be cut off. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final Calls calls;
    private final FinishedCalls finished;
    private final TargetResolver targets;
    private final ModelsEndpoint models;
    private final DisconnectWatcher disconnects;
    private final Clock clock;

    ChatCompletionsEndpoint(
            Calls calls,
            FinishedCalls finished,
            TargetResolver targets,
            ModelsEndpoint models,
            DisconnectWatcher disconnects,
            Clock clock) {
        this.calls = calls;
        this.finished = finished;
        this.targets = targets;
        this.models = models;
        this.disconnects = disconnects;
        this.clock = clock;
    }

    void answer(
            ApiKeyCaller caller,
            ChatCompletionRequest body,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        var cacheKey = body.chat().options().service().cache().key();
        // a workspace's conversations are its own
        var conversation = cacheKey == null ? null : caller.workspaceId() + ":" + cacheKey;
        var order = order(caller, body.model(), body.chat(), conversation);
        var recorder =
                new DeferredCallRecorder(finished, order.origin(), order.targets().getFirst());
        response.setHeader("x-agentworks-call-id", recorder.key());
        if (body.stream()) {
            var call = calls.start(recorder, order);
            try (var _ = disconnects.watch(request, call)) {
                stream(call, body, response);
            }
        } else {
            whole(calls.run(recorder, order, call -> disconnects.watch(request, call)), response);
        }
    }

    /** A call of this caller, when a target can answer it and there is room for it. */
    CallOrder order(
            ApiKeyCaller caller, String model, ChatRequest chat, @Nullable String conversation) {
        if (calls.isFull()) {
            throw new OpenAiException(
                    new OpenAiError(
                                    429,
                                    "rate_limit_error",
                                    "rate_limit_exceeded",
                                    null,
                                    "Too many calls at once; nothing was sent.")
                            .after(1));
        }
        var wanted = models.wanted(caller, model, conversation);
        var able = honouring(chat, targets.resolve(wanted, Requirements.of(chat)));
        return new CallOrder(
                CallOrigin.ofKey(caller.workspaceId(), caller.apiKeyId()),
                chat,
                able,
                conversation,
                SpendingLimits.NONE,
                true);
    }

    private static List<Target> honouring(ChatRequest chat, List<Target> choices) {
        var words = chat.verbatim();
        if (words == null || words.needed().isEmpty()) {
            return choices;
        }
        var able =
                choices.stream()
                        .filter(it -> it.vendor().isVerbatim(chat.with(it.model().traits())))
                        .toList();
        if (able.isEmpty()) {
            var field = words.needed().stream().sorted().findFirst().orElseThrow();
            throw OpenAiException.invalid(
                    field,
                    "unsupported_parameter",
                    "'%s' is not supported with %s."
                            .formatted(field, choices.getFirst().modelName()));
        }
        return able;
    }

    private void whole(RunningCall call, HttpServletResponse response)
            throws IOException, InterruptedException {
        byte[] verbatim = null;
        for (var step : call.progress().from(0, Duration.ZERO)) {
            switch (step) {
                case Step.Whole(var body) -> verbatim = body;
                case Step.Ended(var end) -> {
                    var outcome = succeeded(end);
                    var extension = ChatCompletionWriter.extension(call.key(), outcome);
                    CostHeaders.write(outcome, response);
                    JsonResponse.write(
                            200,
                            verbatim != null
                                    ? ChatCompletionWriter.extended(verbatim, extension)
                                    : bytes(
                                            ChatCompletionWriter.completion(
                                                            call.key(), now(), outcome)
                                                    .toString()),
                            response);
                }
                case Step.Dispatched _,
                        Step.Text _,
                        Step.Tool _,
                        Step.Arguments _,
                        Step.Reasoning _,
                        Step.Picture _,
                        Step.Piece _ -> {}
            }
        }
    }

    /** The outcome of a call that has brought its answer; anything else is an error. */
    static Outcome succeeded(CallEnd end) {
        return switch (end) {
            case CallEnd.NotDispatched refused ->
                    throw new OpenAiException(OpenAiErrors.of(refused));
            case CallEnd.Lost _ -> throw new OpenAiException(OpenAiErrors.LOST);
            case CallEnd.Finished(var outcome) -> {
                if (outcome.state() != CallState.SUCCEEDED) {
                    throw new OpenAiException(OpenAiErrors.of(outcome));
                }
                yield outcome;
            }
        };
    }

    // until something of the answer is there, an error still has a status of its own
    private void stream(RunningCall call, ChatCompletionRequest body, HttpServletResponse response)
            throws IOException, InterruptedException {
        var events = new StreamChunks(call.key(), now(), body.model(), body.includeUsage());
        var text = new StringBuilder();
        try {
            for (int number = 0; ; ) {
                var steps = call.progress().from(number, HEARTBEAT);
                number += steps.size();
                text.append(steps.isEmpty() ? ": still at work\n\n" : "");
                for (var step : steps) {
                    if (step instanceof Step.Ended(var end)) {
                        if (!response.isCommitted() && text.isEmpty()) {
                            succeeded(end);
                        }
                        end(end, events, text);
                        write(text, response);
                        return;
                    }
                    events.add(step, text);
                }
                write(text, response);
            }
        } catch (IOException e) {
            // no reader is left, so the vendor is stopped
            call.cancel();
            throw e;
        }
    }

    private static void end(CallEnd end, StreamChunks events, StringBuilder text) {
        switch (end) {
            case CallEnd.Finished(var outcome) -> {
                if (outcome.state() == CallState.SUCCEEDED) {
                    events.end(outcome, text);
                } else {
                    events.error(OpenAiErrors.of(outcome), text);
                }
            }
            case CallEnd.NotDispatched refused -> events.error(OpenAiErrors.of(refused), text);
            case CallEnd.Lost _ -> events.error(OpenAiErrors.LOST, text);
        }
    }

    private static void write(StringBuilder text, HttpServletResponse response) throws IOException {
        if (text.isEmpty()) {
            return;
        }
        if (!response.isCommitted()) {
            response.setContentType("text/event-stream");
            response.setCharacterEncoding("UTF-8");
            response.setHeader("Cache-Control", "no-cache");
            // proxies would collect the stream otherwise
            response.setHeader("X-Accel-Buffering", "no");
        }
        response.getOutputStream().write(bytes(text.toString()));
        response.flushBuffer();
        text.setLength(0);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}
