package dev.agentworks.core.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.core.CoreTest;
import dev.agentworks.events.run.AgentRunEvent;
import dev.agentworks.events.run.AgentRunEventType;
import dev.agentworks.events.run.RunStatus;
import dev.agentworks.starter.tenancy.DatabaseSubject;
import dev.agentworks.starter.tenancy.TenantScope;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

class AgentRunIntakeTests extends CoreTest {

    @Autowired private CardRuns runs;
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
