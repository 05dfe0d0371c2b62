package dev.agentworks.orchestrator.run;

import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.tenancy.DatabaseSubject;
import dev.agentworks.starter.tenancy.TenantScope;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What people may read of runs: row security confines each query to the workspaces of who asks. */
@Component
class RunReads {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Journal journal;

    RunReads(JdbcClient jdbc, TransactionTemplate transaction, Journal journal) {
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
                                        .query(RunRows.RUN)
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
                                .query(RunRows.RUN)
                                .list());
    }

    List<StepView> steps(UUID run, ActingUser user) {
        require(run, user);
        return as(
                user,
                () ->
                        jdbc.sql(
                                        "select * from run_step where run_id = :run order by started_at, step_path")
                                .param("run", run)
                                .query(StepView.ROW)
                                .list());
    }

    /** The paths that kept the run's change from being applied the last time. */
    List<String> conflicts(UUID run) {
        return journal.result(run, StepRecord.Kind.APPLY).stream()
                .flatMap(applied -> applied.path("conflicts").valueStream())
                .map(path -> path.asString(""))
                .toList();
    }

    /** What the agent's last runs in this workspace cost, as a range most of them fell into. */
    Optional<Estimate> estimate(UUID workspace, String agent, ActingUser user) {
        return as(
                user,
                () ->
                        jdbc.sql(
                                        """
                                        select percentile_disc(0.1) within group (order by price) as low,
                                               percentile_disc(0.9) within group (order by price) as high
                                        from (select price from run
                                              where workspace_id = :workspace and agent_id = :agent and status = 'COMPLETED'
                                              order by finished_at desc limit 50) past
                                        having count(*) > 0
                                        """)
                                .param("workspace", workspace)
                                .param("agent", agent)
                                .query((row, _) ->
                                        new Estimate(
                                                plain(row.getBigDecimal("low")),
                                                plain(row.getBigDecimal("high"))))
                                .optional());
    }

    private <T> T as(ActingUser user, Supplier<T> read) {
        var subject = new DatabaseSubject(user.id(), String.join(",", user.grants().keySet()));
        return TenantScope.call(subject, () -> transaction.execute(_ -> read.get()));
    }

    private static String plain(BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString();
    }

    /** A price range, in US dollars. */
    record Estimate(String low, String high) {}
}
