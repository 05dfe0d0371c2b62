package dev.agentworks.orchestrator.run;

import dev.agentworks.orchestrator.run.model.Run;
import dev.agentworks.orchestrator.run.model.StepRecord;
import dev.agentworks.orchestrator.run.model.StepTimes;
import dev.agentworks.orchestrator.run.store.RunStore;
import dev.agentworks.orchestrator.run.store.StepStore;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.tenancy.DatabaseSubject;
import dev.agentworks.starter.tenancy.TenantScope;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What people may read of runs: row security confines each query to the asking user's workspaces.
 */
@Component
public class RunQueries {

    private final RunStore runs;
    private final StepStore steps;
    private final TransactionTemplate transaction;
    private final Journal journal;

    RunQueries(RunStore runs, StepStore steps, TransactionTemplate transaction, Journal journal) {
        this.runs = runs;
        this.steps = steps;
        this.transaction = transaction;
        this.journal = journal;
    }

    public Run require(UUID run, ActingUser user) {
        return as(user, () -> runs.find(run))
                .orElseThrow(() ->
                        new ProblemException(
                                CommonError.NOT_FOUND, "There is no run " + run + "."));
    }

    public List<Run> ofCard(UUID card, ActingUser user) {
        return as(user, () -> runs.ofCard(card));
    }

    public List<StepTimes> steps(UUID run, ActingUser user) {
        require(run, user);
        return as(user, () -> steps.times(run));
    }

    /** The paths that kept the run's change from being applied the last time. */
    List<String> conflicts(UUID run) {
        return journal.result(run, StepRecord.Kind.APPLY).stream()
                .flatMap(applied -> applied.path("conflicts").valueStream())
                .map(path -> path.asString(""))
                .toList();
    }

    private <T> T as(ActingUser user, Supplier<T> read) {
        var subject = new DatabaseSubject(user.id(), String.join(",", user.grants().keySet()));
        return TenantScope.call(subject, () -> transaction.execute(_ -> read.get()));
    }
}
