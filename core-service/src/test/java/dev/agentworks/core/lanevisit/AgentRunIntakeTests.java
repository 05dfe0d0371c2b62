package dev.agentworks.core.lanevisit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.core.CoreTest;
import dev.agentworks.events.run.AgentRunEvent;
import dev.agentworks.events.run.AgentRunEventType;
import dev.agentworks.events.run.RunStatus;
import dev.agentworks.starter.tenancy.DatabaseSubject;
import dev.agentworks.starter.tenancy.TenantScope;
import dev.agentworks.starter.test.RecordedMessages;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

class AgentRunIntakeTests extends CoreTest {

    @Autowired private CardRuns runs;
    @Autowired private RecordedMessages messages;
    @Autowired private JdbcClient jdbc;
    @Autowired private TransactionTemplate transaction;

    @Test
    void aCardShowsTheRunAtWorkUntilItEnds() {
        var person = situations.person();
        var card = situations.card(person, situations.project(person), 0);
        var run = UUID.randomUUID();

        note(card, run, 2, AgentRunEventType.STARTED, RunStatus.RUNNING);
        assertThat(read(person, card).at("/activeRun/agentId").asString()).isEqualTo("PRD");
        assertThat(read(person, card).path("status").asString()).isEqualTo("IN_PROGRESS");

        note(card, run, 5, AgentRunEventType.COMPLETED, RunStatus.COMPLETED);
        assertThat(read(person, card).path("activeRun").isNull()).isTrue();
    }

    @Test
    void lateAndDoubleEventsChangeNothing() {
        var person = situations.person();
        var card = situations.card(person, situations.project(person), 0);
        var run = UUID.randomUUID();

        note(card, run, 5, AgentRunEventType.COMPLETED, RunStatus.COMPLETED);
        note(card, run, 2, AgentRunEventType.STARTED, RunStatus.RUNNING);
        note(card, run, 5, AgentRunEventType.COMPLETED, RunStatus.COMPLETED);

        assertThat(read(person, card).path("activeRun").isNull()).isTrue();
        await().untilAsserted(() -> assertThat(countRuns(person.workspace())).isEqualTo(1));
    }

    @Test
    void aCardThatARunBeginsIsInProgressUnderANewVersionAndTold() {
        var person = situations.person();
        var card = situations.card(person, situations.project(person), 0);

        new RunHappenings(runs, card, "PRD").inVisit(1).is(RunStatus.RUNNING);

        assertThat(read(person, card).path("version").asInt()).isEqualTo(2);
        var told =
                await().until(
                                () ->
                                        messages.on("card-events").stream()
                                                .map(it -> it.body())
                                                .filter(body ->
                                                        body.contains(card.path("id").asString())
                                                                && body.contains("\"updated\""))
                                                .toList(),
                                found -> !found.isEmpty());
        assertThat(told)
                .singleElement()
                .asString()
                .contains("\"triggeredBy\":\"agent:PRD\"", "IN_PROGRESS");
    }

    @Test
    void aCardSaysWhatItsRunWaitsFor() {
        var person = situations.person();
        var card = situations.card(person, situations.project(person), 0);

        new RunHappenings(runs, card, "PRD").waitsFor("wip-limit-reached").is(RunStatus.QUEUED);

        assertThat(read(person, card).at("/activeRun/waitingFor/code").asString())
                .isEqualTo("wip-limit-reached");
    }

    @Test
    void aCardSaysWhyItsRunWasParkedUntilAnotherStandsForIt() {
        var person = situations.person();
        var card = situations.card(person, situations.project(person), 0);
        var parked =
                new RunHappenings(runs, card, "PRD")
                        .because("tool-calls-wrong")
                        .is(RunStatus.PARKED);

        assertThat(read(person, card).at("/lastRun/status").asString()).isEqualTo("PARKED");
        assertThat(read(person, card).at("/lastRun/error/code").asString())
                .isEqualTo("tool-calls-wrong");
        var shown =
                situations
                        .as(person, "GET", "/api/boards/" + card.path("boardId").asString(), null)
                        .body();
        assertThat(shown.at("/cards/0/lastRun/error/message").asString())
                .isEqualTo("It went wrong.");

        new RunHappenings(runs, card, "PRD").repeating(parked).is(RunStatus.RUNNING);
        assertThat(read(person, card).path("lastRun").isNull()).isTrue();
    }

    private void note(
            JsonNode card, UUID run, long sequence, AgentRunEventType type, RunStatus status) {
        var event =
                new AgentRunEvent(
                        UUID.randomUUID().toString(),
                        type,
                        run,
                        sequence,
                        UUID.fromString(card.path("id").asString()),
                        UUID.fromString(card.path("workspaceId").asString()),
                        UUID.fromString(card.path("projectId").asString()),
                        "PRD",
                        status,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        Instant.parse("2026-01-01T00:00:00Z"));
        TenantScope.run(
                DatabaseSubject.tenant(card.path("workspaceId").asString()),
                () -> runs.note(event));
    }

    private JsonNode read(dev.agentworks.core.Situations.Person person, JsonNode card) {
        return situations
                .as(person, "GET", "/api/cards/" + card.path("id").asString(), null)
                .body();
    }

    private int countRuns(String workspace) {
        return TenantScope.call(
                DatabaseSubject.tenant(workspace),
                () ->
                        transaction.execute(_ ->
                                jdbc.sql("select count(*) from card_run")
                                        .query(Integer.class)
                                        .single()));
    }
}
