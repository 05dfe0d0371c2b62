package dev.agentworks.orchestrator.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.events.Topics;
import dev.agentworks.orchestrator.FakeBoard;
import dev.agentworks.orchestrator.FakeRouter;
import dev.agentworks.orchestrator.step.checkpoint.Checkpoints;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class QuestionTests extends RouteSituations {

    private static final String COLOUR = "{\"choice\":\"green\",\"text\":\"as the grass\"}";

    @Test
    void anAgentAsksWaitsWithoutALeaseAndGoesOnWithTheAnswer() {
        var card = asked();
        var run = runs(card).getFirst();

        var waiting = get("/api/runs/" + run).body();
        assertThat(waiting.path("status").asString()).isEqualTo("WAITING_INPUT");
        assertThat(waiting.path("waitingFor").path("code").asString()).isEqualTo("answer");
        assertThat(waiting.path("question").path("text").asString()).isEqualTo("Which colour?");
        assertThat(waiting.path("question").path("choices").size()).isEqualTo(2);
        assertThat(waiting.path("question").path("deadline").isString()).isTrue();
        assertThat(isHeld(card)).isFalse();
        await().untilAsserted(() ->
                assertThat(published(Topics.AGENT_RUNS, run))
                        .anyMatch(event ->
                                event.path("status").asString().equals("WAITING_INPUT")
                                        && event.path("eventType").asString().equals("waiting")
                                        && event.path("waitingFor")
                                                .path("code")
                                                .asString()
                                                .equals("answer")));

        var answered = post("/api/runs/" + run + "/answer", MEMBER, COLOUR);

        assertThat(answered.status()).isEqualTo(200);
        awaitStates(card, "PRD COMPLETED");
        assertThat(toldToTheModel(card)).contains("green").contains("as the grass");
        assertThat(get("/api/runs/" + run).body().hasNonNull("question")).isFalse();
    }

    @Test
    void ofManyAnswersAtOnceOneIsTaken() {
        var card = asked();
        var path = "/api/runs/" + runs(card).getFirst() + "/answer";

        var answers =
                List.of("red", "green", "red", "green").stream()
                        .map(choice ->
                                CompletableFuture.supplyAsync(() ->
                                        post(path, MEMBER, "{\"choice\":\"" + choice + "\"}")))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 409)
                .hasSize(3)
                .allMatch(answer -> answer.code().equals("run-not-waiting"));
        awaitStates(card, "PRD COMPLETED");
    }

    @Test
    void whenNobodyAnswersTheAgentGoesOnWithAnAssumption() {
        var card = asked();

        jdbc.sql("update run set wake_at = now() where card_id = :card")
                .param("card", card.id)
                .update();

        awaitStates(card, "PRD COMPLETED");
        assertThat(toldToTheModel(card)).contains("Nobody answered").contains("assumption");
        var late = post("/api/runs/" + runs(card).getFirst() + "/answer", MEMBER, COLOUR);
        assertThat(late.code()).isEqualTo("run-not-waiting");
    }

    @Test
    void theTimeAPersonTakesIsNotTheRuns() {
        var card = asked();
        jdbc.sql(
                        """
                        update run set waiting_since = now() - interval '2 days', deadline_at = now() - interval '47 hours'
                        where card_id = :card
                        """)
                .param("card", card.id)
                .update();

        post("/api/runs/" + runs(card).getFirst() + "/answer", MEMBER, COLOUR);

        awaitStates(card, "PRD COMPLETED");
    }

    @Test
    void anAnswerThatIsNoneIsRefused() {
        var card = asked();
        var path = "/api/runs/" + runs(card).getFirst() + "/answer";

        assertThat(post(path, MEMBER, "{}").status()).isEqualTo(400);
        var blue = post(path, MEMBER, "{\"choice\":\"blue\"}");
        assertThat(blue.status()).isEqualTo(400);
        assertThat(blue.body().path("errors").get(0).path("pointer").asString())
                .isEqualTo("/choice");
        assertThat(states(card)).containsExactly("PRD WAITING_INPUT");
        post("/api/runs/" + runs(card).getFirst() + "/cancel", MEMBER, "{}");
        awaitStates(card, "PRD CANCELLED");
    }

    @Test
    void aQuestionAndItsAnswerOutliveTheirWorkers() {
        var card = BOARD.card("PRD");
        ROUTER.model = QuestionTests::asking;
        checkpoints.loseAt(Checkpoints.Point.MODEL_ANSWERED);
        created(card);
        awaitStates(card, "PRD WAITING_INPUT");

        checkpoints.loseAt(Checkpoints.Point.CLAIMED);
        post("/api/runs/" + runs(card).getFirst() + "/answer", MEMBER, COLOUR);

        awaitStates(card, "PRD COMPLETED");
        assertThat(checkpoints.lost()).isTrue();
        assertThat(toldToTheModel(card)).contains("green");
        assertThat(ROUTER.dispatches).allSatisfy((_, count) -> assertThat(count).hasValue(1));
    }

    private FakeBoard.Card asked() {
        var card = BOARD.card("PRD");
        ROUTER.model = QuestionTests::asking;
        created(card);
        awaitStates(card, "PRD WAITING_INPUT");
        return card;
    }

    private static ObjectNode asking(JsonNode request) {
        boolean first = request.path("messages").size() == 1;
        var question = JSON.createObjectNode().put("question", "Which colour?");
        question.putArray("choices").add("red").add("green");
        return first
                ? FakeRouter.answer("I ask.", FakeRouter.call("ask_human", question))
                : FakeRouter.sensible(request);
    }

    private String toldToTheModel(FakeBoard.Card card) {
        return ROUTER.requests.stream()
                .filter(request -> request.path("cardId").asString().equals(card.id.toString()))
                .flatMap(request -> request.path("messages").valueStream())
                .filter(message -> message.path("role").asString().equals("tool"))
                .map(message -> message.path("content").asString())
                .findFirst()
                .orElseThrow();
    }

    private boolean isHeld(FakeBoard.Card card) {
        return jdbc.sql("select lease_until is not null from run where card_id = :card")
                .param("card", card.id)
                .query(Boolean.class)
                .single();
    }
}
