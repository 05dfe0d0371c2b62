package dev.agentworks.core.lanevisit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.core.CoreTest;
import dev.agentworks.core.Situations.Answer;
import dev.agentworks.core.Situations.Person;
import dev.agentworks.events.run.RunStatus;
import dev.agentworks.starter.tenancy.DatabaseSubject;
import dev.agentworks.starter.tenancy.TenantScope;
import dev.agentworks.starter.test.RecordedMessages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

class AutoAdvanceTests extends CoreTest {

    @Autowired private CardRuns runs;
    @Autowired private RecordedMessages messages;
    @Autowired private GateRecheck recheck;
    @Autowired private JdbcClient jdbc;
    @Autowired private TransactionTemplate transaction;

    @Test
    void aSettledCardWhoseCriterionIsMetMovesOnInTheNameOfTheRule() {
        var person = situations.person();
        var card = inAutomaticLane(person, 2);
        situations.document(person, card, "RESEARCH");

        var answer = settled(person, card, 1, true);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.body().path("advanced").asBoolean()).isTrue();
        assertThat(answer.body().path("lane").asInt()).isEqualTo(3);
        assertThat(answer.body().path("laneVisit").asInt()).isEqualTo(2);
        await().untilAsserted(() ->
                assertThat(moves(card))
                        .singleElement()
                        .asString()
                        .contains("\"triggeredBy\":\"rule:auto-advance\""));
    }

    @Test
    void sayingSoAgainAnswersTheSameAndMovesNothing() {
        var person = situations.person();
        var card = inAutomaticLane(person, 2);
        situations.document(person, card, "RESEARCH");
        settled(person, card, 1, true);

        var again = settled(person, card, 1, true);

        assertThat(again.body().path("advanced").asBoolean()).isTrue();
        assertThat(lane(person, card)).isEqualTo(3);
        assertThat(settled(person, card, 3, true).status()).isEqualTo(400);
    }

    @Test
    void sayingSoManyTimesAtOnceMovesTheCardOnce() throws Exception {
        var person = situations.person();
        var card = inAutomaticLane(person, 2);
        situations.document(person, card, "RESEARCH");

        var calls = new ArrayList<Callable<Integer>>();
        for (var count = 0; count < 8; count++) {
            calls.add(() -> settled(person, card, 1, true).status());
        }
        try (var callers = Executors.newFixedThreadPool(8)) {
            for (var call : callers.invokeAll(calls, 30, TimeUnit.SECONDS)) {
                assertThat(call.get()).isEqualTo(200);
            }
        }

        assertThat(read(person, card).path("laneVisit").asInt()).isEqualTo(2);
        assertThat(history(person, card, "moved")).isEqualTo(1);
    }

    @Test
    void aVisitThatDidNotEndWellKeepsTheCard() {
        var person = situations.person();
        var card = inAutomaticLane(person, 2);
        situations.document(person, card, "RESEARCH");

        var failed = settled(person, card, 1, false);
        var mended = settled(person, card, 1, true);

        assertThat(failed.body().path("advanced").asBoolean()).isFalse();
        assertThat(failed.body().path("missing")).isNotEmpty();
        assertThat(mended.body().path("advanced").asBoolean()).isTrue();
    }

    @Test
    void aLaneThatDoesNotAdvanceByItselfOnlySaysWhatIsMissing() {
        var person = situations.person();
        var card = situations.card(person, situations.project(person), 2);

        var without = settled(person, card, 1, true);
        situations.document(person, card, "RESEARCH");
        var with = settled(person, card, 1, true);

        assertThat(without.body().path("missing").toString()).contains("RESEARCH");
        assertThat(with.body().path("missing")).isEmpty();
        assertThat(with.body().path("advanced").asBoolean()).isFalse();
        assertThat(lane(person, card)).isEqualTo(2);
    }

    @Test
    void aDocumentThatComesAfterwardsLetsTheCardGo() {
        var person = situations.person();
        var card = inAutomaticLane(person, 2);

        settled(person, card, 1, true);
        assertThat(lane(person, card)).isEqualTo(2);
        situations.document(person, card, "RESEARCH");

        awaitLane(person, card, 3);
    }

    @Test
    void theApprovalOfABlueprintLetsTheCardGo() {
        var person = situations.person();
        var card = inAutomaticLane(person, 0);
        var document = situations.document(person, card, "BLUEPRINT");
        settled(person, card, 1, true);
        assertThat(lane(person, card)).isZero();

        situations.as(person, "POST", "/api/documents/" + document + "/approve", Map.of());

        awaitLane(person, card, 1);
    }

    @Test
    void aMendedBugLetsItsParentGo() {
        var person = situations.person();
        var card = inAutomaticLane(person, 7);
        var bug = situations.child(person, card, "BUG");
        assertThat(settled(person, card, 1, true).body().path("missing").toString())
                .contains("TL-2 is still open");

        situations.finish(person, bug.text("id"));

        awaitLane(person, card, 8);
    }

    @Test
    void aRuleThatRequiresAnApprovalWaitsForAPersonsWord() {
        var person = situations.person();
        var project = situations.project(person);
        situations.rule(person, project, 2, Map.of("autoAdvance", true, "requireApproval", true));
        var card = situations.card(person, project, 2);
        situations.document(person, card, "RESEARCH");

        assertThat(settled(person, card, 1, true).body().path("missing").toString())
                .contains("approval");
        situations.as(
                person, "POST", "/api/cards/" + card.path("id").asString() + "/approve", Map.of());

        awaitLane(person, card, 3);
    }

    @Test
    void aRunThatIsStillAtWorkKeepsTheCardUntilItEnds() {
        var person = situations.person();
        var card = inAutomaticLane(person, 2);
        situations.document(person, card, "RESEARCH");
        var run = new RunHappenings(runs, card, "RESEARCH").inVisit(1).is(RunStatus.RUNNING);

        assertThat(settled(person, card, 1, true).body().path("missing").toString())
                .contains("RESEARCH");
        run.is(RunStatus.COMPLETED);

        awaitLane(person, card, 3);
    }

    @Test
    void aFullLaneHoldsCardsBackUntilAPlaceIsFree() {
        var person = situations.person();
        var project = situations.project(person);
        situations.rule(person, project, 2, Map.of("autoAdvance", true));
        situations.rule(person, project, 3, Map.of("wipLimit", 1, "wipPolicy", "ENFORCE"));
        var inside = situations.card(person, project, 3);
        var card = situations.card(person, project, 2);
        situations.document(person, card, "RESEARCH");

        assertThat(settled(person, card, 1, true).body().path("missing").toString())
                .contains("at most 1 cards");
        situations.move(person, inside, Map.of("toLane", 0));

        awaitLane(person, card, 3);
    }

    @Test
    void aHigherLimitLetsCardsIn() {
        var person = situations.person();
        var project = situations.project(person);
        situations.rule(person, project, 2, Map.of("autoAdvance", true));
        situations.rule(person, project, 3, Map.of("wipLimit", 1, "wipPolicy", "ENFORCE"));
        situations.card(person, project, 3);
        var card = situations.card(person, project, 2);
        situations.document(person, card, "RESEARCH");
        settled(person, card, 1, true);

        situations.rule(person, project, 3, Map.of("wipLimit", 2));

        awaitLane(person, card, 3);
    }

    @Test
    void twentyCardsGoThroughALaneOfFourAtTheReviewersPace() {
        var person = situations.person();
        var project = situations.project(person);
        situations.rule(person, project, 2, Map.of("autoAdvance", true));
        situations.rule(person, project, 3, Map.of("wipLimit", 4, "wipPolicy", "ENFORCE"));
        var cards = new ArrayList<JsonNode>();
        for (var count = 0; count < 20; count++) {
            var card = situations.card(person, project, 2);
            situations.document(person, card, "RESEARCH");
            cards.add(card);
        }
        cards.forEach(card -> settled(person, card, 1, true));

        for (var through = 0; through < 20; through++) {
            var expected = Math.min(4, 20 - through);
            await().until(() -> inLane(person, project, 3).size() == expected);
            situations.move(
                    person,
                    inLane(person, project, 3).getFirst(),
                    Map.of("toLane", 4, "override", true, "reason", "reviewed"));
        }

        assertThat(inLane(person, project, 4)).hasSize(20);
    }

    @Test
    void aCardThatComesBackBeginsAnotherVisitThatIsNotOverYet() {
        var person = situations.person();
        var card = inAutomaticLane(person, 2);
        situations.document(person, card, "RESEARCH");
        settled(person, card, 1, true);

        situations.move(person, card, Map.of("toLane", 2));
        situations.document(person, card, "RESEARCH");
        assertThat(settled(person, card, 1, true).body().path("laneVisit").asInt()).isEqualTo(3);
        assertThat(lane(person, card)).isEqualTo(2);

        assertThat(settled(person, card, 3, true).body().path("advanced").asBoolean()).isTrue();
    }

    @Test
    void whatACrashForgotIsFoundByTheNextRound() {
        var person = situations.person();
        var card = inAutomaticLane(person, 6);
        settled(person, card, 1, true);
        // as if the service had died between the approval and the recheck that follows it
        TenantScope.run(
                DatabaseSubject.user(person.id()),
                () ->
                        transaction.executeWithoutResult(_ ->
                                jdbc.sql("update card set review_state = 'APPROVED' where id = ?")
                                        .param(UUID.fromString(card.path("id").asString()))
                                        .update()));
        assertThat(lane(person, card)).isEqualTo(6);

        recheck.round();

        assertThat(lane(person, card)).isEqualTo(7);
    }

    @Test
    void theContextNamesBlockersAndAFullNextLane() {
        var person = situations.person();
        var project = situations.project(person);
        situations.rule(person, project, 3, Map.of("wipLimit", 1, "wipPolicy", "ENFORCE"));
        var card = situations.card(person, project, 2);
        var blocker = situations.card(person, project, 2);
        assertThat(context(person, card).path("blockedBy")).isEmpty();
        assertThat(context(person, card).path("nextLane").isNull()).isTrue();
        assertThat(context(person, card).path("budget").isNull()).isTrue();

        situations.effect(
                person,
                "link",
                Map.of(
                        "kind",
                        "link_cards",
                        "cardId",
                        card.path("id").asString(),
                        "runId",
                        "01890000-0000-7000-8000-000000000001",
                        "agentId",
                        "PLANNER",
                        "from",
                        blocker.path("key").asString(),
                        "to",
                        card.path("key").asString(),
                        "link",
                        "BLOCKS"));
        situations.card(person, project, 3);

        assertThat(context(person, card).at("/blockedBy/0/key").asString()).isEqualTo("TL-2");
        assertThat(context(person, card).at("/nextLane/count").asInt()).isEqualTo(1);
        assertThat(context(person, card).at("/nextLane/wipLimit").asInt()).isEqualTo(1);
        situations.finish(person, blocker.path("id").asString());
        assertThat(context(person, card).path("blockedBy")).isEmpty();
    }

    private JsonNode inAutomaticLane(Person person, int lane) {
        var project = situations.project(person);
        situations.rule(person, project, lane, Map.of("autoAdvance", true));
        return situations.card(person, project, lane);
    }

    private Answer settled(Person person, JsonNode card, int visit, boolean completed) {
        return situations.internal(
                "POST",
                "/internal/workspaces/"
                        + person.workspace()
                        + "/cards/"
                        + card.path("id").asString()
                        + "/settled",
                "core:effects",
                Map.of("laneVisit", visit, "completed", completed));
    }

    private JsonNode context(Person person, JsonNode card) {
        return situations
                .internal(
                        "GET",
                        "/internal/workspaces/"
                                + person.workspace()
                                + "/cards/"
                                + card.path("id").asString()
                                + "/context",
                        "core:read",
                        null)
                .body();
    }

    private List<JsonNode> inLane(Person person, JsonNode project, int lane) {
        return situations
                .as(person, "GET", "/api/boards/" + project.path("boardId").asString(), null)
                .body()
                .path("cards")
                .valueStream()
                .filter(card -> card.path("lane").asInt() == lane)
                .toList();
    }

    private long history(Person person, JsonNode card, String action) {
        return situations
                .as(person, "GET", "/api/cards/" + card.path("id").asString() + "/history", null)
                .body()
                .path("items")
                .valueStream()
                .filter(it -> it.path("action").asString().equals(action))
                .count();
    }

    private List<String> moves(JsonNode card) {
        return messages.on("card-events").stream()
                .map(it -> it.body())
                .filter(body ->
                        body.contains(card.path("id").asString()) && body.contains("\"moved\""))
                .toList();
    }

    private void awaitLane(Person person, JsonNode card, int lane) {
        await().until(() -> lane(person, card) == lane);
    }

    private int lane(Person person, JsonNode card) {
        return read(person, card).path("lane").asInt();
    }

    private JsonNode read(Person person, JsonNode card) {
        return situations
                .as(person, "GET", "/api/cards/" + card.path("id").asString(), null)
                .body();
    }
}
