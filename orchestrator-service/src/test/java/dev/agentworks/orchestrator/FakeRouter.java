package dev.agentworks.orchestrator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A small honest router: one dispatch for each key, stored outcomes, streams, and faults on order.
 */
public final class FakeRouter implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final int LARGEST = 8 * 1024 * 1024;

    /** What goes wrong with the next request. */
    public enum Fault {
        CAPACITY_429,
        IN_PROGRESS_202,
        INDETERMINATE_409,
        BUDGET_402,
        BUDGET_FAILED,
        REFUSED_400,
        FAILED_RETRYABLE,
        RATE_LIMITED,
        STREAM_BROKEN,
        INVALID_OUTPUT,
        BREAKER_OPEN_503,
        CUT_STREAM
    }

    public final Map<String, AtomicInteger> dispatches = new ConcurrentHashMap<>();
    public final List<JsonNode> requests = new CopyOnWriteArrayList<>();
    public final List<String> cancelled = new CopyOnWriteArrayList<>();
    public final Deque<Fault> faults = new ConcurrentLinkedDeque<>();
    public volatile @Nullable CountDownLatch held;

    /** What goes wrong as long as it says so. */
    public volatile Supplier<@Nullable Fault> outage = () -> null;

    /** What each call has cost its provider, by key. */
    public final Map<String, BigDecimal> costs = new ConcurrentHashMap<>();

    public final AtomicInteger embedded = new AtomicInteger();
    public volatile boolean meansNothing;
    public final AtomicInteger streaming = new AtomicInteger();
    public volatile Function<JsonNode, ObjectNode> model = FakeRouter::sensible;
    private final Set<String> atWork = ConcurrentHashMap.newKeySet();
    private final Map<String, String> bodies = new ConcurrentHashMap<>();
    private final Map<String, String> outcomes = new ConcurrentHashMap<>();
    private final HttpServer server;

    public FakeRouter() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/internal/completions/", this::handle);
        server.createContext("/internal/embeddings/", this::embed);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public void reset() {
        faults.clear();
        outage = () -> null;
        model = FakeRouter::sensible;
        var waiting = held;
        held = null;
        if (waiting != null) {
            waiting.countDown();
        }
    }

    /** Forgets what it was asked and what it answered: the next test may ask as much again. */
    public void forget() {
        requests.clear();
        cancelled.clear();
        dispatches.clear();
        costs.clear();
        bodies.clear();
        outcomes.clear();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** Lists documents, writes what the agent owes, finishes. */
    public static ObjectNode sensible(JsonNode request) {
        long turns =
                request.path("messages")
                        .valueStream()
                        .filter(message -> message.path("role").asString().equals("assistant"))
                        .count();
        if (turns == 0) {
            return answer(
                    "I look at what is there.\nThen I write.",
                    call("list_documents", JSON.createObjectNode()));
        }
        var agent = request.path("agentId").asString();
        if (turns == 1) {
            var type =
                    switch (agent) {
                        case "PRD" -> "PRD";
                        case "RESEARCH" -> "RESEARCH";
                        default -> "BLUEPRINT";
                    };
            return answer(
                    "Now the document.",
                    call(
                            "write_document",
                            JSON.createObjectNode()
                                    .put("type", type)
                                    .put("title", "By " + agent)
                                    .put("content", "# By " + agent)));
        }
        return answer(
                "Done.",
                call("finish", JSON.createObjectNode().put("summary", agent + " is done")));
    }

    public static ObjectNode answer(String text, ObjectNode... calls) {
        var answer = JSON.createObjectNode().put("text", text);
        ArrayNode toolCalls = answer.putArray("toolCalls");
        for (var call : calls) {
            toolCalls.add(call);
        }
        return answer;
    }

    public static ObjectNode call(String tool, JsonNode arguments) {
        var call = JSON.createObjectNode().put("id", "call-" + UUID.randomUUID()).put("name", tool);
        call.set("arguments", arguments);
        return call;
    }

    private void handle(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var key = path.substring(path.lastIndexOf('/') + 1);
        try (exchange) {
            if (exchange.getRequestMethod().equals("DELETE")) {
                cancelled.add(key);
                reset();
                respond(exchange, 202, "");
                return;
            }
            var body = exchange.getRequestBody().readAllBytes();
            if (body.length > LARGEST) {
                problem(exchange, 413, "payload-too-large", "The body is too large.");
                return;
            }
            var request = JSON.readTree(body);
            requests.add(request);
            var invalid = invalid(request);
            if (invalid != null) {
                problem(exchange, 400, "invalid-request", invalid);
                return;
            }
            var before = bodies.putIfAbsent(key, request.toString());
            if (before != null && !before.equals(request.toString())) {
                problem(exchange, 422, "key-reused");
                return;
            }
            var stored = outcomes.get(key);
            if (stored != null) {
                respond(exchange, 200, stored);
            } else if (!atWork.add(key)) {
                inProgress(exchange);
            } else {
                try {
                    var away = outage.get();
                    dispatch(exchange, key, request, away == null ? faults.poll() : away);
                } finally {
                    atWork.remove(key);
                }
            }
        }
    }

    private void embed(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (meansNothing) {
                problem(exchange, 503, "unavailable");
                return;
            }
            var request = JSON.readTree(exchange.getRequestBody().readAllBytes());
            var key = exchange.getRequestURI().getPath();
            if (!request.toString().equals(bodies.computeIfAbsent(key, _ -> request.toString()))) {
                problem(exchange, 422, "key-reused");
                return;
            }
            embedded.incrementAndGet();
            var answer = JSON.createObjectNode().put("state", "SUCCEEDED");
            var vectors = answer.putArray("vectors");
            for (var text : request.path("texts")) {
                var vector = vectors.addArray();
                for (var number : meaning(text.asString())) {
                    vector.add(number);
                }
            }
            respond(exchange, 200, answer.toString());
        }
    }

    // words that mean the same have the same place; as in a real model's vectors none is quite zero
    private static float[] meaning(String text) {
        var vector = new float[509];
        Arrays.fill(vector, 1e-30f);
        for (var word : text.toLowerCase(Locale.ROOT).split("[^a-z]+")) {
            if (word.length() > 3) {
                vector[
                        Math.floorMod(
                                word.equals("invoice") ? "bill".hashCode() : word.hashCode(),
                                509)]++;
            }
        }
        return vector;
    }

    private void dispatch(
            HttpExchange exchange, String key, JsonNode request, @Nullable Fault fault)
            throws IOException {
        if (fault == null) {
            stream(exchange, key, request, false);
            return;
        }
        switch (fault) {
            case CAPACITY_429 -> problem(exchange, 429, "rate-limited");
            case BUDGET_402 -> problem(exchange, 402, "budget-exceeded");
            case BUDGET_FAILED -> {
                count(key);
                var stopped = completion(key, JSON.createObjectNode(), "FAILED");
                stopped.putObject("error")
                        .put("code", "budget-exceeded")
                        .put("message", "The budget ended the call.")
                        .put("retryable", false);
                outcomes.put(key, stopped.toString());
                respond(exchange, 200, stopped.toString());
            }
            case REFUSED_400 -> problem(exchange, 400, "model-unknown");
            case IN_PROGRESS_202 -> inProgress(exchange);
            case INDETERMINATE_409 -> {
                count(key);
                problem(exchange, 409, "completion-indeterminate");
            }
            case FAILED_RETRYABLE -> failed(exchange, key, "overloaded", 0, "0");
            case RATE_LIMITED -> failed(exchange, key, "rate-limited", 2, "0");
            case STREAM_BROKEN -> failed(exchange, key, "stream-broken", 0, "0.01");
            case INVALID_OUTPUT -> failed(exchange, key, "invalid-output", 0, "0.01");
            case BREAKER_OPEN_503 -> problem(exchange, 503, "provider-unavailable");
            case CUT_STREAM -> stream(exchange, key, request, true);
        }
    }

    private void failed(HttpExchange exchange, String key, String code, int pause, String cost)
            throws IOException {
        count(key);
        var failed = completion(key, JSON.createObjectNode(), "FAILED");
        failed.put("cost", cost).put("price", "0");
        var error = failed.putObject("error");
        error.put("code", code).put("message", "busy").put("retryable", true);
        if (pause > 0) {
            error.put("retryAfterSeconds", pause);
        }
        costs.put(key, new BigDecimal(cost));
        outcomes.put(key, failed.toString());
        respond(exchange, 200, failed.toString());
    }

    /** What the real router refuses of a conversation. */
    private static @Nullable String invalid(JsonNode request) {
        var messages = request.path("messages");
        if (messages.size() > 5_000) {
            return "/messages";
        }
        for (var message : messages) {
            var calls = message.path("toolCalls");
            boolean silent = message.path("content").asString("").isBlank();
            if (calls.size() > 128 || silent && calls.isEmpty() && !message.has("toolCallId")) {
                return "/messages of " + message.path("role").asString("");
            }
            for (var call : calls) {
                if (!call.path("name").asString("").matches("[A-Za-z0-9_-]{1,64}")
                        || !call.path("arguments").isObject()) {
                    return "/messages/toolCalls";
                }
            }
        }
        return null;
    }

    private static void inProgress(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Retry-After", "1");
        respond(exchange, 202, "");
    }

    private void stream(HttpExchange exchange, String key, JsonNode request, boolean cut)
            throws IOException {
        count(key);
        var answer = model.apply(request);
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        var out = exchange.getResponseBody();
        out.write(
                event(
                        "text",
                        JSON.createObjectNode().put("delta", answer.path("text").asString())));
        out.flush();
        streaming.incrementAndGet();
        var wait = held;
        if (wait != null) {
            await(wait);
        }
        var outcome = completion(key, answer, cancelled.contains(key) ? "CANCELLED" : "SUCCEEDED");
        outcomes.putIfAbsent(key, outcome.toString());
        costs.put(key, new BigDecimal("0.01"));
        if (!cut) {
            out.write(event("completed", outcome));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void count(String key) {
        dispatches.computeIfAbsent(key, _ -> new AtomicInteger()).incrementAndGet();
    }

    private static ObjectNode completion(String key, ObjectNode answer, String state) {
        var completion = JSON.createObjectNode();
        completion
                .put("key", key)
                .put("state", state)
                .put("provider", "openai")
                .put("model", "gpt-4o");
        completion
                .put("simulated", true)
                .put("cost", "0.010000000000")
                .put("price", "0.050000000000");
        completion.put("text", answer.path("text").asString(""));
        completion.set(
                "toolCalls",
                answer.has("toolCalls") ? answer.get("toolCalls") : JSON.createArrayNode());
        var usual = answer.path("toolCalls").isEmpty() ? "stop" : "tool_calls";
        completion.put("finishReason", answer.path("finishReason").asString(usual));
        completion
                .putObject("usage")
                .put("inputTokens", 100)
                .put("outputTokens", 20)
                .put("totalTokens", 120);
        return completion;
    }

    private static byte[] event(String name, JsonNode data) {
        return "event: %s\ndata: %s\n\n".formatted(name, data).getBytes(StandardCharsets.UTF_8);
    }

    private static void problem(HttpExchange exchange, int status, String code) throws IOException {
        problem(exchange, status, code, "The router says " + code + ".");
    }

    private static void problem(HttpExchange exchange, int status, String code, String detail)
            throws IOException {
        exchange.getResponseHeaders().add("Retry-After", "1");
        respond(
                exchange,
                status,
                JSON.createObjectNode()
                        .put("type", "https://agentworks.dev/problems/" + code)
                        .put("detail", detail)
                        .toString());
    }

    private static void respond(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0) {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
        }
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
