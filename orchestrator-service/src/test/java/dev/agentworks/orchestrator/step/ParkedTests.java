package dev.agentworks.orchestrator.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;

import dev.agentworks.orchestrator.FakeBoard;
import dev.agentworks.orchestrator.FakeRouter;
import dev.agentworks.orchestrator.FakeRouter.Fault;
import dev.agentworks.orchestrator.step.checkpoint.Checkpoints;
import dev.agentworks.orchestrator.tool.ToolEffect;
import dev.agentworks.orchestrator.tool.Toolbox;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ParkedTests extends RouteSituations {

    @MockitoSpyBean Toolbox toolbox;

    @AfterEach
    void theBoardAnswers() {
        BOARD.refuseCommentsWith = 0;
    }

    @Test
    void aRunWhoseWorkerWasLostTooOftenIsTriedAgainByAnAdmin() {
        var card = parkedForRecoveries();
        var path = resume(card);
        assertThat(post(path, MEMBER, "{\"decision\":\"RETRY\"}").status()).isEqualTo(403);
        assertThat(post(path, ADMIN, "{\"decision\":\"DANCE\"}").status()).isEqualTo(400);
        assertThat(post(path, ADMIN, "{\"decision\":\"SKIP\"}").code())
                .isEqualTo("step-not-skippable");

        assertThat(post(path, ADMIN, "{\"decision\":\"RETRY\"}").status()).isEqualTo(200);

        awaitStates(card, "PRD COMPLETED");
        assertThat(post(path, ADMIN, "{\"decision\":\"RETRY\"}").code())
                .isEqualTo("run-not-waiting");
        assertThat(ROUTER.dispatches).allSatisfy((_, count) -> assertThat(count).hasValue(1));
    }

    @Test
    void aBudgetThatIsUsedUpParksTheRunAndMoreMoneyLetsItGoOn() {
        for (var fault : List.of(Fault.BUDGET_402, Fault.BUDGET_FAILED)) {
            var card = BOARD.card("PRD");
            ROUTER.faults.add(fault);

            created(card);

            awaitStates(card, "PRD PARKED");
            var run = get("/api/runs/" + runs(card).getFirst()).body();
            assertThat(run.path("error").path("code").asString()).isEqualTo("budget-exceeded");
            assertThat(run.path("waitingFor").path("code").asString()).isEqualTo("budget-exceeded");
            assertThat(run.path("waitingFor").path("detail").asString()).contains("budget");
            post(resume(card), ADMIN, "{\"decision\":\"RETRY\"}");
            awaitStates(card, "PRD COMPLETED");
        }
        assertThat(ROUTER.dispatches).allSatisfy((_, count) -> assertThat(count).hasValue(1));
    }

    @Test
    void theRouterIsToldWhatTheRunAndItsCardMayCost() {
        var card = BOARD.card("PRD");
        card.budget = JSON.createObjectNode().put("card", "3.5").put("run", "0.75");

        created(card);

        awaitStates(card, "PRD COMPLETED");
        assertThat(ROUTER.requests)
                .filteredOn(request -> request.path("cardId").asString().equals(card.id.toString()))
                .hasSize(3)
                .allSatisfy(request -> {
                    assertThat(request.path("limits").path("run").asString()).isEqualTo("0.75");
                    assertThat(request.path("limits").path("card").asString()).isEqualTo("3.5");
                });
    }

    @Test
    void anAdminGivesAParkedRunUp() {
        var card = parkedForRecoveries();

        post(resume(card), ADMIN, "{\"decision\":\"FAIL\"}");

        awaitStates(card, "PRD FAILED");
        assertThat(shown(card)).isEqualTo("given-up");
    }

    @Test
    void aCardThatCannotBeToldParksTheRunAndAPersonLetsItBe() {
        var card = BOARD.card("PRD");
        BOARD.refuseCommentsWith = 503;
        created(card);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> {
                    jdbc.sql(
                                    """
                                    update run_step set attempts = 10 where step_path = 'complete' and state = 'INTENT'
                                      and run_id in (select run_id from run where card_id = :card)
                                    """)
                            .param("card", card.id)
                            .update();
                    return states(card).contains("PRD PARKED");
                });
        assertThat(shown(card)).isEqualTo("card-update-failed");

        post(resume(card), ADMIN, "{\"decision\":\"SKIP\"}");

        awaitStates(card, "PRD COMPLETED");
    }

    @Test
    void nobodyGuessesWhetherAnUnsafeCallWasMade() {
        given(toolbox.effect(eq("write_document"))).willReturn(ToolEffect.UNSAFE);
        var card = BOARD.card("PRD");
        checkpoints.loseAt(Checkpoints.Point.TOOL_CALLED);
        ROUTER.model =
                request ->
                        request.path("messages").size() == 1
                                ? FakeRouter.answer(
                                        "Now.",
                                        FakeRouter.call(
                                                "write_document",
                                                JSON.createObjectNode()
                                                        .put("type", "PRD")
                                                        .put("title", "P")
                                                        .put("content", "# P")))
                                : FakeRouter.answer(
                                        "Done.",
                                        FakeRouter.call(
                                                "finish",
                                                JSON.createObjectNode().put("summary", "s")));

        created(card);

        awaitStates(card, "PRD PARKED");
        assertThat(shown(card)).isEqualTo("outcome-unknown");
        post(resume(card), ADMIN, "{\"decision\":\"RETRY\"}");
        awaitStates(card, "PRD COMPLETED");
    }

    @Test
    void timeOverEndsTheModelCallAndCountsWhatItCost() {
        var card = BOARD.card("PRD");
        ROUTER.held = new CountDownLatch(1);
        int streams = ROUTER.streaming.get();
        int cancelled = ROUTER.cancelled.size();
        created(card);
        await().until(() -> ROUTER.streaming.get() > streams);

        jdbc.sql("update run set deadline_at = now() where card_id = :card")
                .param("card", card.id)
                .update();

        awaitStates(card, "PRD FAILED");
        assertThat(shown(card)).isEqualTo("deadline-exceeded");
        assertThat(ROUTER.cancelled).hasSize(cancelled + 1);
        assertThat(
                        get("/api/runs/" + runs(card).getFirst())
                                .body()
                                .path("usage")
                                .path("totalTokens")
                                .asLong())
                .isEqualTo(120);
    }

    @Test
    void aRunThatFailsGivesTheCardItsStatusBack() {
        var card = BOARD.card("PRD");
        ROUTER.model = request -> isFirst(request) ? settingTheStatus() : FakeRouter.answer("Hm.");

        created(card);

        awaitStates(card, "PRD FAILED");
        assertThat(card.status).isEqualTo("READY");
    }

    @Test
    void aStatusThatAPersonGaveTheCardMeanwhileStays() {
        var card = BOARD.card("PRD");
        ROUTER.model =
                request -> {
                    if (isFirst(request)) {
                        return settingTheStatus();
                    }
                    card.status = "BLOCKED";
                    return FakeRouter.answer("Hm.");
                };

        created(card);

        awaitStates(card, "PRD FAILED");
        assertThat(card.status).isEqualTo("BLOCKED");
    }

    private static boolean isFirst(JsonNode request) {
        return request.path("messages").size() == 1;
    }

    private static ObjectNode settingTheStatus() {
        return FakeRouter.answer(
                "I begin.",
                FakeRouter.call(
                        "update_card", JSON.createObjectNode().put("status", "IN_PROGRESS")));
    }

    private String resume(FakeBoard.Card card) {
        return "/api/runs/" + runs(card).getFirst() + "/resume";
    }

    private String shown(FakeBoard.Card card) {
        return get("/api/runs/" + runs(card).getFirst())
                .body()
                .path("error")
                .path("code")
                .asString();
    }
}
