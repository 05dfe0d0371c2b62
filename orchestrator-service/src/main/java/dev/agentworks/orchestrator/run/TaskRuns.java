package dev.agentworks.orchestrator.run;

import dev.agentworks.orchestrator.run.model.NewRun;
import dev.agentworks.orchestrator.run.model.NewTask;
import dev.agentworks.orchestrator.run.model.Run;
import dev.agentworks.orchestrator.run.model.TaskRow;
import dev.agentworks.orchestrator.run.store.TaskStore;
import dev.agentworks.starter.servicetoken.ActingUser;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Runs without a card, and what they work on. */
@Component
public class TaskRuns {

    private final TaskStore store;
    private final RunQueue queue;
    private final RunQueries queries;

    TaskRuns(TaskStore store, RunQueue queue, RunQueries queries) {
        this.store = store;
        this.queue = queue;
        this.queries = queries;
    }

    /** Queues the run with its task; empty when it was made before. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Run> queue(NewRun wanted, NewTask task) {
        var made = queue.queue(wanted);
        made.ifPresent(run -> store.insert(run, task));
        return made;
    }

    public Optional<TaskRow> find(UUID run) {
        return store.find(run);
    }

    /** The hash of what a task was asked; empty for one there is none of. */
    public Optional<String> hash(UUID run) {
        return store.hash(run);
    }

    /** The latest answer to the same question in the workspace, if it is not older than this. */
    public Optional<Run> answered(UUID workspace, String hash, Duration notOlder) {
        return store.answered(workspace, hash, notOlder);
    }

    /** The task's run as the person may see it; not found for a run that stands on a card. */
    public Optional<Run> visible(UUID run, ActingUser user) {
        return Optional.of(queries.require(run, user)).filter(Run::isTask);
    }
}
