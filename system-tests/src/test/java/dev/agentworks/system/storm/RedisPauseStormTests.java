package dev.agentworks.system.storm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.local.launcher.journey.ApiClient;
import dev.agentworks.system.RunningStack;
import dev.agentworks.system.RunningStack.Stack;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Redis hangs while people work; the package comment has the command. */
@EnabledIfSystemProperty(named = "agentworks.storm", matches = ".*\\bREDIS\\b.*")
@ExtendWith(RunningStack.class)
class RedisPauseStormTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PAUSE =
            Duration.ofSeconds(Integer.getInteger("agentworks.storm.seconds", 30));
    private static final int BUILD = 5;
    private static final int AT_ONCE = 16;

    @Test
    void whatIsAskedForMeanwhileIsDoneOnceAndToldOnce(Stack stack) throws Exception {
        var api = stack.client();
        api.register("pause-" + UUID.randomUUID() + "@example.com", "a long night", "Pat Pause");
        var workspace = api.firstWorkspace();
        var cards = "/api/projects/" + api.createProject(workspace, "Pause") + "/cards";
        var titles = new ArrayList<String>();

        var threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            var frames = new CopyOnWriteArrayList<JsonNode>();
            threads.submit(() -> watch(api, workspace, frames));
            await().until(() -> !frames.isEmpty());
            long requests = 0;
            stack.signal("redis", "-STOP");
            try {
                var stopped = System.nanoTime();
                await().atMost(Duration.ofSeconds(5)).until(() -> health(api) == 503);
                while (System.nanoTime() - stopped < PAUSE.toNanos()) {
                    var title = "Card " + titles.size();
                    titles.add(title);
                    var request = create(api, cards, title);
                    Callable<Integer> send = () -> status(api, request);
                    threads.invokeAll(Collections.nCopies(AT_ONCE, send));
                    requests += AT_ONCE;
                    await().atMost(Duration.ofSeconds(30)).until(() -> send.call() == 201);
                }
            } finally {
                stack.signal("redis", "-CONT");
            }

            assertThat(titlesOf(api, cards)).containsExactlyInAnyOrderElementsOf(titles);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> told(frames).size() >= titles.size());
            assertThat(told(frames)).hasSize(titles.size()).doesNotHaveDuplicates();
            assertThat(frames)
                    .extracting(frame -> frame.path("seq").asLong())
                    .isSorted()
                    .doesNotHaveDuplicates();
            await().atMost(Duration.ofSeconds(10)).until(() -> health(api) == 200);
            System.out.println(
                    "REDIS: stopped for %s, %d requests under %d keys made %d cards, told once each"
                            .formatted(PAUSE, requests, titles.size(), titles.size()));
        } finally {
            threads.shutdownNow(); // the watcher reads until it is told to stop
        }
    }

    private static Void watch(ApiClient api, String workspace, List<JsonNode> frames)
            throws Exception {
        var request =
                HttpRequest.newBuilder(
                                URI.create(api.url() + "/api/workspaces/" + workspace + "/events"))
                        .header("Authorization", "Bearer " + api.token())
                        .header("Accept", "text/event-stream")
                        .build();
        api.http()
                .send(request, HttpResponse.BodyHandlers.ofLines())
                .body()
                .filter(line -> line.startsWith("data: "))
                .forEach(line -> frames.add(JSON.readTree(line.substring("data: ".length()))));
        return null;
    }

    private static HttpRequest create(ApiClient api, String cards, String title) {
        return HttpRequest.newBuilder(URI.create(api.url() + cards))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + api.token())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", title + " of " + cards)
                .POST(
                        HttpRequest.BodyPublishers.ofString(
                                "{\"title\":\"%s\",\"lane\":%d}".formatted(title, BUILD)))
                .build();
    }

    private static int status(ApiClient api, HttpRequest request) throws Exception {
        return api.http().send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static int health(ApiClient api) throws Exception {
        return status(
                api,
                HttpRequest.newBuilder(URI.create(api.url() + "/health"))
                        .timeout(Duration.ofSeconds(5))
                        .build());
    }

    private static List<String> titlesOf(ApiClient api, String cards) {
        var titles = new ArrayList<String>();
        var cursor = "";
        do {
            var page = api.get(cards + "?limit=200" + cursor).require("listing cards");
            page.path("items").forEach(card -> titles.add(card.path("title").asString()));
            var next = page.path("nextCursor");
            cursor = next.isString() ? "&cursor=" + next.asString() : "";
        } while (!cursor.isEmpty());
        return titles;
    }

    private static List<String> told(List<JsonNode> frames) {
        return frames.stream()
                .filter(frame -> frame.path("type").asString().equals("card.created"))
                .map(frame -> frame.at("/data/cardId").asString())
                .toList();
    }
}
