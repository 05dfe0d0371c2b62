package dev.agentworks.router.v1;

import dev.agentworks.router.call.CallEnd;
import dev.agentworks.router.call.CallOrder;
import dev.agentworks.router.call.CallProgress.Step;
import dev.agentworks.router.call.Calls;
import dev.agentworks.router.call.LightBook;
import dev.agentworks.router.call.Origin;
import dev.agentworks.router.call.RunningCall;
import dev.agentworks.router.call.SpendingLimits;
import dev.agentworks.router.choice.Choice;
import dev.agentworks.router.choice.Choices;
import dev.agentworks.router.choice.Needs;
import dev.agentworks.router.ledger.CallState;
import dev.agentworks.router.ledger.FinishedCalls;
import dev.agentworks.router.ledger.Outcome;
import dev.agentworks.router.provider.ChatRequest;
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
class ChatDoor {
    /** A client behind a proxy that sees nothing for so long might be cut off. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final Calls calls;
    private final FinishedCalls finished;
    private final Choices choices;
    private final Models models;
    private final Leavers leavers;
    private final Clock clock;

    ChatDoor(
            Calls calls,
            FinishedCalls finished,
            Choices choices,
            Models models,
            Leavers leavers,
            Clock clock) {
        this.calls = calls;
        this.finished = finished;
        this.choices = choices;
        this.models = models;
        this.leavers = leavers;
        this.clock = clock;
    }

    void answer(
            DoorCaller caller,
            ChatBody body,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        var cacheKey = body.chat().options().cache().key();
        // a workspace's conversations are its own
        var conversation = cacheKey == null ? null : caller.workspaceId() + ":" + cacheKey;
        var order = order(caller, body.model(), body.chat(), conversation);
        var book = new LightBook(finished, order.origin(), order.choices().getFirst());
        response.setHeader("x-agentworks-call-id", book.key());
        if (body.stream()) {
            var call = calls.start(book, order);
            try (var _ = leavers.watch(request, call)) {
                stream(call, body, response);
            }
        } else {
            whole(calls.run(book, order, call -> leavers.watch(request, call)), response);
        }
    }

    /** A call of this caller, when somebody can answer it and there is room for it. */
    CallOrder order(
            DoorCaller caller, String model, ChatRequest chat, @Nullable String conversation) {
        if (calls.isFull()) {
            throw new DoorException(
                    new DoorError(
                                    429,
                                    "rate_limit_error",
                                    "rate_limit_exceeded",
                                    null,
                                    "Too many calls at once; nothing was sent.")
                            .after(1));
        }
        var wanted = models.wanted(caller, model, conversation);
        var able = honouring(chat, choices.choose(wanted, Needs.of(chat)));
        return new CallOrder(
                Origin.ofKey(caller.workspaceId(), caller.apiKeyId()),
                chat,
                able,
                conversation,
                SpendingLimits.NONE,
                true);
    }

    private static List<Choice> honouring(ChatRequest chat, List<Choice> choices) {
        var words = chat.options().verbatim();
        if (words == null || words.needed().isEmpty()) {
            return choices;
        }
        var able =
                choices.stream()
                        .filter(it -> it.vendor().isVerbatim(chat.with(it.model().traits())))
                        .toList();
        if (able.isEmpty()) {
            var field = words.needed().stream().sorted().findFirst().orElseThrow();
            throw DoorException.invalid(
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
                    var extension = Words.extension(call.key(), outcome);
                    CostHeaders.write(outcome, response);
                    Json.write(
                            200,
                            verbatim != null
                                    ? Words.extended(verbatim, extension)
                                    : bytes(
                                            Words.completion(call.key(), now(), outcome)
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
            case CallEnd.NotDispatched refused -> throw new DoorException(DoorErrors.of(refused));
            case CallEnd.Lost _ -> throw new DoorException(DoorErrors.LOST);
            case CallEnd.Told(var outcome) -> {
                if (outcome.state() != CallState.SUCCEEDED) {
                    throw new DoorException(DoorErrors.of(outcome));
                }
                yield outcome;
            }
        };
    }

    // until something of the answer is there, an error still has a status of its own
    private void stream(RunningCall call, ChatBody body, HttpServletResponse response)
            throws IOException, InterruptedException {
        var events = new Chunks(call.key(), now(), body.model(), body.includeUsage());
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
            // nobody reads any more, so nobody shall write
            call.cancel();
            throw e;
        }
    }

    private static void end(CallEnd end, Chunks events, StringBuilder text) {
        switch (end) {
            case CallEnd.Told(var outcome) -> {
                if (outcome.state() == CallState.SUCCEEDED) {
                    events.end(outcome, text);
                } else {
                    Chunks.error(DoorErrors.of(outcome), text);
                }
            }
            case CallEnd.NotDispatched refused -> Chunks.error(DoorErrors.of(refused), text);
            case CallEnd.Lost _ -> Chunks.error(DoorErrors.LOST, text);
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
