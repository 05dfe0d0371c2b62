package dev.agentworks.local.llm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.agentworks.local.llm.agent.SimulatedAgents;
import dev.agentworks.local.llm.conversation.Conversation;
import dev.agentworks.local.llm.conversation.Reply;
import dev.agentworks.local.llm.fault.Fault;
import dev.agentworks.local.llm.fault.Faults;
import dev.agentworks.local.llm.wire.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers chat requests in a vendor's format, whole or as a stream, at the speed and with the
 * faults that were asked for.
 */
final class ChatEndpoint {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int OVERLOADED = 529;

    private final SimulatedAgents agents;
    private final Faults faults;
    private final CallCounter calls;
    private final AtomicInteger tokensPerSecond;

    ChatEndpoint(
            SimulatedAgents agents,
            Faults faults,
            CallCounter calls,
            AtomicInteger tokensPerSecond) {
        this.agents = agents;
        this.faults = faults;
        this.calls = calls;
        this.tokensPerSecond = tokensPerSecond;
    }

    HttpHandler of(Wire wire, VendorRequest.Reader reader) {
        return exchange -> {
            try (exchange) {
                answer(exchange, wire, reader);
            }
        };
    }

    private void answer(HttpExchange exchange, Wire wire, VendorRequest.Reader reader)
            throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            HttpAnswers.json(exchange, 405, wire.error(405, "Use POST.").toString());
            return;
        }
        try {
            var body = JSON.readTree(exchange.getRequestBody().readAllBytes());
            var request = reader.read(exchange.getRequestURI(), body);
            var conversation = wire.read(request.model(), body);
            calls.count(exchange.getRequestHeaders().getFirst("x-request-key"));
            var fault = faults.next(exchange.getRequestHeaders().getFirst("x-simulator-fault"));
            if (fault instanceof Fault.Status(var status)) {
                refuse(exchange, wire, status);
                return;
            }
            var reply = agents.answer(conversation);
            if (request.streamed()) {
                stream(exchange, wire, conversation, reply, request.withUsage(), fault);
            } else {
                sendWhole(exchange, wire, conversation, reply, fault);
            }
        } catch (JacksonException failure) {
            HttpAnswers.json(exchange, 400, wire.error(400, "The body is not JSON.").toString());
        } catch (IllegalArgumentException failure) {
            HttpAnswers.json(
                    exchange,
                    400,
                    wire.error(400, String.valueOf(failure.getMessage())).toString());
        }
    }

    private static void refuse(HttpExchange exchange, Wire wire, int status) throws IOException {
        if (status == 429) {
            exchange.getResponseHeaders().set("retry-after", "1");
        }
        var message =
                status == OVERLOADED
                        ? "Overloaded"
                        : "This is a fault the simulator was asked for.";
        HttpAnswers.json(exchange, status, wire.error(status, message).toString());
    }

    private void sendWhole(
            HttpExchange exchange,
            Wire wire,
            Conversation conversation,
            Reply reply,
            @Nullable Fault fault)
            throws IOException {
        if (fault instanceof Fault.Stall(var pause)) {
            LockSupport.parkNanos(pause.toNanos());
        }
        pause(speed(exchange), reply.tokens().output());
        HttpAnswers.json(exchange, 200, wire.whole(conversation, reply).toString());
    }

    private void stream(
            HttpExchange exchange,
            Wire wire,
            Conversation conversation,
            Reply reply,
            boolean withUsage,
            @Nullable Fault fault)
            throws IOException {
        HttpAnswers.mark(exchange);
        exchange.getResponseHeaders().set("content-type", "text/event-stream");
        exchange.getResponseHeaders().set("cache-control", "no-cache");
        // A stream that is to be cut promises more than it sends: its end then is a broken
        // connection, not a short answer.
        exchange.sendResponseHeaders(200, fault instanceof Fault.Cut ? Long.MAX_VALUE : 0);
        var events = wire.stream(conversation, reply, withUsage);
        var tokensPerEvent = Math.max(1, reply.tokens().output() / events.size());
        var body = exchange.getResponseBody();
        var speed = speed(exchange);
        var sent = 0;
        for (var event : events) {
            if (fault instanceof Fault.Cut(var after) && sent == after) {
                // Closing the exchange here, without the last chunk, is what a broken connection
                // looks like.
                throw new IOException("cut on purpose after %d events".formatted(after));
            }
            if (fault instanceof Fault.Stall(var pause) && sent == 2) {
                LockSupport.parkNanos(pause.toNanos());
            }
            body.write(event.getBytes(StandardCharsets.UTF_8));
            body.flush();
            sent++;
            pause(speed, tokensPerEvent);
        }
        body.close();
    }

    /** In tokens a second: what the request asks for, else what is set. */
    private int speed(HttpExchange exchange) {
        var asked = exchange.getRequestHeaders().getFirst("x-simulator-tokens-per-second");
        return asked == null ? tokensPerSecond.get() : Integer.parseInt(asked);
    }

    private static void pause(int speed, int tokens) {
        if (speed > 0) {
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos() * tokens / speed);
        }
    }
}
