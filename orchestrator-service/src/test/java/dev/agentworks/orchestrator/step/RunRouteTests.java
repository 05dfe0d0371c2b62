package dev.agentworks.orchestrator.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

class RunRouteTests extends RouteSituations {

    @Test
    void startsAnAgentByHandAndAnswersTheSameCommandWithTheSameRun() {
        var card = BOARD.card();
        var path = "/api/cards/" + card.id + "/agents/CEO_COPILOT/run";

        var first = call(HttpMethod.POST, path, MEMBER, "{\"instructions\":\"be brief\"}", "key-1");
        var second =
                call(HttpMethod.POST, path, MEMBER, "{\"instructions\":\"be brief\"}", "key-1");
        var other = call(HttpMethod.POST, path, MEMBER, "{\"instructions\":\"be long\"}", "key-1");

        assertThat(first.status()).isEqualTo(202);
        assertThat(second.body().path("runId")).isEqualTo(first.body().path("runId"));
        assertThat(other.status()).isEqualTo(422);
        awaitStates(card, "CEO_COPILOT COMPLETED");
        var run =
                call(HttpMethod.GET, "/api/runs/" + first.body().path("runId").asString(), MEMBER);
        assertThat(run.body().path("status").asString()).isEqualTo("COMPLETED");
        assertThat(run.body().path("trigger").asString()).isEqualTo("MANUAL");
        assertThat(run.body().path("price").isString()).isTrue();
        assertThat(run.body().path("simulated").asBoolean()).isTrue();
        var runs = call(HttpMethod.GET, "/api/cards/" + card.id + "/runs", MEMBER);
        assertThat(runs.body().path("items").size()).isEqualTo(1);
        var steps =
                call(
                        HttpMethod.GET,
                        "/api/runs/" + first.body().path("runId").asString() + "/steps",
                        MEMBER);
        assertThat(steps.body().path("items").get(0).path("path").asString()).isEqualTo("config");
    }

    @Test
    void refusesASecondRunOfTheSameAgentOnTheCardAndCancelsWithinSeconds() {
        var card = BOARD.card();
        ROUTER.held = new CountDownLatch(1);
        var path = "/api/cards/" + card.id + "/agents/CEO_COPILOT/run";
        int streams = ROUTER.streaming.get();
        var run = call(HttpMethod.POST, path, MEMBER).body().path("runId").asString();
        await().until(() -> ROUTER.streaming.get() > streams);

        assertThat(call(HttpMethod.POST, path, MEMBER).code()).isEqualTo("run-in-progress");

        var cancel = "/api/runs/" + run + "/cancel";
        assertThat(call(HttpMethod.POST, cancel, MEMBER, null, "stop it").status()).isEqualTo(202);
        awaitStates(card, "CEO_COPILOT CANCELLED");
        assertThat(call(HttpMethod.POST, cancel, MEMBER, null, "stop it").status()).isEqualTo(202);
        assertThat(ROUTER.cancelled).isNotEmpty();
        var shown = call(HttpMethod.GET, "/api/runs/" + run, MEMBER).body();
        assertThat(shown.path("error").path("code").asString()).isEqualTo("cancelled");
        assertThat(shown.path("usage").path("totalTokens").asLong()).isEqualTo(120);
        assertThat(call(HttpMethod.POST, "/api/runs/" + run + "/cancel", MEMBER).code())
                .isEqualTo("run-over");

        var retry = call(HttpMethod.POST, "/api/runs/" + run + "/retry", MEMBER);
        assertThat(retry.status()).isEqualTo(202);
        awaitStates(card, "CEO_COPILOT CANCELLED", "CEO_COPILOT COMPLETED");
        var again =
                call(HttpMethod.GET, "/api/runs/" + retry.body().path("runId").asString(), MEMBER)
                        .body();
        assertThat(again.path("retryOf").asString()).isEqualTo(run);
    }

    @Test
    void refusesWhoMayNot() {
        var card = BOARD.card();
        var start = "/api/cards/" + card.id + "/agents/CEO_COPILOT/run";
        var run = call(HttpMethod.POST, start, MEMBER).body().path("runId").asString();
        awaitStates(card, "CEO_COPILOT COMPLETED");

        assertThat(call(HttpMethod.POST, start, VIEWER).status()).isEqualTo(403);
        assertThat(call(HttpMethod.POST, "/api/runs/" + run + "/retry", VIEWER).status())
                .isEqualTo(403);
        assertThat(call(HttpMethod.GET, "/api/runs/" + run, VIEWER).status()).isEqualTo(200);
        for (var path : new String[] {"/api/runs/" + run, "/api/runs/" + run + "/steps"}) {
            assertThat(call(HttpMethod.GET, path, STRANGER).status()).isEqualTo(404);
        }
        assertThat(call(HttpMethod.POST, "/api/runs/" + run + "/cancel", STRANGER).status())
                .isEqualTo(404);
        assertThat(call(HttpMethod.GET, "/api/runs/" + run, null).status()).isEqualTo(401);
    }

    @Test
    void areNotThereForAStrangerHoweverWrongTheRequestIs() {
        var card = BOARD.card();
        var start = "/api/cards/" + card.id + "/agents/CEO_COPILOT/run";
        var run = call(HttpMethod.POST, start, MEMBER).body().path("runId").asString();
        awaitStates(card, "CEO_COPILOT COMPLETED");
        var path = "/api/runs/" + run;

        for (var wrong : List.of("{\"nonsense\":1}", "[]", "{", "7")) {
            for (var post : List.of("/answer", "/approve", "/reject", "/resume")) {
                assertThat(post(path + post, STRANGER, wrong).status())
                        .as(post + " " + wrong)
                        .isEqualTo(404);
                assertThat(post(path + post, ADMIN, wrong).status())
                        .as(post + " " + wrong)
                        .isEqualTo(400);
            }
            assertThat(post(start, STRANGER, wrong).status()).isEqualTo(404);
            assertThat(post(start, MEMBER, wrong).status()).isEqualTo(400);
        }
        for (var get : List.of("", "/steps", "/files", "/diff")) {
            assertThat(call(HttpMethod.GET, path + get + "?nonsense=1", STRANGER).status())
                    .isEqualTo(404);
            assertThat(call(HttpMethod.GET, path + get + "?nonsense=1", MEMBER).status())
                    .isEqualTo(400);
        }
    }

    @Test
    void saysWhyAnAgentCannotBeStarted() {
        var card = BOARD.card();
        var agents = "/api/cards/" + card.id + "/agents/";

        assertThat(call(HttpMethod.POST, agents + "NOBODY/run", MEMBER).status()).isEqualTo(404);
        assertThat(call(HttpMethod.POST, agents + "PLANNER/run", MEMBER).code())
                .isEqualTo("agent-not-in-lane");
        assertThat(
                        call(
                                        HttpMethod.POST,
                                        "/api/cards/" + UUID.randomUUID() + "/agents/PRD/run",
                                        MEMBER)
                                .status())
                .isEqualTo(404);
        assertThat(call(HttpMethod.POST, "/api/cards/no-id/agents/PRD/run", MEMBER).status())
                .isEqualTo(400);
        var tooLong = "{\"instructions\":\"%s\"}".formatted("x".repeat(5001));
        assertThat(
                        call(HttpMethod.POST, agents + "CEO_COPILOT/run", MEMBER, tooLong, null)
                                .status())
                .isEqualTo(400);
        assertThat(states(card)).isEmpty();
    }

    @Test
    void listsTheAgentsAndWhetherTheyCanWork() {
        var agents = call(HttpMethod.GET, "/api/agents", MEMBER).body().path("items");

        assertThat(agents.size()).isEqualTo(17);
        assertThat(agents.valueStream().filter(agent -> agent.path("available").asBoolean()))
                .extracting(agent -> agent.path("id").asString())
                .contains("CEO_COPILOT", "STRATEGY", "STORYBOARD", "PRD", "MVP_SCOPE", "RESEARCH")
                .contains("ARCHITECT", "QA", "CODE_REVIEWER", "DEV_BACKEND")
                .hasSize(17);
    }
}
