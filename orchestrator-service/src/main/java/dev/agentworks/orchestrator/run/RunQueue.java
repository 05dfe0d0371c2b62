package dev.agentworks.orchestrator.run;

import dev.agentworks.events.run.RunStatus;
import dev.agentworks.events.run.RunWait;
import dev.agentworks.orchestrator.agent.AgentDefinition;
import dev.agentworks.orchestrator.agent.ProjectAgent;
import dev.agentworks.orchestrator.agent.ProjectAgents;
import dev.agentworks.orchestrator.estimate.Estimate;
import dev.agentworks.orchestrator.estimate.Estimates;
import dev.agentworks.orchestrator.outgoing.LogLine;
import dev.agentworks.orchestrator.run.model.NewRun;
import dev.agentworks.orchestrator.run.model.Run;
import dev.agentworks.orchestrator.run.model.RunChange;
import dev.agentworks.orchestrator.run.model.RunState;
import dev.agentworks.orchestrator.run.model.StopReason;
import dev.agentworks.orchestrator.run.store.RunStore;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes runs and ends those that are no longer wanted; always within the transaction of the
 * decision.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class RunQueue {

    private static final RunWait LIMITED =
            new RunWait(
                    "workspace-limit",
                    "Waits for its turn: the workspace has as many agents at work as it may.");

    private final RunStore store;
    private final RunWriter writer;
    private final ProjectAgents agents;
    private final Estimates estimates;
    private final ApplicationEventPublisher events;

    RunQueue(
            RunStore store,
            RunWriter writer,
            ProjectAgents agents,
            Estimates estimates,
            ApplicationEventPublisher events) {
        this.store = store;
        this.writer = writer;
        this.agents = agents;
        this.estimates = estimates;
        this.events = events;
    }

    /** Queues the run and announces it; empty when this request has made one before. */
    public Optional<Run> queue(NewRun wanted) {
        return insert(wanted, RunStatus.QUEUED, true, null)
                .map(run -> {
                    var line = LogLine.info(run.agentId() + " is queued");
                    writer.announce(run, RunChange.back().line(line));
                    events.publishEvent(new RunBecameDue(run.id()));
                    return run;
                });
    }

    /** Queues the run, but its lane visit holds it back until it is released. */
    public Optional<Run> queueHeld(NewRun wanted, @Nullable RunWait why) {
        return insert(wanted, RunStatus.QUEUED, false, why)
                .map(run -> {
                    var queued = run.agentId() + " is queued";
                    var line = LogLine.info(why == null ? queued : queued + ": " + why.detail());
                    writer.announce(run, RunChange.to(RunStatus.QUEUED).line(line));
                    return run;
                });
    }

    /** Notes that the agent's turn came and passed: the project has switched it off. */
    public void skip(NewRun wanted) {
        var why = "%s is switched off in this project: skipped.".formatted(wanted.agentId());
        insert(wanted, RunStatus.CANCELLED, false, new RunWait(VisitRuns.SKIPPED, why))
                .ifPresent(run ->
                        writer.announce(
                                run, RunChange.to(RunStatus.CANCELLED).line(LogLine.warn(why))));
    }

    /** A held run goes on waiting; whether that is for another reason than before. */
    public boolean hold(UUID held, RunWait why) {
        var told = store.hold(held, why);
        told.ifPresent(run ->
                writer.announce(
                        run, RunChange.to(RunStatus.QUEUED).line(LogLine.warn(why.detail()))));
        return told.isPresent();
    }

    /** The run could start, but its workspace has as many at work as it may. */
    void limited(UUID waiting) {
        store.holdReady(waiting, LIMITED)
                .ifPresent(run ->
                        writer.announce(
                                run,
                                RunChange.to(RunStatus.QUEUED)
                                        .line(LogLine.info(LIMITED.detail()))));
    }

    /** A held run may start. */
    public void release(UUID held) {
        store.release(held)
                .ifPresent(released -> {
                    var run = released.run();
                    var change = RunChange.back();
                    if (released.waited()) {
                        change.line(LogLine.info("nothing holds it back any more"));
                    }
                    writer.announce(run, change);
                    events.publishEvent(new RunBecameDue(run.id()));
                });
    }

    /** Ends the work that earlier visits of the card started, model calls under way included. */
    public void supersede(UUID card, int currentVisit) {
        store.openBefore(card, currentVisit).forEach(run -> stop(run, StopReason.SUPERSEDED));
    }

    /**
     * Ends a run now when no worker holds it, else asks its holder to. Over already: nothing
     * happens.
     */
    public void stop(UUID run, StopReason reason) {
        // locked first: its holder must not give it back between the two attempts
        store.lock(run);
        var cancelled =
                RunChange.to(RunStatus.CANCELLED)
                        .error(reason.code(), reason.sentence())
                        .line(LogLine.warn("cancelled: " + reason.sentence()));
        if (writer.unbegun(run, cancelled).isPresent()) {
            return;
        }
        // what it began is undone by the worker that takes it next
        if (writer.unheld(run, RunChange.back()).isPresent()) {
            events.publishEvent(new RunBecameDue(run));
        }
        if (store.requestStop(run, reason)) {
            events.publishEvent(new RunStopRequested(run, reason));
        }
    }

    private Optional<Run> insert(
            NewRun wanted, RunStatus status, boolean ready, @Nullable RunWait why) {
        var agent =
                agents.find(wanted.projectId(), wanted.agentId())
                        .map(ProjectAgent::definition)
                        .orElse(null);
        var estimate = RunState.isOver(status) || agent == null ? null : estimate(wanted, agent);
        return store.insert(
                wanted, status, ready, why, estimate, agent == null ? null : agent.risk());
    }

    private @Nullable Estimate estimate(NewRun wanted, AgentDefinition agent) {
        return estimates
                .of(
                        wanted.workspaceId(),
                        agent.id(),
                        wanted.placement().lane(),
                        agent.provider(),
                        agent.model())
                .orElse(null);
    }
}
