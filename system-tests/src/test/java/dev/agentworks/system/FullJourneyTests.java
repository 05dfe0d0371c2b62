package dev.agentworks.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.local.launcher.journey.ApiClient;
import dev.agentworks.local.launcher.journey.Brief;
import dev.agentworks.local.launcher.journey.FullJourney;
import dev.agentworks.system.RunningStack.Stack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A whole project through all eleven lanes. The journey checks each of its steps itself; this test
 * checks what must hold afterwards in all services, whatever failed on the way.
 */
@ExtendWith(RunningStack.class)
class FullJourneyTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int SLOW = 400;

    @AfterEach
    void fullSpeed(Stack stack) throws Exception {
        stack.simulatorSpeed(0);
    }

    @Test
    void aBriefGoesThroughAllElevenLanes(Stack stack) throws Exception {
        var played = play(stack, Brief.example(), Duration.ofMinutes(2));

        holds(stack, played);
        assertThat(embeddings(usage(played))).as("searches by meaning").isPositive();
    }

    @Test
    void aThinBriefIsAskedAboutAndGoesAllTheWay(Stack stack, @TempDir Path folder)
            throws Exception {
        var file = folder.resolve("brief.md");
        Files.writeString(
                file,
                "# Brief: a noticeboard for our village\n\n- People post what they have to give away.\n- Whoever wants it says so first.\n");

        var played = play(stack, Brief.of(file), Duration.ofMinutes(2));

        holds(stack, played);
        assertThat(embeddings(usage(played))).as("searches by meaning").isPositive();
    }

    /** More seeds by {@code -Dagentworks.kills.seeds=1,2,3}. */
    static Stream<Long> seeds() {
        return Arrays.stream(System.getProperty("agentworks.kills.seeds", "4").split(","))
                .map(Long::valueOf);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theProjectOutlivesRandomKillsOfItsServices(long seed, Stack stack) throws Exception {
        stack.simulatorSpeed(SLOW);
        try (var kills = RandomKills.on(stack, seed)) {
            var outcome = play(stack, Brief.example(), Duration.ofMinutes(4));
            System.out.println("killed on the way: " + kills.done());
            assertThat(kills.done()).isNotEmpty();
            holds(stack, outcome);
        }
    }

    private static Played play(Stack stack, Brief brief, Duration patience) {
        var api = stack.client();
        return new Played(api, new FullJourney(api, brief, System.out::println, patience).play());
    }

    private record Played(ApiClient api, FullJourney.Outcome outcome) {}

    private static void holds(Stack stack, Played played) throws Exception {
        var runs = played.outcome().runs();
        assertThat(runs).extracting(run -> run.path("id").asString()).doesNotHaveDuplicates();
        assertThat(dispatchedTwice(stack)).as("keys sent to a vendor twice").isEmpty();
        assertThat(usageOfSteps(played))
                .as("usage events")
                .isEqualTo(answeredModelSteps(played, runs));
        for (var run : runs) {
            if (run.path("status").asString().equals("COMPLETED")) {
                assertThat(toldOf(played, run))
                        .as("comments of %s", run.path("agentId"))
                        .isEqualTo(sameSummary(runs, run));
            }
        }
    }

    private static List<String> dispatchedTwice(Stack stack) throws Exception {
        return JSON.readTree(stack.simulatorCalls()).path("byKey").properties().stream()
                .filter(entry -> entry.getValue().asInt() > 1)
                .map(entry -> entry.getKey())
                .toList();
    }

    // semantic searches call a model too, but are not steps
    private static long usageOfSteps(Played played) {
        var usage = usage(played);
        return usage.path("totalCalls").asLong() - embeddings(usage);
    }

    private static long embeddings(JsonNode usage) {
        return usage.at("/breakdown/byProvider/local/calls").asLong();
    }

    private static JsonNode usage(Played played) {
        return played.api()
                .get("/api/workspaces/%s/usage".formatted(played.outcome().workspaceId()))
                .require("asking for usage");
    }

    private static long answeredModelSteps(Played played, List<JsonNode> runs) {
        return runs.stream()
                .flatMap(run ->
                        played.api()
                                .get("/api/runs/%s/steps".formatted(run.path("id").asString()))
                                .require("reading steps")
                                .path("items")
                                .valueStream())
                .filter(step ->
                        step.path("kind").asString().equals("MODEL")
                                && step.path("state").asString().equals("DONE"))
                .count();
    }

    /** How many comments of the run's card begin with the run's summary. */
    private static long toldOf(Played played, JsonNode run) {
        var summary = run.path("summary").asString();
        return played.api()
                .get("/api/cards/%s/comments".formatted(run.path("cardId").asString()))
                .require("listing comments")
                .path("items")
                .valueStream()
                .filter(comment -> comment.path("body").asString().startsWith(summary))
                .count();
    }

    private static long sameSummary(List<JsonNode> runs, JsonNode run) {
        return runs.stream()
                .filter(other -> other.path("status").asString().equals("COMPLETED"))
                .filter(other -> other.path("cardId").equals(run.path("cardId")))
                .filter(other ->
                        other.path("summary").asString().startsWith(run.path("summary").asString()))
                .count();
    }
}
