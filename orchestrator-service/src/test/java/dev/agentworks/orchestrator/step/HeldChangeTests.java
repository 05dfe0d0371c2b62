package dev.agentworks.orchestrator.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.orchestrator.FakeBoard;
import dev.agentworks.orchestrator.FakeRouter;
import dev.agentworks.orchestrator.step.checkpoint.Checkpoints;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What an agent of high risk does on the board waits for a person, as its files do. */
class HeldChangeTests extends RouteSituations {

    @AfterEach
    void nothingIsRefused() {
        BOARD.refuseHeld = "";
    }

    @Test
    void nothingReachesTheBoardBeforeAPersonsYesAndAllOfItAfterwards() {
        var card = waiting(HeldChangeTests::changesEverything);
        var run = runs(card).getFirst();

        assertThat(BOARD.appliedOn(card)).isEmpty();
        assertThat(card.status).isEqualTo("READY");
        assertThat(get("/api/runs/" + run).body().at("/waitingFor/detail").asString())
                .isEqualTo(
                        "A person approves the change of 1 files, 2 new cards, 1 change of a card,"
                                + " 1 version of a document, 1 link before it takes effect.");

        var approved = post("/api/runs/" + run + "/approve", MEMBER, "{}");

        assertThat(approved.body().path("status").asString()).isEqualTo("COMPLETED");
        assertThat(BOARD.appliedOn(card))
                .extracting(effect -> effect.path("kind").asString())
                .containsExactly(
                        "create_card",
                        "create_card",
                        "update_card",
                        "write_document",
                        "link_cards",
                        "add_comment");
        assertThat(BOARD.appliedOn(card).getLast().path("body").asString()).startsWith("done");
        assertThat(BOARD.released).contains(run + " by " + MEMBER.id());
        assertThat(card.status).isEqualTo("BLOCKED");
    }

    @Test
    void aRejectionLeavesNothingBehind() {
        var card = waiting(HeldChangeTests::changesEverything);
        var run = runs(card).getFirst();

        assertThat(post("/api/runs/" + run + "/reject", MEMBER, "{}").status()).isEqualTo(200);

        awaitStates(card, "DEV_BACKEND CANCELLED");
        assertNothingRemains(card, run);
    }

    @Test
    void aCancelledRunLeavesNothingBehind() {
        var card = waiting(HeldChangeTests::changesEverything);
        var run = runs(card).getFirst();

        post("/api/runs/" + run + "/cancel", MEMBER, "{}");

        awaitStates(card, "DEV_BACKEND CANCELLED");
        assertNothingRemains(card, run);
    }

    @Test
    void aRunThatFailsLeavesNothingBehind() {
        var card = BOARD.card("DEV_BACKEND");
        ROUTER.model =
                request ->
                        turns(request) == 1
                                ? FakeRouter.answer("I cut it.", child("One"))
                                : FakeRouter.answer("I do not finish.");
        created(card);

        awaitStates(card, "DEV_BACKEND FAILED");
        assertThat(error(card)).isEqualTo("finish-missing");
        assertNothingRemains(card, runs(card).getFirst());
    }

    @Test
    void whatCanNoLongerHappenIsSaidAndNothingOfItHappens() {
        var card = waiting(HeldChangeTests::changesEverything);
        var run = runs(card).getFirst();
        BOARD.refuseHeld = "held-change-refused";

        var refused = post("/api/runs/" + run + "/approve", MEMBER, "{}");

        assertThat(refused.code()).isEqualTo("changes-refused");
        assertThat(states(card)).containsExactly("DEV_BACKEND WAITING_APPROVAL");
        assertThat(get("/api/runs/" + run).body().at("/waitingFor/code").asString())
                .isEqualTo("changes-refused");
        assertThat(files.applied).doesNotContainKey(run);
        assertThat(BOARD.appliedOn(card)).isEmpty();

        BOARD.refuseHeld = "";
        assertThat(post("/api/runs/" + run + "/approve", MEMBER, "{}").status()).isEqualTo(200);
        awaitStates(card, "DEV_BACKEND COMPLETED");
        assertThat(files.applied).containsKey(run);
        assertThat(BOARD.appliedOn(card)).hasSize(6);
    }

    @ParameterizedTest
    @EnumSource(
            value = Checkpoints.Point.class,
            names = {"CLAIMED", "APPLIED", "RELEASED", "STEP_RECORDED"})
    void anApprovalThatLosesItsWorkerHappensOnce(Checkpoints.Point point) {
        var card = waiting(HeldChangeTests::changesEverything);
        var run = runs(card).getFirst();
        checkpoints.loseAt(point);

        post("/api/runs/" + run + "/approve", MEMBER, "{}");

        awaitStates(card, "DEV_BACKEND COMPLETED");
        assertThat(checkpoints.lost()).isTrue();
        assertThat(BOARD.appliedOn(card)).hasSize(6);
    }

    @ParameterizedTest
    @EnumSource(
            value = Checkpoints.Point.class,
            names = {"TOOL_INTENDED", "TOOL_CALLED"})
    void aCallThatLosesItsWorkerIsHeldOnce(Checkpoints.Point point) {
        checkpoints.loseAt(point);
        var card = waiting(HeldChangeTests::changesEverything);

        var run = runs(card).getFirst();
        assertThat(checkpoints.lost()).isTrue();
        assertThat(BOARD.held.get(run.toString())).hasSize(6);
    }

    @Test
    void lessRiskyAgentsActAtOnce() {
        var card = BOARD.card("RESEARCH");
        created(card);

        awaitStates(card, "RESEARCH COMPLETED");

        assertThat(BOARD.appliedOn(card)).isNotEmpty();
        assertThat(BOARD.held).doesNotContainKey(runs(card).getFirst().toString());
    }

    private void assertNothingRemains(FakeBoard.Card card, UUID run) {
        await().untilAsserted(() -> assertThat(BOARD.dropped).contains(run.toString()));
        assertThat(BOARD.held).doesNotContainKey(run.toString());
        assertThat(BOARD.appliedOn(card)).isEmpty();
        assertThat(card.status).isEqualTo("READY");
        assertThat(files.applied).doesNotContainKey(run);
    }

    private FakeBoard.Card waiting(Function<JsonNode, ObjectNode> model) {
        var card = BOARD.card("DEV_BACKEND");
        ROUTER.model = model;
        created(card);
        awaitStates(card, "DEV_BACKEND WAITING_APPROVAL");
        return card;
    }

    private static ObjectNode changesEverything(JsonNode request) {
        if (turns(request) > 1) {
            return finish();
        }
        return FakeRouter.answer(
                "I do it all.",
                FakeRouter.call(
                        "write_file",
                        JSON.createObjectNode()
                                .put("path", "src/Held.java")
                                .put("content", "class Held {} // " + request.path("runId"))),
                child("One"),
                child("Two"),
                FakeRouter.call("update_card", JSON.createObjectNode().put("status", "BLOCKED")),
                FakeRouter.call(
                        "write_document",
                        JSON.createObjectNode()
                                .put("type", "CUSTOM")
                                .put("title", "Notes")
                                .put("content", "# Notes")),
                FakeRouter.call(
                        "link_cards",
                        JSON.createObjectNode()
                                .put("from", "APP-1")
                                .put("to", "APP-101")
                                .put("link", "BLOCKS")));
    }

    private static ObjectNode child(String title) {
        return FakeRouter.call(
                "create_card", JSON.createObjectNode().put("type", "TASK").put("title", title));
    }

    private static int turns(JsonNode request) {
        return request.path("messages").size();
    }
}
