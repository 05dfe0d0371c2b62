package dev.agentworks.orchestrator.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.orchestrator.FakeRouter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

/** Tasks: work for an agent without a card. */
class TaskTests extends RouteSituations {

    @Test
    void aTaskIsWorkedOnWithoutACardAndAnswersByItsId() {
        answering("42");

        var taken =
                execute(
                        "{\"agent\":\"RESEARCH\",\"input\":\"Six times seven?\",\"instructions\":\"Be brief.\",\"priority\":\"high\"}");

        assertThat(taken.status()).isEqualTo(202);
        var done = awaitOver(taken);
        assertThat(done.path("status").asString()).isEqualTo("COMPLETED");
        assertThat(done.path("result").asString()).isEqualTo("42");
        assertThat(done.path("price").isString()).isTrue();
        assertThat(done.path("usage").path("totalTokens").asLong()).isPositive();
        var request = ROUTER.requests.getLast();
        assertThat(request.has("cardId")).isFalse();
        assertThat(request.path("messages").get(0).path("content").asString())
                .contains("Six times seven?")
                .contains("Be brief.");
        assertThat(BOARD.applied)
                .noneMatch(effect -> effect.path("runId").asString().equals(id(taken)));
    }

    @Test
    void aBatchIsTakenWholeOrNotAtAll() {
        answering("done");
        long before = tasks();

        var refused =
                call(
                        HttpMethod.POST,
                        "/api/v1/batch",
                        MEMBER,
                        "{\"tasks\":[{\"agent\":\"PRD\",\"input\":\"a\"},{\"agent\":\"NOBODY\",\"input\":\"b\"}]}",
                        null);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("errors").get(0).path("pointer").asString())
                .isEqualTo("/tasks/1/agent");
        assertThat(tasks()).isEqualTo(before);

        var two =
                "{\"tasks\":[{\"agent\":\"PRD\",\"input\":\"a\"},{\"agent\":\"PRD\",\"input\":\"b\"}]}";
        var taken = call(HttpMethod.POST, "/api/v1/batch", MEMBER, two, "batch-1");
        var again = call(HttpMethod.POST, "/api/v1/batch", MEMBER, two, "batch-1");
        assertThat(taken.body().path("tasks").size()).isEqualTo(2);
        assertThat(again.body().path("tasks").get(1).path("taskId"))
                .isEqualTo(taken.body().path("tasks").get(1).path("taskId"));
        assertThat(tasks()).isEqualTo(before + 2);
        var other =
                call(
                        HttpMethod.POST,
                        "/api/v1/execute",
                        MEMBER,
                        "{\"agent\":\"PRD\",\"input\":\"other\"}",
                        "batch-1");
        assertThat(other.status()).isEqualTo(422);
    }

    @Test
    void refusesWhatIsTooLongTooManyOrUnknown() {
        var start = "{\"agent\":\"PRD\",\"input\":\"a\"";
        for (var wrong :
                new String[] {
                    "{\"agent\":\"PRD\",\"input\":\"%s\"}".formatted("x".repeat(10_001)),
                    start + ",\"instructions\":\"%s\"}".formatted("x".repeat(5_001)),
                    start + ",\"timeout\":301}",
                    start + ",\"timeout\":0}",
                    start + ",\"priority\":\"soon\"}",
                    start + ",\"tools\":[\"write_file\"]}",
                    start + ",\"tools\":[\"read_card\"]}",
                    start + ",\"metadata\":7}",
                    "{\"agent\":\"PRD\"}",
                    "{\"input\":\"a\"}"
                }) {
            var refused = execute(wrong);
            assertThat(refused.status()).as(wrong).isEqualTo(400);
        }
        var many = "{\"tasks\":[%s]}".formatted((start + "},").repeat(100) + start + "}");
        assertThat(call(HttpMethod.POST, "/api/v1/batch", MEMBER, many, null).status())
                .isEqualTo(400);
        assertThat(call(HttpMethod.POST, "/api/v1/batch", MEMBER, "{\"tasks\":[]}", null).status())
                .isEqualTo(400);
        assertThat(call(HttpMethod.POST, "/api/v1/execute", VIEWER, start + "}", null).status())
                .isEqualTo(403);
    }

    @Test
    void aTaskEndsWhenItsTimeIsOver() {
        ROUTER.held = new CountDownLatch(1);

        var taken = execute("{\"agent\":\"PRD\",\"input\":\"slow\",\"timeout\":1}");

        var over = awaitOver(taken);
        assertThat(over.path("status").asString()).isNotEqualTo("COMPLETED");
        assertThat(over.path("error").path("code").asString()).isEqualTo("deadline-exceeded");
    }

    @Test
    void anAnswerIsGivenAgainWhenAskedFor() {
        answering("the same");
        var asked = "{\"agent\":\"PRD\",\"input\":\"Again?\",\"cache\":true}";
        var first = execute(asked);
        awaitOver(first);
        int calls = ROUTER.requests.size();

        var second = execute(asked);
        var third = execute("{\"agent\":\"PRD\",\"input\":\"Again?\"}");

        assertThat(second.body().path("cached").asBoolean()).isTrue();
        assertThat(second.body().path("result").asString()).isEqualTo("the same");
        assertThat(second.body().path("price").asString()).isEqualTo("0");
        assertThat(third.body().path("cached").asBoolean()).isFalse();
        awaitOver(third);
        assertThat(ROUTER.requests.size()).isGreaterThan(calls);
    }

    @Test
    void othersDoNotSeeATaskAndAgentsAreListed() {
        answering("x");
        var taken = execute("{\"agent\":\"PRD\",\"input\":\"secret\"}");

        assertThat(call(HttpMethod.GET, "/api/v1/status/" + id(taken), STRANGER).status())
                .isEqualTo(404);
        assertThat(get("/api/v1/agents").body().path("items").size()).isEqualTo(17);
        awaitOver(taken);
    }

    private void answering(String answer) {
        ROUTER.model =
                _ ->
                        FakeRouter.answer(
                                "So.",
                                FakeRouter.call(
                                        "finish", JSON.createObjectNode().put("summary", answer)));
    }

    private Answer execute(String body) {
        return call(HttpMethod.POST, "/api/v1/execute", MEMBER, body, null);
    }

    private JsonNode awaitOver(Answer taken) {
        var path = "/api/v1/status/" + id(taken);
        await().atMost(Duration.ofSeconds(20)).until(() -> get(path).body().has("finishedAt"));
        return get(path).body();
    }

    private static String id(Answer taken) {
        return taken.body().path("taskId").asString();
    }

    private long tasks() {
        return jdbc.sql("select count(*) from task").query(Long.class).single();
    }
}
