package dev.agentworks.orchestrator.task;

import dev.agentworks.orchestrator.run.TaskRuns;
import dev.agentworks.orchestrator.run.model.NewRun;
import dev.agentworks.orchestrator.run.model.NewTask;
import dev.agentworks.orchestrator.run.model.RunTrigger;
import dev.agentworks.orchestrator.run.model.RunUrgency;
import dev.agentworks.starter.digest.Sha256;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.ActingUser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes tasks: all of a batch or none, and each once for the same command. */
@Component
public class Tasks {

    private static final Duration ANSWERS_HOLD = Duration.ofHours(1);

    private final TaskRules rules;
    private final TaskRuns runs;
    private final TransactionTemplate transaction;
    private final JsonMapper json;

    Tasks(TaskRules rules, TaskRuns runs, TransactionTemplate transaction, JsonMapper json) {
        this.rules = rules;
        this.runs = runs;
        this.transaction = transaction;
        this.json = json;
    }

    public List<TaskStatus> execute(
            List<TaskRequest> wanted, boolean batch, String command, ActingUser user) {
        var places = rules.check(wanted, batch, user);
        return Objects.requireNonNull(
                transaction.execute(_ -> {
                    var taken = new ArrayList<TaskStatus>();
                    for (int i = 0; i < wanted.size(); i++) {
                        var key = "task/%s/%s/%d".formatted(user.id(), command, i);
                        taken.add(take(wanted.get(i), places.get(i), key, user));
                    }
                    return taken;
                }));
    }

    public TaskStatus status(UUID task, ActingUser user) {
        return runs.visible(task, user)
                .map(run -> TaskStatus.of(run, false))
                .orElseThrow(() ->
                        new ProblemException(
                                CommonError.NOT_FOUND, "There is no task " + task + "."));
    }

    private TaskStatus take(
            TaskRequest wanted, TaskRules.Place place, String key, ActingUser user) {
        var task =
                new NewTask(wanted.input(), wanted.tools(), metadata(wanted), hash(wanted, place));
        var run = newRun(wanted, place, key, user);
        if (wanted.mayBeCached() && runs.hash(run.id()).isEmpty()) {
            var before = runs.answered(place.workspace(), task.hash(), ANSWERS_HOLD);
            if (before.isPresent()) {
                return TaskStatus.of(before.get(), true);
            }
        }
        return runs.queue(run, task)
                .map(made -> TaskStatus.of(made, false))
                .orElseGet(() -> again(run.id(), task, user));
    }

    private TaskStatus again(UUID run, NewTask task, ActingUser user) {
        if (!runs.hash(run).filter(task.hash()::equals).isPresent()) {
            throw new ProblemException(
                    CommonError.KEY_REUSED, "This Idempotency-Key was used for another task.");
        }
        return status(run, user);
    }

    private static NewRun newRun(
            TaskRequest wanted, TaskRules.Place place, String key, ActingUser user) {
        return NewRun.ofTask(
                key,
                place.workspace(),
                place.project(),
                wanted.agent(),
                new RunTrigger(
                        RunTrigger.Kind.TASK, "user:" + user.id(), wanted.instructions(), null),
                new RunUrgency(wanted.rank(), wanted.within()));
    }

    private JsonNode metadata(TaskRequest wanted) {
        return wanted.metadata() == null ? json.createObjectNode() : wanted.metadata();
    }

    private String hash(TaskRequest wanted, TaskRules.Place place) {
        var asked =
                json.createArrayNode()
                        .add(wanted.agent())
                        .add(wanted.input())
                        .add(wanted.instructions())
                        .add(String.join(",", wanted.tools()))
                        .add(place.project().toString());
        return Sha256.hex(asked.toString());
    }
}
