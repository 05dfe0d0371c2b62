package dev.agentworks.core.lanevisit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.core.CoreTest;
import dev.agentworks.core.Situations.Person;
import dev.agentworks.events.run.RunStatus;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Which runs open the gates of Build and Deploy. */
class BuildGateTests extends CoreTest {

    @Autowired private CardRuns runs;

    @Test
    void buildIsReviewedWhenEveryRunIsCompletedAndApproved() {
        var person = situations.person();
        var card = situations.card(person, situations.project(person), 5);
        assertThat(missing(person, card)).contains("a completed run of a build agent");

        var backend = run(card, "DEV_BACKEND").is(RunStatus.RUNNING);
        assertThat(missing(person, card)).contains("DEV_BACKEND is RUNNING");
        backend.is(RunStatus.COMPLETED);
        assertThat(missing(person, card)).contains("approval of what DEV_BACKEND made");
        backend.approvedBy(person.id()).is(RunStatus.COMPLETED);
        assertThat(met(person, card)).isTrue();

        run(card, "DEV_FRONTEND").is(RunStatus.FAILED);
        assertThat(missing(person, card)).contains("DEV_FRONTEND is FAILED");
        assertThat(situations.move(person, card, Map.of("toLane", 6)).status()).isEqualTo(409);
    }

    @Test
    void aRetriedRunStandsForTheFailedOneAlongAChain() {
        var person = situations.person();
        var card = situations.card(person, situations.project(person), 5);
        var first = run(card, "DEVOPS").is(RunStatus.FAILED);
        var second = run(card, "DEVOPS").repeating(first).is(RunStatus.FAILED);
        assertThat(met(person, card)).isFalse();

        run(card, "DEVOPS").repeating(second).approvedBy(person.id()).is(RunStatus.COMPLETED);

        assertThat(met(person, card)).isTrue();
    }

    @Test
    void aRejectedRunCountsByItsRework() {
        var person = situations.person();
        var card = situations.card(person, situations.project(person), 5);
        var rejected = run(card, "DEV_BACKEND").because("rejected").is(RunStatus.CANCELLED);
        assertThat(met(person, card)).isFalse();

        run(card, "DEV_BACKEND")
                .repeating(rejected)
                .approvedBy(person.id())
                .is(RunStatus.COMPLETED);

        assertThat(met(person, card)).isTrue();
    }

    @Test
    void aLateEventCountsForItsOwnVisit() {
        var person = situations.person();
        var card = situations.card(person, situations.project(person), 5);
        situations.move(person, card, Map.of("toLane", 4));
        situations.move(person, card, Map.of("toLane", 5, "override", true, "reason", "once more"));

        run(card, "DEV_BACKEND").approvedBy(person.id()).is(RunStatus.COMPLETED);

        assertThat(missing(person, card)).contains("a completed run of a build agent");
        new RunHappenings(runs, card, "DEV_BACKEND")
                .inVisit(3)
                .approvedBy(person.id())
                .is(RunStatus.COMPLETED);
        assertThat(met(person, card)).isTrue();
    }

    @Test
    void aRuleThatRequiresApprovalAsksForTheCardsBesides() {
        var person = situations.person();
        var project = situations.project(person);
        situations.rule(person, project, 5, Map.of("requireApproval", true));
        var card = situations.card(person, project, 5);
        run(card, "DEV_BACKEND").approvedBy(person.id()).is(RunStatus.COMPLETED);
        assertThat(missing(person, card)).contains("the approval of the card by a person");

        approve(person, card);

        assertThat(met(person, card)).isTrue();
    }

    @Test
    void aDeploymentThatAPersonApprovedIsEnough() {
        var person = situations.person();
        var card = situations.card(person, situations.project(person), 8);
        var run = run(card, "DEPLOYMENT").is(RunStatus.COMPLETED);
        assertThat(met(person, card)).isFalse();

        run.approvedBy(person.id()).is(RunStatus.COMPLETED);

        assertThat(met(person, card)).isTrue();
    }

    @Test
    void anAgentOfTheProjectCountsByTheRiskItsRunsTellOf() {
        var person = situations.person();
        var card = situations.card(person, situations.project(person), 5);
        var risky = run(card, "MIGRATOR").risking("high").is(RunStatus.RUNNING);
        risky.is(RunStatus.COMPLETED);
        assertThat(missing(person, card)).contains("approval of what MIGRATOR made");
        assertThat(situations.move(person, card, Map.of("toLane", 6)).status()).isEqualTo(409);

        risky.approvedBy(person.id()).is(RunStatus.COMPLETED);
        run(card, "LINTER").risking("medium").is(RunStatus.COMPLETED);

        assertThat(met(person, card)).isTrue();
    }

    @Test
    void aRiskOnceToldIsNotForgotten() {
        var person = situations.person();
        var card = situations.card(person, situations.project(person), 8);
        run(card, "DEPLOYMENT").approvedBy(person.id()).is(RunStatus.COMPLETED);
        var told = run(card, "MIGRATOR").risking("high").is(RunStatus.RUNNING);

        told.risking(null).is(RunStatus.COMPLETED);

        assertThat(missing(person, card)).contains("approval of what MIGRATOR made");
        told.approvedBy(person.id()).is(RunStatus.COMPLETED);
        assertThat(met(person, card)).isTrue();
    }

    @Test
    void anApprovalCountsForTheVisitItWasGivenIn() {
        var person = situations.person();
        var project = situations.project(person);
        for (var lane : new int[] {6, 8}) {
            var card = situations.card(person, project, lane);
            approve(person, card);
            assertThat(met(person, card)).isTrue();

            situations.move(person, card, Map.of("toLane", lane - 1));
            situations.move(
                    person, card, Map.of("toLane", lane, "override", true, "reason", "again"));

            assertThat(met(person, card)).isFalse();
            assertThat(read(person, card).path("reviewState").asString()).isEqualTo("NONE");
        }
    }

    @Test
    void anApprovalAllowsAndDoesNotComplete() {
        var person = situations.person();
        var card = situations.card(person, situations.project(person), 6);

        approve(person, card);

        assertThat(read(person, card).path("lane").asInt()).isEqualTo(6);
        assertThat(read(person, card).path("status").asString()).isNotEqualTo("DONE");
    }

    private RunHappenings run(JsonNode card, String agent) {
        return new RunHappenings(runs, card, agent).inVisit(1);
    }

    private void approve(Person person, JsonNode card) {
        situations.as(
                person, "POST", "/api/cards/" + card.path("id").asString() + "/approve", Map.of());
    }

    private boolean met(Person person, JsonNode card) {
        return read(person, card).at("/exitCriterion/met").asBoolean();
    }

    private String missing(Person person, JsonNode card) {
        return read(person, card).at("/exitCriterion/missing").toString();
    }

    private JsonNode read(Person person, JsonNode card) {
        return situations
                .as(person, "GET", "/api/cards/" + card.path("id").asString(), null)
                .body();
    }
}
