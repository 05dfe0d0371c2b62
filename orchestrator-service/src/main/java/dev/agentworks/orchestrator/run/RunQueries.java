package dev.agentworks.orchestrator.run;

import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.tenancy.DatabaseSubject;
import dev.agentworks.starter.tenancy.TenantScope;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What people may read of runs: row security confines each query to the workspaces of who asks. */
@Component
class RunQueries {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Journal journal;

    RunQueries(JdbcClient jdbc, TransactionTemplate transaction, Journal journal) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.journal = journal;
    }

    Run require(UUID run, ActingUser user) {
        return as(
                        user,
                        () ->
                                jdbc.sql("select * from run where run_id = :run")
                                        .param("run", run)
                                        .query(RunRowMapper.RUN)
                                        .optional())
                .orElseThrow(() ->
                        new ProblemException(
                                CommonError.NOT_FOUND, "There is no run " + run + "."));
    }

    List<Run> ofCard(UUID card, ActingUser user) {
        return as(
                user,
                () ->
                        jdbc.sql(
                                        "select * from run where card_id = :card order by created_at desc, run_id limit 200")
                                .param("card", card)
                                .query(RunRowMapper.RUN)
                                .list());
    }

    List<StepResponse> steps(UUID run, ActingUser user) {
        require(run, user);
        return as(
                user,
                () ->
                        jdbc.sql(
                                        "select * from run_step where run_id = :run order by started_at, step_path")
                                .param("run", run)
                                .query(StepResponse.ROW)
                                .list());
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
