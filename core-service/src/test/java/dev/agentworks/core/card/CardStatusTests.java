package dev.agentworks.core.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.core.CoreTest;
import dev.agentworks.core.Situations.Answer;
import dev.agentworks.core.Situations.Person;
import dev.agentworks.core.lanevisit.CardRuns;
import dev.agentworks.core.workspace.WorkspaceId;
import dev.agentworks.core.workspace.WorkspaceScope;
import dev.agentworks.events.run.AgentRunEvent;
import dev.agentworks.starter.servicetoken.ActingUser;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which status follows which when somebody sets it. */
class CardStatusTests extends CoreTest {

    @Autowired private CardRuns runs;
    @Autowired private JsonMapper json;
    private Person owner;
    private JsonNode project;

    @BeforeEach
    void aProject() {
        owner = situations.person();
        project = situations.project(owner);
    }

    @Test
    void everyPairOfTheTableIsTakenAndEveryOtherIsRefusedWithWhatIsPossible() {
        for (var from : CardStatus.values()) {
            for (var to : CardStatus.values()) {
                var card = in(from, "TASK");

                var answer = set(owner, card, to);

                if (from == to || from.following(CardType.TASK).contains(to)) {
                    assertThat(answer.status()).as("%s to %s: %s", from, to, answer).isEqualTo(200);
                    assertThat(answer.text("status")).isEqualTo(to.name());
                } else {
                    assertThat(answer.status()).as("%s to %s", from, to).isEqualTo(409);
                    assertThat(answer.text("type")).endsWith("/status-not-possible");
                    assertThat(answer.body().at("/errors/0/pointer").asString())
                            .isEqualTo("/status");
                    assertThat(
                                    answer.body()
                                            .path("possible")
                                            .valueStream()
                                            .map(it -> CardStatus.valueOf(it.asString())))
                            .containsExactlyInAnyOrderElementsOf(from.following(CardType.TASK));
                }
            }
        }
    }

    @Test
    void aRefusedStatusChangesNothingElseOfTheCard() {
        var card = in(CardStatus.READY, "TASK");

        var refused =
                situations.as(
                        owner,
                        "PATCH",
                        path(card),
                        Map.of("status", "DONE", "title", "Changed", "priority", "HIGH"));

        assertThat(refused.status()).isEqualTo(409);
        var now = situations.as(owner, "GET", path(card), null);
        assertThat(now.text("title")).isEqualTo("A card");
        assertThat(now.body().path("version")).isEqualTo(card.path("version"));
    }

    @Test
    void whatIsCutIntoSmallerWorkIsCalledDoneByAnAdminWithAReason() {
        var member = situations.member(owner, "MEMBER");
        for (var type : List.of("EPIC", "BLUEPRINT", "FEATURE")) {
            assertThat(set(owner, in(CardStatus.IN_PROGRESS, type), CardStatus.DONE).status())
                    .isEqualTo(409);
            var card = in(CardStatus.IN_REVIEW, type);

            var byMember = finish(member, card, "All of it is there");
            var withoutReason = set(owner, card, CardStatus.DONE);
            var withBlanks = finish(owner, card, " \u200b ");
            var withReason = finish(owner, card, "All of it is there");

            assertThat(byMember.status()).isEqualTo(409);
            assertThat(byMember.body().path("possible").toString()).isEqualTo("[\"IN_PROGRESS\"]");
            assertThat(byMember.text("detail")).contains("admin or owner");
            assertThat(withoutReason.status()).isEqualTo(400);
            assertThat(withoutReason.body().at("/errors/0/pointer").asString())
                    .isEqualTo("/reason");
            assertThat(withBlanks.status()).isEqualTo(400);
            assertThat(withReason.text("status")).isEqualTo("DONE");
            assertThat(situations.as(owner, "GET", path(card) + "/history", null).body().toString())
                    .contains("All of it is there");
        }
    }

    @Test
    void aFeatureIsNotMadeATaskToCallItDone() {
        var member = situations.member(owner, "MEMBER");
        var card = in(CardStatus.IN_REVIEW, "FEATURE");

        var answer =
                situations.as(
                        member, "PATCH", path(card), Map.of("type", "TASK", "status", "DONE"));

        assertThat(answer.status()).isEqualTo(409);
    }

    @Test
    void aTaskThatAnAgentWorksOnIsCalledDoneByAnAdminWithAReason() {
        var member = situations.member(owner, "MEMBER");
        var card = in(CardStatus.IN_PROGRESS, "TASK");
        run(card, "RUNNING", 1);

        assertThat(set(member, card, CardStatus.DONE).status()).isEqualTo(409);
        assertThat(set(owner, card, CardStatus.DONE).status()).isEqualTo(400);
        assertThat(finish(owner, card, "It is over").text("status")).isEqualTo("DONE");
    }

    @Test
    void anApiKeyMakesNoExceptionForItsPerson() {
        var card = in(CardStatus.IN_REVIEW, "EPIC");
        var key =
                tokens().bearer(
                                "gateway",
                                new ActingUser(owner.id(), Map.of(), UUID.randomUUID().toString()),
                                "core:public");

        var answer =
                situations.call(
                        key,
                        "PATCH",
                        path(card),
                        Map.of("status", "DONE", "reason", "The script says so"));

        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    void doneReleasesWhatWaitedForTheCardAndItsPlaceInTheLane() {
        situations.rule(owner, project, 5, Map.of("wipLimit", 1, "wipPolicy", "ENFORCE"));
        var card = in(CardStatus.IN_PROGRESS, "TASK");
        var waiting = situations.card(owner, project, 4);
        situations.as(
                owner,
                "POST",
                path(card) + "/links",
                Map.of("toId", waiting.path("id").asString(), "kind", "BLOCKS"));
        assertThat(blockers(waiting)).isEqualTo(1);
        assertThat(situations.card(owner, project, 5, Map.of()).status()).isEqualTo(409);

        set(owner, card, CardStatus.DONE);

        assertThat(blockers(waiting)).isZero();
        assertThat(situations.card(owner, project, 5, Map.of()).status()).isEqualTo(201);
    }

    @Test
    void aRunGivesBackTheStatusThatItChanged() {
        var card = situations.card(owner, project, 5);
        var run = UUID.randomUUID();
        agentSets(card, run, "IN_PROGRESS");
        agentSets(card, run, "IN_REVIEW");

        assertThat(agentSets(card, UUID.randomUUID(), "READY").status()).isEqualTo(409);
        assertThat(agentSets(card, run, "READY").status()).isEqualTo(200);
    }

    @Test
    void aRunDoesNotTakeBackWhatSomebodySetAfterIt() {
        var card = situations.card(owner, project, 5);
        var run = UUID.randomUUID();
        agentSets(card, run, "IN_PROGRESS");
        set(owner, card, CardStatus.IN_REVIEW);

        assertThat(agentSets(card, run, "READY").status()).isEqualTo(409);
    }

    private Answer agentSets(JsonNode card, UUID run, String status) {
        return situations.effect(
                owner,
                UUID.randomUUID().toString(),
                Map.of(
                        "kind",
                        "update_card",
                        "cardId",
                        card.path("id").asString(),
                        "runId",
                        run.toString(),
                        "agentId",
                        "DEV_BACKEND",
                        "status",
                        status));
    }

    private int blockers(JsonNode card) {
        return situations
                .internal(
                        "GET",
                        "/internal/workspaces/%s/cards/%s/context"
                                .formatted(owner.workspace(), card.path("id").asString()),
                        "core:read",
                        null)
                .body()
                .path("blockedBy")
                .size();
    }

    private void run(JsonNode card, String status, int seq) {
        var event = json.createObjectNode();
        event.put("eventId", UUID.randomUUID().toString())
                .put("eventType", "started")
                .put("runId", UUID.randomUUID().toString())
                .put("runSeq", seq)
                .put("cardId", card.path("id").asString())
                .put("workspaceId", owner.workspace())
                .put("projectId", project.path("id").asString())
                .put("agentId", "DEV_BACKEND")
                .put("status", status)
                .put("trigger", "MANUAL")
                .put("laneVisit", 1)
                .put("timestamp", "2026-11-30T10:00:00Z");
        WorkspaceScope.call(
                WorkspaceId.of(owner.workspace()),
                () -> {
                    runs.note(json.treeToValue(event, AgentRunEvent.class));
                    return event;
                });
    }

    /** A card in this status, by way of those that lead there. */
    private JsonNode in(CardStatus status, String type) {
        var card =
                situations
                        .card(
                                owner,
                                project,
                                5,
                                Map.of(
                                        "type",
                                        type,
                                        "status",
                                        status == CardStatus.DRAFT ? "DRAFT" : "READY"))
                        .body();
        var way =
                switch (status) {
                    case DRAFT, READY -> List.<CardStatus>of();
                    case IN_PROGRESS, BLOCKED -> List.of(status);
                    case IN_REVIEW -> List.of(CardStatus.IN_PROGRESS, status);
                    case DONE -> List.of(CardStatus.IN_PROGRESS, CardStatus.IN_REVIEW, status);
                };
        for (var step : way) {
            card = set(owner, card, step).body();
        }
        assertThat(card.path("status").asString()).isEqualTo(status.name());
        return card;
    }

    private Answer set(Person person, JsonNode card, CardStatus status) {
        return situations.as(person, "PATCH", path(card), Map.of("status", status.name()));
    }

    private Answer finish(Person person, JsonNode card, String reason) {
        return situations.as(
                person, "PATCH", path(card), Map.of("status", "DONE", "reason", reason));
    }

    private static String path(JsonNode card) {
        return "/api/cards/" + card.path("id").asString();
    }
}
