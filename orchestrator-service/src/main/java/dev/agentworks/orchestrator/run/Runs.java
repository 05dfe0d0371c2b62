package dev.agentworks.orchestrator.run;

import dev.agentworks.events.run.RunWait;
import dev.agentworks.orchestrator.agent.AgentDefinition;
import dev.agentworks.orchestrator.agent.BuiltInAgents;
import dev.agentworks.orchestrator.agent.ProjectAgents;
import dev.agentworks.orchestrator.client.CardContext;
import dev.agentworks.orchestrator.client.Core;
import dev.agentworks.orchestrator.lane.CardCursors;
import dev.agentworks.orchestrator.lane.LaneEngine;
import dev.agentworks.orchestrator.lane.LaneVisits;
import dev.agentworks.orchestrator.run.model.NewRun;
import dev.agentworks.orchestrator.run.model.Run;
import dev.agentworks.orchestrator.run.model.RunPlacement;
import dev.agentworks.orchestrator.run.model.RunTrigger;
import dev.agentworks.orchestrator.run.model.StopReason;
import dev.agentworks.orchestrator.run.store.RunStore;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.ActingUser;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What people may ask of runs: to start one by hand, to stop one, to try one again. */
@Component
public class Runs {

    private final RunQueries queries;
    private final RunQueue queue;
    private final CardAccess access;
    private final BuiltInAgents agents;
    private final ProjectAgents projects;
    private final Core core;
    private final CardCursors cards;
    private final LaneVisits visits;
    private final RunStore store;
    private final RunCommands commands;
    private final TransactionTemplate transaction;

    Runs(
            RunQueries queries,
            RunQueue queue,
            CardAccess access,
            BuiltInAgents agents,
            ProjectAgents projects,
            Core core,
            CardCursors cards,
            LaneVisits visits,
            RunStore store,
            RunCommands commands,
            TransactionTemplate transaction) {
        this.queries = queries;
        this.queue = queue;
        this.access = access;
        this.agents = agents;
        this.projects = projects;
        this.core = core;
        this.cards = cards;
        this.visits = visits;
        this.store = store;
        this.commands = commands;
        this.transaction = transaction;
    }

    /** Starts the agent on the card; the same command again answers with the run it made. */
    public Run start(
            UUID card,
            String agentId,
            @Nullable String instructions,
            String command,
            ActingUser user) {
        var seen = access.requireVisible(card, user);
        access.requireWriter(seen.workspaceId(), user);
        var agent = requireUsable(seen.projectId(), agentId);
        var context =
                core.context(seen.workspaceId(), card)
                        .orElseThrow(() ->
                                new ProblemException(
                                        CommonError.NOT_FOUND, "There is no card " + card + "."));
        requireInLane(agent, context);
        return make(
                NewRun.onCard(
                        "command/%s/%s".formatted(user.id(), command),
                        seen.workspaceId(),
                        seen.projectId(),
                        card,
                        agent.id(),
                        new RunPlacement(context.lane().number(), context.laneVisit(), null),
                        new RunTrigger(
                                RunTrigger.Kind.MANUAL, "user:" + user.id(), instructions, null)),
                LaneEngine.hold(context));
    }

    /** Makes a new run for one that did not complete, in its place in the sequence. */
    public Run retry(UUID id, String command, ActingUser user) {
        var run = requireWritable(id, user);
        if (!run.isOver()) {
            throw new ProblemException(
                    RunError.RUN_NOT_OVER,
                    "Run %s is %s; cancel it first.".formatted(id, run.status()));
        }
        requireUsable(run.projectId(), run.agentId());
        return make(
                NewRun.again(
                        "retry/%s/%s/%s".formatted(user.id(), id, command),
                        run,
                        new RunTrigger(
                                RunTrigger.Kind.RETRY,
                                "user:" + user.id(),
                                run.trigger().instructions(),
                                id)),
                null);
    }

    public Run cancel(UUID id, RunCommand command) {
        var run = requireWritable(id, command.user());
        transaction.executeWithoutResult(_ -> {
            cards.lock(run.cardId(), run.workspaceId(), run.projectId());
            if (commands.isDone(command, id)) {
                return;
            }
            if (run.isOver()) {
                throw new ProblemException(
                        RunError.RUN_OVER, "Run %s is %s already.".formatted(id, run.status()));
            }
            queue.stop(id, StopReason.CANCELLED);
        });
        return queries.require(id, command.user());
    }

    private Run make(NewRun wanted, @Nullable RunWait hold) {
        return Objects.requireNonNull(
                transaction.execute(_ -> {
                    cards.lock(wanted.cardId(), wanted.workspaceId(), wanted.projectId());
                    var before = byTrigger(wanted);
                    if (before != null) {
                        return before;
                    }
                    refuseSecond(wanted);
                    return queued(wanted, hold);
                }));
    }

    // what a visit may hold back is held until a recheck: a retry did not read the card
    private Run queued(NewRun wanted, @Nullable RunWait hold) {
        boolean toBeLookedAt =
                hold != null
                        || wanted.trigger().retryOf() != null
                                && visits.active(wanted.cardId())
                                        .filter(visit ->
                                                visit.number() == wanted.placement().laneVisit())
                                        .isPresent();
        if (!toBeLookedAt) {
            return queue.queue(wanted).orElseThrow();
        }
        var run = queue.queueHeld(wanted, hold).orElseThrow();
        visits.requestRecheck(wanted.cardId());
        return run;
    }

    private @Nullable Run byTrigger(NewRun wanted) {
        var before = store.byTrigger(wanted.triggerKey()).orElse(null);
        if (before != null
                && !(before.cardId().equals(wanted.cardId())
                        && before.agentId().equals(wanted.agentId())
                        && Objects.equals(
                                before.trigger().instructions(),
                                wanted.trigger().instructions()))) {
            throw new ProblemException(
                    CommonError.KEY_REUSED, "This Idempotency-Key was used for another run.");
        }
        return before;
    }

    private void refuseSecond(NewRun wanted) {
        store.openOf(wanted.cardId(), wanted.agentId())
                .ifPresent(open -> {
                    throw new ProblemException(
                                    RunError.RUN_IN_PROGRESS,
                                    "%s works on this card in run %s; wait for its end or cancel it."
                                            .formatted(wanted.agentId(), open))
                            .with("runId", open.toString());
                });
    }

    private Run requireWritable(UUID id, ActingUser user) {
        var run = queries.require(id, user);
        access.requireWriter(run.workspaceId(), user);
        return run;
    }

    private AgentDefinition requireUsable(UUID project, String id) {
        var found =
                projects.find(project, id)
                        .orElseThrow(() ->
                                new ProblemException(
                                        CommonError.NOT_FOUND,
                                        "There is no agent of this name; GET /api/agents lists"
                                                + " them."));
        var agent = found.definition();
        if (!found.enabled()) {
            throw new ProblemException(
                    RunError.AGENT_DISABLED,
                    "%s is switched off in this project.".formatted(agent.name()));
        }
        agents.unavailability(agent)
                .ifPresent(reason -> {
                    throw new ProblemException(RunError.AGENT_UNAVAILABLE, reason);
                });
        return agent;
    }

    private static void requireInLane(AgentDefinition agent, CardContext context) {
        var lane = context.lane();
        if (!agent.lanes().contains(lane.number()) && !lane.names(agent.id())) {
            throw new ProblemException(
                    RunError.AGENT_NOT_IN_LANE,
                    "%s works in lanes %s; the card stands in %s."
                            .formatted(agent.name(), agent.lanes(), lane.name()));
        }
    }
}
