package dev.agentworks.core.lanevisit;

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
public final class RunHappenings {

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

    public RunHappenings(CardRuns runs, JsonNode card, String agent) {
        this.runs = runs;
        this.card = card;
        this.agent = agent;
    }

    public UUID id() {
        return id;
    }

    public RunHappenings inVisit(int number) {
        visit = number;
        return this;
    }

    public RunHappenings repeating(RunHappenings other) {
        retryOf = other.id;
        return this;
    }

    public RunHappenings approvedBy(String person) {
        approvedBy = person;
        return this;
    }

    public RunHappenings risking(@Nullable String much) {
        risk = much;
        return this;
    }

    public RunHappenings waitsFor(String code) {
        waitingFor = new RunWait(code, "It waits.");
        return this;
    }

    public RunHappenings because(String code) {
        error = new RunError(code, "It went wrong.");
        return this;
    }

    public RunHappenings is(RunStatus status) {
        return at(++sequence, status);
    }

    public RunHappenings at(long runSeq, RunStatus status) {
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
                        null,
                        Instant.parse("2026-01-01T00:00:00Z").plusSeconds(runSeq));
        TenantScope.run(
                DatabaseSubject.tenant(card.path("workspaceId").asString()),
                () -> runs.note(event));
        return this;
    }
}
