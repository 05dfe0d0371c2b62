package dev.agentworks.core.card;

import dev.agentworks.events.run.AgentRunEvent;
import dev.agentworks.events.run.AgentRunEventType;
import dev.agentworks.events.run.RunError;
import dev.agentworks.events.run.RunStatus;
import dev.agentworks.events.run.RunWait;
import dev.agentworks.starter.tenancy.DatabaseSubject;
import dev.agentworks.starter.tenancy.TenantScope;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What core hears of one run of an agent on a card, in the order it is told here. */
final class RunHappenings {

    private final CardRuns runs;
    private final JsonNode card;
    private final String agent;
    private final UUID id = UUID.randomUUID();
    private @Nullable Integer visit;
    private @Nullable UUID retryOf;
    private @Nullable String approvedBy;
    private @Nullable RunWait waitingFor;
    private @Nullable RunError error;
    private @Nullable String risk;
    private long sequence;

    RunHappenings(CardRuns runs, JsonNode card, String agent) {
        this.runs = runs;
        this.card = card;
        this.agent = agent;
    }

    UUID id() {
        return id;
    }

    RunHappenings inVisit(int number) {
        visit = number;
        return this;
    }

    RunHappenings repeating(RunHappenings other) {
        retryOf = other.id;
        return this;
    }

    RunHappenings approvedBy(String person) {
        approvedBy = person;
        return this;
    }

    RunHappenings risking(@Nullable String much) {
        risk = much;
        return this;
    }

    RunHappenings waitsFor(String code) {
        waitingFor = new RunWait(code, "It waits.");
        return this;
    }

    RunHappenings because(String code) {
        error = new RunError(code, "It went wrong.");
        return this;
    }

    RunHappenings is(RunStatus status) {
        return at(++sequence, status);
    }

    RunHappenings at(long runSeq, RunStatus status) {
        var event =
                new AgentRunEvent(
                        UUID.randomUUID().toString(),
                        AgentRunEventType.PROGRESS,
                        id,
                        runSeq,
                        UUID.fromString(card.path("id").asString()),
                        UUID.fromString(card.path("workspaceId").asString()),
                        UUID.fromString(card.path("projectId").asString()),
                        agent,
                        status,
                        null,
                        null,
                        error,
                        null,
                        visit,
                        null,
                        retryOf,
                        approvedBy,
                        waitingFor,
                        risk,
                        Instant.parse("2026-01-01T00:00:00Z").plusSeconds(runSeq));
        TenantScope.run(
                DatabaseSubject.tenant(card.path("workspaceId").asString()),
                () -> runs.note(event));
        return this;
    }
}
