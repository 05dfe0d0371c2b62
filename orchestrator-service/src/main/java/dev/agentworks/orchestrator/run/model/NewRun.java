package dev.agentworks.orchestrator.run.model;

import dev.agentworks.starter.identifier.Uuids;
import java.util.UUID;

/**
 * A run that is wanted.
 *
 * @param triggerKey the same for the same request, however often it is made
 */
public record NewRun(
        String triggerKey,
        RunIdentity identity,
        RunPlacement placement,
        RunTrigger trigger,
        RunUrgency urgency) {

    private static final UUID RUNS = UUID.fromString("5a0d6c0e-9f43-5b62-8d1c-6f6e0c4b7a11");

    /** For an agent of a card. */
    public static NewRun onCard(
            String triggerKey,
            UUID workspace,
            UUID project,
            UUID card,
            String agent,
            RunPlacement placement,
            RunTrigger trigger) {
        return new NewRun(
                triggerKey,
                new RunIdentity(id(triggerKey), workspace, project, card, agent),
                placement,
                trigger,
                RunUrgency.USUAL);
    }

    /** For a task, which stands in for its own card. */
    public static NewRun ofTask(
            String triggerKey,
            UUID workspace,
            UUID project,
            String agent,
            RunTrigger trigger,
            RunUrgency urgency) {
        var id = id(triggerKey);
        return new NewRun(
                triggerKey,
                new RunIdentity(id, workspace, project, id, agent),
                RunPlacement.NONE,
                trigger,
                urgency);
    }

    /** In the place of this run, for the same agent and card. */
    public static NewRun again(String triggerKey, Run run, RunTrigger trigger) {
        return onCard(
                triggerKey,
                run.workspaceId(),
                run.projectId(),
                run.cardId(),
                run.agentId(),
                run.placement(),
                trigger);
    }

    public UUID id() {
        return identity.id();
    }

    public UUID workspaceId() {
        return identity.workspaceId();
    }

    public UUID projectId() {
        return identity.projectId();
    }

    public UUID cardId() {
        return identity.cardId();
    }

    public String agentId() {
        return identity.agentId();
    }

    /** The id of the run that this request makes, known before it is made. */
    public static UUID id(String triggerKey) {
        return Uuids.v5(RUNS, triggerKey);
    }

    /** The key of an agent that a lane visit starts by itself. */
    public static String laneTrigger(UUID card, int visit, String agent, int ordinal) {
        return "card/%s/visit/%d/%s/%d".formatted(card, visit, agent, ordinal);
    }
}
