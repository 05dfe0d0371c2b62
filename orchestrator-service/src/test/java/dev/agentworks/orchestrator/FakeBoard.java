package dev.agentworks.orchestrator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A small honest core: cards with lane visits, documents, and effects that happen once per key. */
public final class FakeBoard implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public final UUID workspace = UUID.randomUUID();
    public final UUID project = UUID.randomUUID();
    public final List<JsonNode> applied = new CopyOnWriteArrayList<>();
    public final List<String> effectCalls = new CopyOnWriteArrayList<>();
    public volatile int refuseContextWith;
    public volatile int refuseCommentsWith;
    public volatile int refuseSettledWith;

    /** What runs hold for a person, by run and key. */
    public final Map<String, Map<String, JsonNode>> held = new ConcurrentHashMap<>();

    public final List<String> released = new CopyOnWriteArrayList<>();
    public final List<String> dropped = new CopyOnWriteArrayList<>();
    public volatile String refuseHeld = "";
    private final Map<UUID, Card> cards = new ConcurrentHashMap<>();
    private final Map<String, Answer> effects = new ConcurrentHashMap<>();
    private final Map<UUID, ObjectNode> documents = new ConcurrentHashMap<>();
    private final HttpServer server;

    public FakeBoard() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public Card card(String... onEntry) {
        var card = new Card(UUID.randomUUID(), List.of(onEntry));
        cards.put(card.id, card);
        return card;
    }

    public void remove(Card card) {
        cards.remove(card.id);
    }

    public List<JsonNode> appliedOn(Card card) {
        return applied.stream()
                .filter(effect -> effect.path("cardId").asString().equals(card.id.toString()))
                .toList();
    }

    /** Forgets what was written: all cards share one project, whose documents every run reads. */
    public void forget() {
        documents.clear();
        applied.clear();
        effectCalls.clear();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var parts = exchange.getRequestURI().getPath().split("/");
            var answer = route(exchange, parts);
            var bytes = answer.body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .add(
                            "Content-Type",
                            answer.status < 400 ? "application/json" : "application/problem+json");
            exchange.sendResponseHeaders(answer.status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    // /internal/workspaces/{ws}/(cards/{id}[/context]|projects/{id}/(cards|documents)|documents/{id}|effects/{key})
    private Answer route(HttpExchange exchange, String[] parts) throws IOException {
        if (parts[1].equals("api") && parts[2].equals("cards")) {
            return visible(UUID.fromString(parts[3]));
        }
        if (parts[1].equals("api") && parts[2].equals("projects")) {
            return parts[3].equals(project.toString())
                    ? new Answer(
                            200,
                            JSON.createObjectNode()
                                    .put("id", project.toString())
                                    .put("workspaceId", workspace.toString())
                                    .toString())
                    : problem(404, "not-found");
        }
        var kind = parts[4];
        if (kind.equals("runs")) {
            return held(exchange, parts);
        }
        if (kind.equals("effects")) {
            return effect(parts[5], JSON.readTree(exchange.getRequestBody().readAllBytes()));
        }
        if (kind.equals("projects") && parts[6].equals("search")) {
            return found(exchange.getRequestURI().getQuery());
        }
        if (kind.equals("projects")) {
            return items(
                    parts[6].equals("cards")
                            ? cards.values().stream().map(Card::json).toList()
                            : List.copyOf(documents.values()));
        }
        if (kind.equals("documents")) {
            var document = documents.get(UUID.fromString(parts[5]));
            return document == null
                    ? problem(404, "not-found")
                    : new Answer(200, document.toString());
        }
        if (kind.equals("cards") && parts.length > 6 && parts[6].equals("settled")) {
            return settled(UUID.fromString(parts[5]), exchange);
        }
        if (refuseContextWith != 0) {
            return problem(refuseContextWith, "unavailable");
        }
        var card = cards.get(UUID.fromString(parts[5]));
        if (card == null) {
            return problem(404, "not-found");
        }
        if (parts.length > 6) {
            card.contextsRead.incrementAndGet();
            return new Answer(200, context(card).toString());
        }
        return new Answer(200, card.json().toString());
    }

    private Answer settled(UUID id, HttpExchange exchange) throws IOException {
        var body = JSON.readTree(exchange.getRequestBody().readAllBytes());
        if (refuseSettledWith != 0) {
            return problem(refuseSettledWith, "unavailable");
        }
        var card = cards.get(id);
        if (card == null) {
            return problem(404, "not-found");
        }
        card.settled.add(body.path("laneVisit").asInt() + " " + body.path("completed").asBoolean());
        return new Answer(200, "{}");
    }

    /** A document that is there already. */
    public void document(String type, String title, String content) {
        var id = UUID.randomUUID();
        var document =
                JSON.createObjectNode()
                        .put("id", id.toString())
                        .put("type", type)
                        .put("title", title)
                        .put("status", "APPROVED")
                        .put("version", 1)
                        .put("approvedVersion", 1)
                        .put("content", content);
        document.putArray("cardIds");
        documents.put(id, document);
    }

    private Answer found(String query) {
        var words = query.replaceAll("^.*\\bq=([^&]*).*$", "$1").toLowerCase(Locale.ROOT);
        return items(
                documents.values().stream()
                        .filter(document ->
                                document.path("content")
                                        .asString("")
                                        .toLowerCase(Locale.ROOT)
                                        .contains(words))
                        .map(document ->
                                document.deepCopy()
                                        .put("passages", document.path("content").asString("")))
                        .toList());
    }

    private Answer visible(UUID id) {
        var card = cards.get(id);
        return card == null ? problem(404, "not-found") : new Answer(200, card.json().toString());
    }

    private synchronized Answer effect(String key, JsonNode body) {
        effectCalls.add(key);
        var before = effects.get(key);
        if (before != null) {
            return before;
        }
        if (refuseCommentsWith != 0 && body.path("kind").asString().equals("add_comment")) {
            return problem(refuseCommentsWith, "unavailable");
        }
        var answer = apply(body);
        effects.put(key, answer);
        if (answer.status == 200) {
            applied.add(body);
        }
        return answer;
    }

    private Answer apply(JsonNode body) {
        if (body.path("title").asString("").contains("forbidden")) {
            return problem(409, "conflict");
        }
        var changed = cards.get(UUID.fromString(body.path("cardId").asString()));
        if (changed != null && body.path("kind").asString().equals("update_card")) {
            changed.status = body.path("status").asString(changed.status);
        }
        var result = JSON.createObjectNode();
        var id = UUID.randomUUID();
        result.put("id", id.toString()).put("key", "APP-" + (applied.size() + 2)).put("version", 1);
        if (body.path("kind").asString().equals("write_document")) {
            result.put("title", body.path("title").asString());
            var document = JSON.createObjectNode();
            document.put("id", id.toString())
                    .put("type", body.path("type").asString())
                    .put("title", body.path("title").asString())
                    .put("status", "DRAFT")
                    .put("version", 1)
                    .put("content", body.path("content").asString());
            document.putArray("cardIds").add(body.path("cardId").asString());
            documents.put(id, document);
        }
        return new Answer(200, JSON.createObjectNode().set("result", result).toString());
    }

    // /internal/workspaces/{ws}/runs/{run}/held-changes[/{key}|/check|/release]
    private synchronized Answer held(HttpExchange exchange, String[] parts) throws IOException {
        var run = parts[5];
        if (exchange.getRequestMethod().equals("DELETE")) {
            dropped.add(run);
            held.remove(run);
            return new Answer(204, "");
        }
        var body = exchange.getRequestBody().readAllBytes();
        return switch (parts[7]) {
            case "check" -> refuseHeld.isEmpty() ? new Answer(204, "") : problem(409, refuseHeld);
            case "release" -> release(run, JSON.readTree(body));
            default -> hold(run, parts[7], JSON.readTree(body));
        };
    }

    private Answer hold(String run, String key, JsonNode body) {
        if (body.path("title").asString("").contains("forbidden")) {
            return problem(409, "conflict");
        }
        held.computeIfAbsent(run, _ -> new LinkedHashMap<>()).put(key, body);
        return new Answer(
                200,
                JSON.createObjectNode()
                        .put(
                                "id",
                                UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8))
                                        .toString())
                        .put("key", "APP-" + (100 + held.size()))
                        .put("version", 1)
                        .toString());
    }

    private Answer release(String run, JsonNode body) {
        if (!refuseHeld.isEmpty()) {
            return problem(409, refuseHeld);
        }
        var changes = held.getOrDefault(run, Map.of());
        changes.forEach(this::effect);
        held.remove(run);
        released.add(run + " by " + body.path("approvedBy").asString());
        return new Answer(200, JSON.createObjectNode().put("changes", changes.size()).toString());
    }

    private ObjectNode context(Card card) {
        var context = JSON.createObjectNode();
        context.put("workspaceId", workspace.toString()).put("laneVisit", card.visit);
        context.putObject("project")
                .put("id", project.toString())
                .put("key", "APP")
                .put("name", "App");
        context.set("card", card.json());
        context.putNull("parent");
        context.putArray("children");
        context.putArray("comments");
        context.set("lane", card.lane());
        var blockers = context.putArray("blockedBy");
        card.blockers.forEach(blocker -> blockers.add(blocker.json()));
        var next = card.next;
        if (next != null) {
            context.set("nextLane", next);
        }
        var budget = card.budget;
        if (budget != null) {
            context.set("budget", budget);
        }
        context.set("documents", JSON.valueToTree(new ArrayList<>(documents.values())));
        return context;
    }

    private static Answer items(List<ObjectNode> items) {
        return new Answer(
                200, JSON.createObjectNode().set("items", JSON.valueToTree(items)).toString());
    }

    private static Answer problem(int status, String code) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "https://agentworks.dev/problems/" + code);
        body.put("status", status);
        body.put("detail", "The board says " + code + ".");
        return new Answer(status, JSON.writeValueAsString(body));
    }

    private record Answer(int status, String body) {}

    /** A card that can be moved: each move is a new visit. */
    public final class Card {

        public final UUID id;
        private final int place;
        public volatile int visit = 1;
        public volatile long version = 1;
        public volatile int number;
        public volatile String status = "READY";
        public volatile List<String> onEntry;
        public volatile List<String> parallel = List.of();
        public volatile List<String> manual = List.of();
        public final List<Card> blockers = new CopyOnWriteArrayList<>();
        public final List<String> settled = new CopyOnWriteArrayList<>();
        public final AtomicInteger contextsRead = new AtomicInteger();
        public volatile @Nullable ObjectNode budget;
        private volatile @Nullable ObjectNode next;

        private Card(UUID id, List<String> onEntry) {
            this.id = id;
            this.place = cards.size() + 1;
            this.onEntry = onEntry;
        }

        public void moveTo(int lane, String... agents) {
            this.number = lane;
            this.onEntry = List.of(agents);
            this.visit++;
            this.version++;
        }

        /** How full the lane is that follows. */
        public void nextLane(int count, int limit, String policy) {
            next =
                    JSON.createObjectNode()
                            .put("number", number + 1)
                            .put("name", "Lane " + (number + 1))
                            .put("wipLimit", limit)
                            .put("wipPolicy", policy)
                            .put("count", count);
        }

        private ObjectNode json() {
            var json = JSON.createObjectNode();
            json.put("id", id.toString())
                    .put("key", "APP-" + place)
                    .put("number", 1)
                    .put("workspaceId", workspace.toString())
                    .put("projectId", project.toString())
                    .put("lane", number)
                    .put("type", "BLUEPRINT")
                    .put("title", "A booking tool")
                    .put("description", "People book rooms.")
                    .put("priority", "MEDIUM")
                    .put("status", status)
                    .put("version", version);
            json.putArray("acceptanceCriteria").add("It books.");
            json.putArray("labels").add("demo");
            return json;
        }

        private ObjectNode lane() {
            var lane = JSON.createObjectNode();
            lane.put("number", number)
                    .put("key", "LANE")
                    .put("name", "Lane " + number)
                    .put("ruleVersion", 1);
            var entry = lane.putArray("onEntry");
            var agents = lane.putArray("agents");
            onEntry.forEach(agent -> {
                entry.add(agent);
                agents.add(agent);
            });
            var beside = lane.putArray("parallel");
            parallel.forEach(beside::add);
            var byHand = lane.putArray("manual");
            manual.forEach(byHand::add);
            return lane;
        }
    }
}
