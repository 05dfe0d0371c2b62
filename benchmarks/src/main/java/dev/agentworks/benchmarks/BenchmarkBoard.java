package dev.agentworks.benchmarks;

import dev.agentworks.local.launcher.journey.ApiClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A board without agents in a workspace of its own, used with API keys in turn. */
final class BenchmarkBoard {

    private static final int LANES = 11;
    private static final int LANES_TO_BEGIN_IN = 6;
    private static final int KEYS = 8;
    private static final List<String> TYPES = List.of("EPIC", "FEATURE", "TASK", "BUG");
    private static final String TEXT =
            "As a member of the tool library I want to see which tools are free this week, so that I"
                    + " can reserve one before I come. The list shows name, picture, place and the"
                    + " next free day, and it is sorted by what I borrowed before. ";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String url;
    private final String workspace;
    private final String token;
    private final String project;
    private final String board;
    private final List<String> keys;
    private final AtomicInteger calls = new AtomicInteger();
    private final Map<String, Integer> laneOfCard = new ConcurrentHashMap<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private BenchmarkBoard(
            String url,
            String workspace,
            String token,
            String project,
            String board,
            List<String> keys) {
        this.url = url;
        this.workspace = workspace;
        this.token = token;
        this.project = project;
        this.board = board;
        this.keys = keys;
    }

    /** Registers a person and creates a project whose lanes start no agent and are open. */
    static BenchmarkBoard create(String url) {
        var api = new ApiClient(url);
        api.register(
                "bench-" + UUID.randomUUID() + "@example.com",
                UUID.randomUUID().toString(),
                "Ben Bench");
        var workspace = api.firstWorkspace();
        var project = api.createProject(workspace, "Board");
        api.put(
                        "/api/projects/" + project + "/workflow",
                        Map.of(
                                "lanes",
                                IntStream.range(0, LANES)
                                        .mapToObj(BenchmarkBoard::openLane)
                                        .toList()))
                .require("changing the workflow");
        var board =
                api.get("/api/projects/" + project + "/boards")
                        .require("listing boards")
                        .at("/items/0/id")
                        .asString();
        var keys = new ArrayList<String>();
        for (int i = 0; i < KEYS; i++) {
            keys.add(
                    api.post(
                                    "/auth/api-keys",
                                    Map.of(
                                            "workspaceId",
                                            workspace,
                                            "name",
                                            "benchmark " + i,
                                            "scopes",
                                            List.of("api:read", "api:write")))
                            .require("creating an API key")
                            .path("key")
                            .asString());
        }
        return new BenchmarkBoard(
                url, workspace, Objects.requireNonNull(api.token()), project, board, keys);
    }

    private static Map<String, Object> openLane(int number) {
        return Map.of(
                "number",
                number,
                "onEntry",
                List.of(),
                "parallel",
                List.of(),
                "exitCriterion",
                "completed",
                "requireApproval",
                false);
    }

    /** Creates a card and returns its id; the cards are spread over the lanes before the review. */
    String createCard(int number) {
        var lane = number % LANES_TO_BEGIN_IN;
        var response =
                send(
                        request("/api/projects/" + project + "/cards")
                                .header("Content-Type", "application/json")
                                .header("Idempotency-Key", UUID.randomUUID().toString())
                                .POST(
                                        HttpRequest.BodyPublishers.ofByteArray(
                                                JSON.writeValueAsBytes(
                                                        Map.of(
                                                                "title",
                                                                "Card " + number + " of the board",
                                                                "description",
                                                                TEXT.repeat(1 + number % 3),
                                                                "type",
                                                                TYPES.get(number % TYPES.size()),
                                                                "lane",
                                                                lane)))));
        var id = JSON.readTree(response.body()).path("id").asString();
        laneOfCard.put(id, lane);
        return id;
    }

    /** Moves a card to the lane after its own; false when the service asked to try again. */
    boolean moveToNextLane(String card) {
        var next = (laneOfCard.getOrDefault(card, 0) + 1) % LANES;
        var request =
                request("/api/cards/" + card + "/move")
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString("{\"toLane\":" + next + "}"))
                        .build();
        var response = exchange(request);
        if (response.statusCode() == 409 || response.statusCode() == 503) {
            return false;
        }
        requireSuccess(request, response);
        laneOfCard.put(card, next);
        return true;
    }

    /** Reads the whole board; returns the size of its body as it was sent. */
    int read() {
        return readBoard().body().length;
    }

    /** How many cards the board shows. */
    int cardCount() {
        return cards().size();
    }

    /** The different places that the board's cards have. */
    Set<String> places() {
        return cards().valueStream()
                .map(card -> card.path("lane") + "/" + card.path("position"))
                .collect(Collectors.toSet());
    }

    /** Reads a card. */
    HttpRequest readCard(String card) {
        return request("/api/cards/" + card).GET().build();
    }

    /** The id of the person whose board it is, as their access token says it. */
    String person() {
        var claims = Base64.getUrlDecoder().decode(token.split("\\.")[1]);
        return JSON.readTree(claims).path("sub").asString();
    }

    /** Opens the workspace's feed as server-sent events. */
    HttpRequest feed() {
        return HttpRequest.newBuilder(URI.create(url + "/api/workspaces/" + workspace + "/events"))
                .header("Accept", "text/event-stream")
                .header("Authorization", "Bearer " + token)
                .build();
    }

    private JsonNode cards() {
        var response = readBoard();
        try {
            var body =
                    response.headers().firstValue("Content-Encoding").orElse("").equals("gzip")
                            ? new GZIPInputStream(new ByteArrayInputStream(response.body()))
                                    .readAllBytes()
                            : response.body();
            return JSON.readTree(body).path("cards");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<byte[]> readBoard() {
        return send(request("/api/boards/" + board).header("Accept-Encoding", "gzip").GET());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(30))
                .header("Accept", "application/json")
                .header(
                        "Authorization",
                        "Bearer " + keys.get(Math.floorMod(calls.getAndIncrement(), KEYS)));
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder builder) {
        var request = builder.build();
        var response = exchange(request);
        requireSuccess(request, response);
        return response;
    }

    private HttpResponse<byte[]> exchange(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(request.method() + " " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static void requireSuccess(HttpRequest request, HttpResponse<byte[]> response) {
        if (response.statusCode() / 100 != 2) {
            throw new IllegalStateException(
                    "%s %s was answered %d: %s"
                            .formatted(
                                    request.method(),
                                    request.uri(),
                                    response.statusCode(),
                                    new String(response.body(), StandardCharsets.UTF_8)));
        }
    }
}
