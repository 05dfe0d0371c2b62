package dev.agentworks.orchestrator.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.events.Topics;
import dev.agentworks.orchestrator.FakeBoard;
import dev.agentworks.orchestrator.FakeRouter;
import dev.agentworks.starter.servicetoken.ActingUser;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** What a project changes about its agents, and the agents it adds. */
class ProjectAgentTests extends RunSituations {

    private static final String CONFIG = "/api/projects/" + BOARD.project + "/agent-config";
    private static final String AGENTS = "/api/projects/" + BOARD.project + "/agents";
    private static final ActingUser KEEPER = person("ADMIN");

    @AfterEach
    void reset() {
        call(HttpMethod.PUT, CONFIG, KEEPER, "{\"agents\":{}}", "*");
        jdbc.sql("delete from own_agent").update();
    }

    @Test
    void aRunWorksWithWhatTheProjectChangedWhenItStarted() {
        change(
                """
                {"agents":{"PRD":{"provider":"anthropic","model":"claude-x","temperature":0.9,"maxTokens":777,
                 "promptAddition":"Write in Latin.","budget":"2.50"}}}
                """);
        var card = BOARD.card("PRD");

        created(card);

        awaitStates(card, "PRD COMPLETED");
        var request = requestOf(card);
        assertThat(request.path("model").asString()).isEqualTo("claude-x");
        assertThat(request.path("provider").asString()).isEqualTo("anthropic");
        assertThat(request.path("temperature").asDouble()).isEqualTo(0.9);
        assertThat(request.path("maxTokens").asInt()).isEqualTo(777);
        assertThat(request.path("system").asString()).contains("Write in Latin.");
    }

    @Test
    void aRunEndsWhenItUsedTheBudgetOfItsAgent() {
        change("{\"agents\":{\"PRD\":{\"budget\":\"0.000001\"}}}");
        var card = BOARD.card("PRD");

        created(card);

        awaitStates(card, "PRD FAILED");
        assertThat(
                        jdbc.sql("select error_code from run where card_id = :card")
                                .param("card", card.id)
                                .query(String.class)
                                .single())
                .isEqualTo("cost-cap-reached");
    }

    @Test
    void anAgentThatIsSwitchedOffIsSkippedWithALineAndRefusedByHand() {
        change("{\"agents\":{\"CEO_COPILOT\":{\"enabled\":false}}}");
        var card = BOARD.card("CEO_COPILOT", "STRATEGY");

        created(card);

        awaitAgents(card, "CEO_COPILOT CANCELLED", "STRATEGY COMPLETED");
        assertThat(
                        jdbc.sql(
                                        "select error_code from run where card_id = :card and agent_id = 'CEO_COPILOT'")
                                .param("card", card.id)
                                .query(String.class)
                                .single())
                .isEqualTo("agent-disabled");
        await().until(() -> card.settled.contains("1 true"));
        var refused =
                call(
                        HttpMethod.POST,
                        "/api/cards/" + card.id + "/agents/CEO_COPILOT/run",
                        KEEPER,
                        null,
                        null);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("agent-disabled");
        var listed = call(HttpMethod.GET, AGENTS, person("VIEWER"), null, null);
        assertThat(listed.body().path("items").valueStream())
                .filteredOn(agent -> !agent.path("enabled").asBoolean())
                .extracting(agent -> agent.path("id").asString())
                .containsExactly("CEO_COPILOT");
    }

    @Test
    void changesAreVersionedAndNullResets() {
        var first = change("{\"agents\":{\"PRD\":{\"temperature\":0.1}}}");
        long version = first.body().path("version").asLong();

        var stale =
                call(
                        HttpMethod.PUT,
                        CONFIG,
                        KEEPER,
                        "{\"agents\":{}}",
                        "\"%d\"".formatted(version - 1));
        var reset =
                call(
                        HttpMethod.PUT,
                        CONFIG,
                        KEEPER,
                        "{\"agents\":{\"PRD\":null}}",
                        "\"%d\"".formatted(version));

        assertThat(stale.status()).isEqualTo(412);
        assertThat(reset.status()).isEqualTo(200);
        assertThat(reset.body().path("version").asLong()).isEqualTo(version + 1);
        assertThat(reset.body().path("agents").size()).isZero();
    }

    @Test
    void refusesWhatMakesNoSense() {
        for (var wrong :
                new String[] {
                    "{\"agents\":{\"NOBODY\":{\"enabled\":false}}}",
                    "{\"agents\":{\"PRD\":{\"temperature\":3}}}",
                    "{\"agents\":{\"PRD\":{\"provider\":\"openai\"}}}",
                    "{\"agents\":{\"PRD\":{\"budget\":\"-1\"}}}",
                    "{\"agents\":{\"PRD\":{\"maxTokens\":0}}}",
                    "{}"
                }) {
            var refused = call(HttpMethod.PUT, CONFIG, KEEPER, wrong, null);
            assertThat(refused.status()).as(wrong).isEqualTo(400);
            assertThat(refused.body().path("errors").size()).as(wrong).isPositive();
        }
        var added = own("HELPER", "\"tools\":[\"fly\"]", null);
        assertThat(added.status()).isEqualTo(400);
        assertThat(added.body().path("errors").get(0).path("pointer").asString())
                .isEqualTo("/tools/0");
        assertThat(own("PRD", "\"lanes\":[1]", null).code()).isEqualTo("agent-exists");
        assertThat(own("HELPER", "\"lanes\":[11]", null).status()).isEqualTo(400);
        assertThat(own("helper", "\"lanes\":[1]", null).status()).isEqualTo(400);
        assertThat(own("HELPER", "\"tools\":[\"write_file\"],\"risk\":\"low\"", null).status())
                .isIn(400);
        assertThat(call(HttpMethod.GET, AGENTS + "/HELPER", KEEPER, null, null).status())
                .isEqualTo(404);
    }

    @Test
    void anOwnAgentWorksLikeTheBuiltInOnes() {
        var added = own("HELPER", "\"lanes\":[0],\"tools\":[\"list_documents\"]", "once");
        var again = own("HELPER", "\"lanes\":[0],\"tools\":[\"list_documents\"]", "once");
        var other = own("HELPER", "\"lanes\":[0],\"tools\":[\"list_documents\"]", "twice");
        assertThat(added.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(other.code()).isEqualTo("agent-exists");
        var card = BOARD.card("HELPER");
        ROUTER.model =
                _ ->
                        FakeRouter.answer(
                                "Done.",
                                FakeRouter.call(
                                        "finish",
                                        JSON.createObjectNode().put("summary", "helped")));

        created(card);

        awaitStates(card, "HELPER COMPLETED");
        assertThat(requestOf(card).path("system").asString())
                .contains("Agent: HELPER")
                .contains("You help.");

        var changed =
                call(
                        HttpMethod.PUT,
                        AGENTS + "/HELPER",
                        KEEPER,
                        "{\"id\":\"HELPER\",\"name\":\"Helper\",\"prompt\":\"You help more.\"}",
                        "\"1\"");
        assertThat(changed.body().path("version").asLong()).isEqualTo(2);
        assertThat(
                        call(HttpMethod.GET, AGENTS, KEEPER, null, null)
                                .body()
                                .path("items")
                                .valueStream())
                .filteredOn(agent -> agent.path("own").asBoolean())
                .hasSize(1);
        assertThat(call(HttpMethod.DELETE, AGENTS + "/HELPER", KEEPER, null, null).status())
                .isEqualTo(204);
        assertThat(call(HttpMethod.DELETE, AGENTS + "/PRD", KEEPER, null, null).code())
                .isEqualTo("agent-built-in");
    }

    @Test
    void everyEventOfARiskyOwnAgentSaysSo() {
        own("MIGRATOR", "\"lanes\":[0],\"tools\":[],\"risk\":\"high\"", null);
        var card = BOARD.card("MIGRATOR");
        ROUTER.model =
                _ ->
                        FakeRouter.answer(
                                "Done.",
                                FakeRouter.call(
                                        "finish", JSON.createObjectNode().put("summary", "moved")));

        created(card);

        awaitStates(card, "MIGRATOR WAITING_APPROVAL");
        var run = runs(card).getFirst();
        await().untilAsserted(() ->
                assertThat(published(Topics.AGENT_RUNS, run))
                        .extracting(event -> event.path("status").asString())
                        .contains("WAITING_APPROVAL"));
        assertThat(published(Topics.AGENT_RUNS, run))
                .allMatch(event -> event.path("risk").asString("").equals("high"));
    }

    @Test
    void membersReadAndKeepersWrite() {
        for (var role : new String[] {"MEMBER", "VIEWER"}) {
            assertThat(call(HttpMethod.GET, CONFIG, person(role), null, null).status())
                    .isEqualTo(200);
            assertThat(call(HttpMethod.PUT, CONFIG, person(role), "{\"agents\":{}}", null).status())
                    .isEqualTo(403);
            assertThat(call(HttpMethod.DELETE, AGENTS + "/X1", person(role), null, null).status())
                    .isEqualTo(403);
        }
        var elsewhere = "/api/projects/" + UUID.randomUUID() + "/agent-config";
        assertThat(call(HttpMethod.GET, elsewhere, KEEPER, null, null).status()).isEqualTo(404);
    }

    @Test
    void aProjectThatPaysNoCallTwiceHasARunFailWhenItsAnswerIsLost() {
        change("{\"agents\":{\"PRD\":{\"reissue\":false}}}");
        var card = BOARD.card("PRD");
        ROUTER.faults.add(FakeRouter.Fault.INDETERMINATE_409);
        int before = ROUTER.dispatches.size();

        created(card);

        awaitStates(card, "PRD FAILED");
        assertThat(ROUTER.dispatches).hasSize(before + 1);
        assertThat(
                        jdbc.sql("select error_code from run where card_id = :card")
                                .param("card", card.id)
                                .query((row, _) -> row.getString(1))
                                .single())
                .isEqualTo("completion-indeterminate");
    }

    private Answer change(String body) {
        var answer = call(HttpMethod.PUT, CONFIG, KEEPER, body, "*");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer;
    }

    private Answer own(String id, String more, @Nullable String command) {
        var body =
                "{\"id\":\"%s\",\"name\":\"Helper\",\"prompt\":\"You help.\",%s}"
                        .formatted(id, more);
        return send(HttpMethod.POST, AGENTS, KEEPER, body, "Idempotency-Key", command);
    }

    private JsonNode requestOf(FakeBoard.Card card) {
        return ROUTER.requests.stream()
                .filter(request -> request.path("cardId").asString().equals(card.id.toString()))
                .findFirst()
                .orElseThrow();
    }

    private void awaitAgents(FakeBoard.Card card, String... expected) {
        await().untilAsserted(() -> assertThat(states(card)).containsExactlyInAnyOrder(expected));
    }

    private Answer call(
            HttpMethod method,
            String path,
            ActingUser user,
            @Nullable String body,
            @Nullable String ifMatch) {
        return send(method, path, user, body, "If-Match", ifMatch);
    }

    private Answer send(
            HttpMethod method,
            String path,
            ActingUser user,
            @Nullable String body,
            String header,
            @Nullable String value) {
        var request =
                RestClient.create("http://127.0.0.1:" + port)
                        .method(method)
                        .uri(path)
                        .header(
                                "Authorization",
                                tokens.bearer("gateway", user, "orchestrator:public"));
        if (value != null) {
            request.header(header, value);
        }
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).body(body);
        }
        return request.exchange((_, response) -> {
            var text = new String(response.getBody().readAllBytes());
            return new Answer(
                    response.getStatusCode().value(), JSON.readTree(text.isEmpty() ? "{}" : text));
        });
    }

    private static ActingUser person(String role) {
        return new ActingUser(
                UUID.randomUUID().toString(), Map.of(BOARD.workspace.toString(), role));
    }

    private record Answer(int status, JsonNode body) {
        String code() {
            var type = body.path("type").asString("");
            return type.substring(type.lastIndexOf('/') + 1);
        }
    }
}
