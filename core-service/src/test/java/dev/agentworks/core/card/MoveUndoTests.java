package dev.agentworks.core.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.core.CoreTest;
import dev.agentworks.core.Situations.Answer;
import dev.agentworks.core.Situations.Person;
import dev.agentworks.core.lanevisit.CardRuns;
import dev.agentworks.core.lanevisit.RunHappenings;
import dev.agentworks.events.run.RunStatus;
import dev.agentworks.starter.test.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A move that its mover takes back. */
class MoveUndoTests extends CoreTest {

    @Autowired private CardRuns runs;
    @Autowired private SettableClock clock;
    private Person owner;
    private JsonNode project;
    private JsonNode card;

    @BeforeEach
    void threeCardsInALane() {
        owner = situations.person();
        project = situations.project(owner);
        situations.card(owner, project, 6);
        card = situations.card(owner, project, 6);
        situations.card(owner, project, 6);
        situations.as(owner, "POST", path("/approve"), Map.of());
        card = read();
    }

    @AfterEach
    void theClockGoesOn() {
        clock.reset();
    }

    @Test
    void theCardIsBackInItsLaneAtItsPlaceWithItsStatusAndApproval() {
        move(7);

        var undone = undo(owner);

        assertThat(undone.status()).as(undone.toString()).isEqualTo(200);
        for (var field :
                List.of("lane", "laneId", "position", "status", "reviewState", "ruleVersion")) {
            assertThat(undone.body().path(field)).as(field).isEqualTo(card.path(field));
        }
        assertThat(undone.body().at("/exitCriterion/met").asBoolean()).isTrue();
        var history = situations.as(owner, "GET", path("/history"), null).body();
        assertThat(history.at("/items/0/action").asString()).isEqualTo("move-undone");
        assertThat(history.at("/items/0/changes/lane/to").asInt()).isEqualTo(6);
    }

    @Test
    void aPlaceInTheSameLaneIsTakenBackToo() {
        situations.move(owner, card, Map.of("toLane", 6, "position", 0));

        var undone = undo(owner);

        assertThat(undone.body().path("position").asInt()).isEqualTo(1);
        assertThat(undone.body().path("laneVisit")).isEqualTo(card.path("laneVisit"));
        assertThat(undone.body().path("reviewState").asString()).isEqualTo("APPROVED");
    }

    @Test
    void aCardThatTheMoveCompletedIsOpenAgain() {
        card = situations.card(owner, project, 9);
        situations.document(owner, card, "USER_GUIDE");
        assertThat(move(10).text("status")).isEqualTo("DONE");

        assertThat(undo(owner).text("status")).isEqualTo("READY");
    }

    @Test
    void noAgentStartsByItselfAgain() {
        move(7);
        undo(owner);

        var context =
                situations
                        .internal(
                                "GET",
                                "/internal/workspaces/%s/cards/%s/context"
                                        .formatted(owner.workspace(), card.path("id").asString()),
                                "core:read",
                                null)
                        .body();

        assertThat(context.path("laneVisit").asInt()).isEqualTo(card.path("laneVisit").asInt() + 2);
        assertThat(context.at("/lane/onEntry")).isEmpty();
        assertThat(context.at("/lane/parallel")).isEmpty();
    }

    @Test
    void whatRanBeforeTheMoveCountsAgain() {
        card = situations.card(owner, project, 5);
        run("DEV_BACKEND").approvedBy(owner.id()).is(RunStatus.COMPLETED);
        assertThat(read().at("/exitCriterion/met").asBoolean()).isTrue();
        move(6);

        assertThat(undo(owner).body().at("/exitCriterion/met").asBoolean()).isTrue();
    }

    @Test
    void itIsUndoneOnceAndWithinTenSeconds() {
        move(7);
        clock.advance(Duration.ofSeconds(11));
        assertRefused(undo(owner), "within 10 seconds");
        clock.reset();

        move(6);
        assertThat(undo(owner).status()).isEqualTo(200);
        assertRefused(undo(owner), "no move");
    }

    @Test
    void onlyTheMoverTakesItBack() {
        var member = situations.member(owner, "MEMBER");
        move(7);

        assertRefused(undo(member), "Somebody else");
        assertThat(undo(situations.member(owner, "VIEWER")).status()).isEqualTo(403);
        assertThat(undo(situations.person()).status()).isEqualTo(404);
        assertThat(read().path("lane").asInt()).isEqualTo(7);
    }

    @Test
    void nothingIsTakenBackAfterSomethingElseChangedTheCard() {
        move(7);
        situations.as(owner, "PATCH", path(""), Map.of("title", "Another"));

        assertRefused(undo(owner), "something else changed it");
    }

    @Test
    void aRunThatWaitsForItsTurnDoesNotKeepTheCardButOneThatBeganDoes() {
        move(7);
        run("QA").is(RunStatus.QUEUED);
        assertThat(undo(owner).status()).isEqualTo(200);

        move(7);
        run("QA").is(RunStatus.RUNNING);
        assertRefused(undo(owner), "QA");
        assertThat(read().path("lane").asInt()).isEqualTo(7);
    }

    @Test
    void aLaneThatFilledUpInTheMeantimeTakesNothingBack() {
        situations.rule(owner, project, 6, Map.of("wipLimit", 3, "wipPolicy", "ENFORCE"));
        move(7);
        situations.card(owner, project, 6);

        assertThat(undo(owner).text("type")).endsWith("/wip-limit-reached");
        assertThat(read().path("lane").asInt()).isEqualTo(7);
    }

    private RunHappenings run(String agent) {
        return new RunHappenings(runs, read(), agent);
    }

    private static void assertRefused(Answer answer, String why) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(409);
        assertThat(answer.text("type")).endsWith("/undo-not-possible");
        assertThat(answer.text("detail")).contains(why);
    }

    private Answer move(int lane) {
        var moved =
                situations.move(
                        owner, card, Map.of("toLane", lane, "override", true, "reason", "a test"));
        assertThat(moved.status()).as(moved.toString()).isEqualTo(200);
        return moved;
    }

    private Answer undo(Person person) {
        return situations.as(person, "POST", path("/move/undo"), null);
    }

    private JsonNode read() {
        return situations.as(owner, "GET", path(""), null).body();
    }

    private String path(String route) {
        return "/api/cards/" + card.path("id").asString() + route;
    }
}
