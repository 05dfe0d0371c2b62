package dev.agentworks.orchestrator.run;

import dev.agentworks.events.run.AgentRunEventType;
import dev.agentworks.events.run.RunError;
import dev.agentworks.events.run.RunStatus;
import dev.agentworks.events.run.RunUsage;
import dev.agentworks.orchestrator.outgoing.EventPublisher;
import dev.agentworks.orchestrator.outgoing.LogLine;
import dev.agentworks.orchestrator.outgoing.RunEventDetails;
import dev.agentworks.orchestrator.outgoing.TextLines;
import dev.agentworks.orchestrator.run.model.Run;
import dev.agentworks.orchestrator.run.model.RunChange;
import dev.agentworks.orchestrator.run.model.StepDone;
import dev.agentworks.orchestrator.run.model.StepIntent;
import dev.agentworks.orchestrator.run.store.RunStore;
import dev.agentworks.starter.outbox.OutgoingMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Changes a run's row and announces it, in the transaction of the caller. */
@Component
class RunWriter {

    private final RunStore store;
    private final EventPublisher publisher;
    private final ApplicationEventPublisher events;

    RunWriter(RunStore store, EventPublisher publisher, ApplicationEventPublisher events) {
        this.store = store;
        this.publisher = publisher;
        this.events = events;
    }

    /**
     * By the holder of the lease, with the step that is done and the one that begins; empty when
     * another worker holds the run.
     */
    Optional<Run> byHolder(
            Run held, RunChange change, @Nullable StepDone done, @Nullable StepIntent next) {
        return written(change, store.writeHeld(held, change, done, next));
    }

    /** To a run that no worker holds; empty when one does, or it is over. */
    Optional<Run> unheld(UUID run, RunChange change) {
        return written(change, store.writeUnheld(run, change));
    }

    /** To a run that no worker has held yet. */
    Optional<Run> unbegun(UUID run, RunChange change) {
        return written(change, store.writeUnbegun(run, change));
    }

    /** To a parked run, for the person who decided about it. */
    Optional<Run> parked(UUID run, RunChange change) {
        return written(change, store.writeParked(run, change));
    }

    /** Publishes a row's present state, with lines, when another statement has written it. */
    void announce(Run run, RunChange change) {
        publisher.publish(messages(run, change));
    }

    /** What is published of a change when this is the row as the change has left it. */
    List<OutgoingMessage> messages(Run run, RunChange change) {
        var messages = new ArrayList<OutgoingMessage>(3);
        if (change.isAnnounced()) {
            var version = run.version();
            messages.add(
                    publisher.event(
                            run.reference(), version.runSeq(), version.logSeq(), details(run)));
        }
        change.texts().forEach(text -> messages.addAll(text.unsent()));
        var lines = lines(run.status(), change);
        if (!lines.isEmpty()) {
            long first = run.version().logSeq() - lines.size() + 1;
            messages.add(publisher.lines(run.reference(), first, lines));
        }
        if (change.isWakingUp()) {
            messages.add(publisher.wakeUp(run.reference()));
        }
        return messages;
    }

    private Optional<Run> written(RunChange change, Optional<Run> written) {
        written.ifPresent(run -> {
            announce(run, change);
            if (change.status() != null && run.isOver()) {
                events.publishEvent(new RunEnded(run));
            }
        });
        return written;
    }

    // the end of a run's stream is a fact in the stream: its last line says that it is the last,
    // and
    // how many lines of a model's text there are is told with the step that the text belongs to
    private static List<LogLine> lines(RunStatus status, RunChange change) {
        var facts = new HashMap<String, Object>();
        if (change.isEnd() && status != RunStatus.PARKED) {
            facts.put("final", true);
        }
        if (!change.texts().isEmpty()) {
            facts.put(
                    "said",
                    change.texts().stream()
                            .collect(
                                    Collectors.toMap(
                                            TextLines::producer, TextLines::count, Math::max)));
        }
        if (facts.isEmpty() || change.lines().isEmpty()) {
            return change.lines();
        }
        var marked = new ArrayList<>(change.lines());
        marked.add(marked.removeLast().and(facts));
        return marked;
    }

    private static RunEventDetails details(Run run) {
        var result = run.result();
        var error =
                result.errorCode() == null || run.status() == RunStatus.COMPLETED
                        ? null
                        : new RunError(result.errorCode(), String.valueOf(result.errorMessage()));
        var cost = run.cost();
        return new RunEventDetails(
                type(run),
                run.status(),
                run.state().progress(),
                run.status() == RunStatus.COMPLETED ? result.summary() : null,
                error,
                new RunUsage(cost.tokens().total(), cost.cost(), cost.price()),
                run.state().approvedBy(),
                run.state().waitingFor());
    }

    private static AgentRunEventType type(Run run) {
        return switch (run.status()) {
            // the first claim's event is the second: the first one was of the run being queued
            case RUNNING, FINALIZING ->
                    run.version().runSeq() == 2
                            ? AgentRunEventType.STARTED
                            : AgentRunEventType.PROGRESS;
            case QUEUED, WAITING, WAITING_INPUT, WAITING_APPROVAL, PARKED ->
                    AgentRunEventType.WAITING;
            case COMPLETED -> AgentRunEventType.COMPLETED;
            case FAILED -> AgentRunEventType.FAILED;
            case CANCELLED -> AgentRunEventType.CANCELLED;
        };
    }
}
