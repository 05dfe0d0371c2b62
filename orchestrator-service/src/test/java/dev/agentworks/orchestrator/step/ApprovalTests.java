package dev.agentworks.orchestrator.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.events.Topics;
import dev.agentworks.orchestrator.FakeBoard;
import dev.agentworks.orchestrator.FakeRouter;
import dev.agentworks.orchestrator.run.Leases;
import dev.agentworks.orchestrator.step.checkpoint.Checkpoints;
import dev.agentworks.starter.servicetoken.ActingUser;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ApprovalTests extends RouteSituations {

    @Autowired Leases leases;

    @AfterEach
    void noConflicts() {
        files.conflicts = List.of();
    }

    @Test
    void aRiskyChangeHappensOnlyAfterAPersonsYes() {
        var card = proposed();
        var run = runs(card).getFirst();
        var waiting = get("/api/runs/" + run).body();
        assertThat(waiting.path("waitingFor").path("code").asString()).isEqualTo("approval");
        assertThat(files.applied).doesNotContainKey(run);

        var approved =
                post(
                        "/api/runs/" + run + "/approve",
                        MEMBER,
                        "{\"digest\":\"%s\"}".formatted(digest(run)));

        assertThat(approved.status()).isEqualTo(200);
        assertThat(approved.body().path("status").asString()).isEqualTo("COMPLETED");
        assertThat(approved.body().path("approvedBy").asString()).isEqualTo(MEMBER.id());
        assertThat(files.applied).containsEntry(run, digest(run));
        assertThat(files.approvers).containsEntry(run, MEMBER.id());
        assertThat(stepsOf(run)).contains("propose", "approval", "apply", "complete");
        await().untilAsserted(() ->
                assertThat(published(Topics.AGENT_RUNS, run))
                        .last()
                        .matches(event ->
                                event.path("approvedBy").asString("").equals(MEMBER.id())
                                        && event.path("eventType").asString().equals("completed")));
        assertThat(post("/api/runs/" + run + "/approve", MEMBER, "{}").code())
                .isEqualTo("run-not-waiting");
    }

    @Test
    void aDecisionThatIsRepeatedWithItsKeyDecidesNothingMore() {
        var run = runs(proposed()).getFirst();
        var path = "/api/runs/" + run + "/approve";
        var digest = "{\"digest\":\"%s\"}".formatted(digest(run));
        var key = UUID.randomUUID().toString();

        var first = call(HttpMethod.POST, path, MEMBER, digest, key);
        var again = call(HttpMethod.POST, path, MEMBER, digest, key);
        var other = call(HttpMethod.POST, path, MEMBER, "{}", key);

        assertThat(first.status()).isEqualTo(200);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body().path("status").asString()).isEqualTo("COMPLETED");
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.code()).isEqualTo("key-reused");
    }

    @Test
    void aRejectionThatIsRepeatedWithItsKeyMakesOneRework() {
        var card = proposed();
        var path = "/api/runs/" + runs(card).getFirst() + "/reject";
        var key = UUID.randomUUID().toString();
        ROUTER.model = ApprovalTests::changing;

        var first = call(HttpMethod.POST, path, MEMBER, "{\"rework\":true}", key);
        var again = call(HttpMethod.POST, path, MEMBER, "{\"rework\":true}", key);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body().at("/rework/id")).isEqualTo(first.body().at("/rework/id"));
        assertThat(runs(card)).hasSize(2);
    }

    @Test
    void anApprovalIsForTheChangeThatWasSeen() {
        var card = proposed();
        var run = runs(card).getFirst();
        var path = "/api/runs/" + run + "/approve";

        var stale = post(path, MEMBER, "{\"digest\":\"something else\"}");
        assertThat(stale.code()).isEqualTo("proposal-changed");
        assertThat(states(card)).containsExactly("DEV_BACKEND WAITING_APPROVAL");

        files.changed = true;
        assertThat(post(path, MEMBER, "{}").code()).isEqualTo("proposal-changed");
        assertThat(files.applied).doesNotContainKey(run);
        assertThat(states(card)).containsExactly("DEV_BACKEND WAITING_APPROVAL");

        assertThat(post(path, MEMBER, "{}").status()).isEqualTo(200);
        awaitStates(card, "DEV_BACKEND COMPLETED");
    }

    @Test
    void aConflictIsShownAndTheRunGoesOnWaiting() {
        var card = proposed();
        var run = runs(card).getFirst();
        files.conflicts = List.of("src/App.java");

        var refused = post("/api/runs/" + run + "/approve", MEMBER, "{}");

        assertThat(refused.code()).isEqualTo("merge-conflict");
        assertThat(refused.body().path("conflicts").get(0).asString()).isEqualTo("src/App.java");
        assertThat(states(card)).containsExactly("DEV_BACKEND WAITING_APPROVAL");
        assertThat(get("/api/runs/" + run).body().path("waitingFor").path("code").asString())
                .isEqualTo("merge-conflict");

        files.conflicts = List.of();
        assertThat(post("/api/runs/" + run + "/approve", MEMBER, "{}").status()).isEqualTo(200);
        awaitStates(card, "DEV_BACKEND COMPLETED");
    }

    @Test
    void aRejectedChangeIsDiscardedAndGoesBackWithAllCommentsInOneBatch() {
        var card = proposed();
        var run = runs(card).getFirst();
        ROUTER.model = ApprovalTests::changing;

        var rejected =
                post(
                        "/api/runs/" + run + "/reject",
                        MEMBER,
                        """
                        {"note": "Not so.", "rework": true, "comments": [
                          {"file": "src/App.java", "line": 12, "body": "Name it."},
                          {"file": "src/Other.java", "body": "Leave it out."}]}
                        """);

        assertThat(rejected.status()).isEqualTo(200);
        var rework = UUID.fromString(rejected.body().path("rework").path("id").asString());
        assertThat(rejected.body().path("rework").path("retryOf").asString())
                .isEqualTo(run.toString());
        awaitStates(card, "DEV_BACKEND CANCELLED", "DEV_BACKEND WAITING_APPROVAL");
        assertThat(get("/api/runs/" + run).body().path("error").path("code").asString())
                .isEqualTo("rejected");
        assertThat(files.discarded).contains(run);
        assertThat(files.imported).containsEntry(rework, run);
        assertThat(files.applied).doesNotContainKey(run);
        var said =
                ROUTER.requests.stream()
                        .filter(request ->
                                request.path("runId").asString().equals(rework.toString()))
                        .findFirst()
                        .orElseThrow()
                        .path("messages")
                        .get(0)
                        .path("content")
                        .asString();
        assertThat(said)
                .contains("Not so.", "src/App.java:12: Name it.", "src/Other.java: Leave it out.");
        assertThat(post("/api/runs/" + run + "/reject", MEMBER, "{}").code())
                .isEqualTo("run-not-waiting");
    }

    @Test
    void ofManyDecisionsAtOnceOneCounts() {
        var card = proposed();
        var run = runs(card).getFirst();

        var answers =
                IntStream.range(0, 6)
                        .mapToObj(number ->
                                CompletableFuture.supplyAsync(() ->
                                        post(
                                                "/api/runs/%s/%s"
                                                        .formatted(
                                                                run,
                                                                number % 2 == 0
                                                                        ? "approve"
                                                                        : "reject"),
                                                MEMBER,
                                                "{}")))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        await().until(() ->
                states(card).equals(List.of("DEV_BACKEND COMPLETED"))
                        || states(card).equals(List.of("DEV_BACKEND CANCELLED")));
        assertThat(files.applied.containsKey(run))
                .isEqualTo(states(card).equals(List.of("DEV_BACKEND COMPLETED")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"approve", "reject", "answer", "resume"})
    void nobodyButAPersonWhoMayWritePassesTheGate(String gate) {
        var card = proposed();
        var path = "/api/runs/" + runs(card).getFirst() + "/" + gate;
        var body = gate.equals("resume") ? "{\"decision\":\"RETRY\"}" : "{}";
        var scope = "orchestrator:public";

        assertThat(post(path, null, body).status()).isEqualTo(401);
        assertThat(post(path, VIEWER, body).status()).isEqualTo(403);
        assertThat(post(path, STRANGER, body).status()).isEqualTo(404);
        assertThat(as(tokens.bearer("gateway", null, scope), path, body).status()).isEqualTo(403);
        var program = new ActingUser(MEMBER.id(), MEMBER.grants(), UUID.randomUUID().toString());
        assertThat(as(tokens.bearer("gateway", program, scope), path, body).status())
                .isEqualTo(403);
        for (var service : List.of("core", "orchestrator", "router", "monitor", "billing")) {
            // who may not name a person, or not ask for the scope, is not believed at all
            assertThat(as(tokens.bearer(service, MEMBER, scope), path, body).status())
                    .isIn(401, 403);
            assertThat(as(tokens.bearer(service, null, scope), path, body).status()).isIn(401, 403);
        }
        assertThat(
                        as(tokens.bearer("gateway", MEMBER, "orchestrator:operate"), path, body)
                                .status())
                .isEqualTo(403);
        assertThat(states(card)).containsExactly("DEV_BACKEND WAITING_APPROVAL");
    }

    @Test
    void aRiskyRunWithNothingToApplyWaitsAllTheSame() {
        var card = BOARD.card("DEPLOYMENT");
        ROUTER.model =
                request ->
                        request.path("messages").size() == 1
                                ? FakeRouter.answer(
                                        "Notes.",
                                        FakeRouter.call(
                                                "write_document",
                                                JSON.createObjectNode()
                                                        .put("type", "RELEASE_NOTES")
                                                        .put("title", "Notes")
                                                        .put("content", "# Notes")))
                                : finish();
        created(card);
        awaitStates(card, "DEPLOYMENT WAITING_APPROVAL");

        post("/api/runs/" + runs(card).getFirst() + "/approve", MEMBER, "{}");

        awaitStates(card, "DEPLOYMENT COMPLETED");
    }

    @Test
    void aWorkerThatLostTheRunAppliesNothingThatWasRejectedSince() {
        var card = proposed();
        var run = runs(card).getFirst();
        files.beforeApply.set(() -> {
            jdbc.sql("update run set lease_until = now() - interval '1 second' where run_id = ?")
                    .param(run)
                    .update();
            assertThat(leases.claim(run, "another worker")).isPresent();
            jdbc.sql(
                            """
                            update run_step set result = '{"rejectedBy": "somebody"}'
                            where run_id = ? and step_path = 'approval'
                            """)
                    .param(run)
                    .update();
        });

        post("/api/runs/" + run + "/approve", MEMBER, "{}");

        awaitStates(card, "DEV_BACKEND CANCELLED");
        assertThat(files.applied).doesNotContainKey(run);
        assertThat(files.discarded).contains(run);
        assertThat(stepsOf(run)).contains("end", "comp/files");
    }

    @Test
    void cancellingAWaitingRunDiscardsItsFiles() {
        var card = proposed();
        var run = runs(card).getFirst();

        post("/api/runs/" + run + "/cancel", MEMBER, "{}");

        awaitStates(card, "DEV_BACKEND CANCELLED");
        assertThat(files.discarded).contains(run);
        assertThat(stepsOf(run)).contains("end", "comp/files");
    }

    @ParameterizedTest
    @EnumSource(
            value = Checkpoints.Point.class,
            names = {"WAKE_UP_HANDLED", "CLAIMED", "APPLIED", "RELEASED", "STEP_RECORDED"})
    void anApprovalOutlivesItsWorker(Checkpoints.Point point) {
        var card = proposed();
        var run = runs(card).getFirst();
        checkpoints.loseAt(point);

        post("/api/runs/" + run + "/approve", MEMBER, "{}");

        awaitStates(card, "DEV_BACKEND COMPLETED");
        assertThat(checkpoints.lost()).isTrue();
        assertThat(files.applied).containsKey(run);
    }

    private FakeBoard.Card proposed() {
        var card = BOARD.card("DEV_BACKEND");
        ROUTER.model = ApprovalTests::changing;
        created(card);
        awaitStates(card, "DEV_BACKEND WAITING_APPROVAL");
        return card;
    }

    private static ObjectNode changing(JsonNode request) {
        return request.path("messages").size() == 1
                ? FakeRouter.answer(
                        "I write.",
                        FakeRouter.call(
                                "write_file",
                                JSON.createObjectNode()
                                        .put("path", "src/App.java")
                                        .put(
                                                "content",
                                                "class App {} // " + request.path("runId"))))
                : finish();
    }

    private String digest(UUID run) {
        return jdbc.sql(
                        "select result ->> 'digest' from run_step where run_id = :run and step_path"
                                + " = 'propose'")
                .param("run", run)
                .query((row, _) -> row.getString(1))
                .single();
    }

    private List<String> stepsOf(UUID run) {
        return jdbc.sql("select step_path from run_step where run_id = :run")
                .param("run", run)
                .query((row, _) -> row.getString(1))
                .list();
    }
}
