package dev.agentworks.benchmarks;

import dev.agentworks.local.launcher.journey.ApiClient;
import dev.agentworks.local.launcher.journey.Brief;
import dev.agentworks.local.launcher.journey.Terminal;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.JsonNode;

/**
 * The time from sending the request that creates a card in lane 0, or moves one there, until the
 * first line of its first run arrives at an open terminal. One card after the other on a warm
 * stack; a card's runs end before the next card starts.
 */
public final class FirstLine {

    private static final int WARM_UP = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ApiClient api;
    private final String project;
    private final Brief brief = Brief.example();

    private FirstLine(ApiClient api) {
        this.api = api;
        api.register(
                "bench-" + UUID.randomUUID() + "@example.com",
                UUID.randomUUID().toString(),
                "Ben Bench");
        var workspace = api.firstWorkspace();
        this.project = api.createProject(workspace, "First line");
    }

    public static void main(String[] arguments) {
        var url = arguments.length > 0 ? arguments[0] : "http://localhost:8080";
        var cards = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 50;
        var bench = new FirstLine(new ApiClient(url));
        for (var count = 0; count < WARM_UP; count++) {
            bench.created();
        }
        var created = new Histogram(3);
        var moved = new Histogram(3);
        for (var count = 0; count < cards; count++) {
            created.recordValue(bench.created());
            moved.recordValue(bench.moved());
        }
        print("card created, terminal opened then", created);
        print("card moved, terminal open before", moved);
    }

    private long created() {
        var begin = System.nanoTime();
        var card = make(0);
        return firstLine(card, begin);
    }

    private long moved() {
        // a lane that starts no agent by itself; moving back to lane 0 is always allowed
        var card = make(5);
        try (var terminal = Terminal.open(api, card, _ -> {})) {
            var begin = System.nanoTime();
            api.put("/api/cards/" + card + "/move", Map.of("toLane", 0)).require("moving the card");
            terminal.awaitFirstLine(PATIENCE);
            var micros = (System.nanoTime() - begin) / 1000;
            awaitRuns(card);
            return micros;
        }
    }

    private long firstLine(String card, long begin) {
        try (var terminal = Terminal.open(api, card, _ -> {})) {
            terminal.awaitFirstLine(PATIENCE);
            var micros = (System.nanoTime() - begin) / 1000;
            awaitRuns(card);
            return micros;
        }
    }

    private String make(int lane) {
        return api.post(
                        "/api/projects/" + project + "/cards",
                        Map.of(
                                "title",
                                brief.title(),
                                "description",
                                brief.text(),
                                "type",
                                "BLUEPRINT",
                                "lane",
                                lane))
                .require("making a card")
                .path("id")
                .asString();
    }

    private void awaitRuns(String card) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            var runs =
                    api.get("/api/cards/" + card + "/runs").require("listing runs").path("items");
            if (runs.size() == 3 && runs.valueStream().allMatch(FirstLine::isCompleted)) {
                return;
            }
            java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        throw new IllegalStateException("the runs of card " + card + " were not finished in time");
    }

    private static boolean isCompleted(JsonNode run) {
        return run.path("status").asString("").equals("COMPLETED");
    }

    private static void print(String what, Histogram micros) {
        System.out.printf(
                "%-36s n %d   p50 %.0f ms   p90 %.0f ms   p99 %.0f ms   max %.0f ms%n",
                what,
                micros.getTotalCount(),
                micros.getValueAtPercentile(50) / 1000.0,
                micros.getValueAtPercentile(90) / 1000.0,
                micros.getValueAtPercentile(99) / 1000.0,
                micros.getMaxValue() / 1000.0);
    }
}
