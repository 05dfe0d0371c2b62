package dev.agentworks.orchestrator.run;

import dev.agentworks.events.run.AgentRunEventType;
import dev.agentworks.events.run.RunError;
import dev.agentworks.events.run.RunStatus;
import dev.agentworks.events.run.RunUsage;
import dev.agentworks.orchestrator.outgoing.EventPublisher;
import dev.agentworks.orchestrator.outgoing.LogLine;
import dev.agentworks.orchestrator.outgoing.RunEventDetails;
import dev.agentworks.starter.outbox.OutgoingMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Changes a run's row and announces it, in the transaction of the caller. */
@Component
class RunWriter {

    /**
     * Only the present holder writes: a lost lease has a higher epoch, and then no row is touched.
     */
    private static final String BY_HOLDER =
            "lease_epoch = ? and status in ('RUNNING', 'FINALIZING')";

    /**
     * Nobody holds it: its holder was asked to stop instead, or is dead and shut out by the next
     * epoch.
     */
    private static final String UNHELD =
            """
            status not in ('COMPLETED', 'FAILED', 'CANCELLED', 'PARKED')
            and (lease_until is null or lease_until < now())
            """;

    private final JdbcTemplate jdbc;
    private final EventPublisher publisher;
    private final ApplicationEventPublisher events;

    RunWriter(JdbcTemplate jdbc, EventPublisher publisher, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.publisher = publisher;
        this.events = events;
    }

    /**
     * By the holder of the lease, with the step that is done and the one that begins; empty when
     * the lease is somebody else's now.
     */
    Optional<Run> byHolder(
            Run held,
            RunChange change,
            Journal.@Nullable Done done,
            Journal.@Nullable Intent next) {
        return written(
                change,
                new RunUpdate(held.id(), change).where(jdbc, done, next, BY_HOLDER, held.epoch()));
    }

    /** By anybody, to a run that nobody works on; empty when somebody does, or it is over. */
    Optional<Run> unheld(UUID run, RunChange change) {
        return written(change, new RunUpdate(run, change).takeOver().where(jdbc, UNHELD));
    }

    /** By anybody, to a run that nobody has worked on yet. */
    Optional<Run> unbegun(UUID run, RunChange change) {
        return written(
                change,
                new RunUpdate(run, change).takeOver().where(jdbc, UNHELD + "and lease_epoch = 0"));
    }

    /** By a person, to a run that waits for their decision. */
    Optional<Run> parked(UUID run, RunChange change) {
        return written(
                change, new RunUpdate(run, change).takeOver().where(jdbc, "status = 'PARKED'"));
    }

    /** Says what a row's present state is, with lines, when another statement has written it. */
    void announce(Run run, RunChange change) {
        publisher.publish(messages(run, change));
    }

    /** What is said of a change when this is the row as the change has left it. */
    List<OutgoingMessage> messages(Run run, RunChange change) {
        var messages = new ArrayList<OutgoingMessage>(3);
        if (change.announced) {
            messages.add(publisher.event(run.facts(), run.runSeq(), notice(run)));
        }
        var lines = lines(run.status(), change);
        if (!lines.isEmpty()) {
            long first = run.logSeq() - lines.size() + 1;
            messages.add(publisher.lines(run.facts(), first, lines));
        }
        if (change.wakeUp) {
            messages.add(publisher.wakeUp(run.facts()));
        }
        return messages;
    }

    private Optional<Run> written(RunChange change, Optional<Run> written) {
        written.ifPresent(run -> {
            announce(run, change);
            if (change.status != null && run.isOver()) {
                events.publishEvent(new RunEnded(run));
            }
        });
        return written;
    }

    // the end of a run's stream is a fact in the stream: its last line says that it is the last
    private static List<LogLine> lines(RunStatus status, RunChange change) {
        boolean ends = change.status != null && Run.isOver(status) && status != RunStatus.PARKED;
        if (!ends || change.lines.isEmpty()) {
            return change.lines;
        }
        var marked = new ArrayList<>(change.lines);
        marked.add(marked.removeLast().with(Map.of("final", true)));
        return marked;
    }

    private static RunEventDetails notice(Run run) {
        var error =
                run.errorCode() == null || run.status() == RunStatus.COMPLETED
                        ? null
                        : new RunError(run.errorCode(), String.valueOf(run.errorMessage()));
        return new RunEventDetails(
                type(run),
                run.status(),
                run.progress(),
                run.status() == RunStatus.COMPLETED ? run.summary() : null,
                error,
                new RunUsage(run.tokens().total(), run.cost(), run.price()),
                run.approvedBy(),
                run.waitingFor());
    }

    private static AgentRunEventType type(Run run) {
        return switch (run.status()) {
            // the first claim has epoch 1, and its event is the second: the first said that it is
            // queued
            case RUNNING, FINALIZING ->
                    run.runSeq() == 2 ? AgentRunEventType.STARTED : AgentRunEventType.PROGRESS;
            case QUEUED, WAITING, WAITING_INPUT, WAITING_APPROVAL, PARKED ->
                    AgentRunEventType.WAITING;
            case COMPLETED -> AgentRunEventType.COMPLETED;
            case FAILED -> AgentRunEventType.FAILED;
            case CANCELLED -> AgentRunEventType.CANCELLED;
        };
    }
}
