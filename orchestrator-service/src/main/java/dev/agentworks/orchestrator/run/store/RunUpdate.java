package dev.agentworks.orchestrator.run.store;

import dev.agentworks.events.run.RunStatus;
import dev.agentworks.orchestrator.run.model.Run;
import dev.agentworks.orchestrator.run.model.RunChange;
import dev.agentworks.orchestrator.run.model.RunCost;
import dev.agentworks.orchestrator.run.model.RunState;
import dev.agentworks.orchestrator.run.model.StepDone;
import dev.agentworks.orchestrator.run.model.StepIntent;
import dev.agentworks.orchestrator.run.model.StepKeys;
import dev.agentworks.orchestrator.run.model.StepRecord;
import dev.agentworks.orchestrator.run.model.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The statement that writes a change of one run: its row, only what the change says, and with it
 * the step that is done and the one that begins. Where the condition does not hold, nothing is
 * written.
 */
final class RunUpdate {

    private static final String DONE =
            """
            , finished as (
                update run_step set state = 'DONE', result = ?::json, done_at = now(), lease_epoch = held.lease_epoch
                from held
                where run_step.run_id = held.run_id and step_path = ? and state = 'INTENT')
            """;

    private static final String DONE_AT_ONCE =
            """
            , finished as (
                insert into run_step as step (run_id, result, started_at, done_at, step_path, kind, state, idem_key, lease_epoch)
                select run_id, ?::json, clock_timestamp() - ? * interval '1 microsecond', now(), ?, ?, 'DONE', ?, lease_epoch
                from held
                on conflict (run_id, step_path) do update
                    set state = 'DONE', result = excluded.result, done_at = now(), lease_epoch = excluded.lease_epoch
                    where step.state = 'INTENT')
            """;

    private static final String BEGUN =
            """
            , begun as (
                insert into run_step (run_id, step_path, kind, state, lease_epoch, idem_key, started_at)
                select run_id, ?, ?, 'INTENT', lease_epoch, ?, clock_timestamp() from held)
            """;

    private final StringJoiner columns = new StringJoiner(", ");
    private final List<Object> values = new ArrayList<>();
    private final UUID run;

    RunUpdate(UUID run, RunChange change) {
        this.run = run;
        set("run_seq = run_seq + " + (change.isAnnounced() ? 1 : 0));
        set("log_seq = log_seq + ?", change.lines().size());
        if (change.status() != null) {
            status(change.status(), change);
        }
        wake(change);
        if (change.isReleased()) {
            set("lease_owner = null, lease_until = null");
        }
        if (change.recoveries() > 0) {
            set("recoveries = recoveries + ?", change.recoveries());
        }
        if (change.progress() > 0) {
            set("progress = greatest(progress, ?)", change.progress());
        }
        used(change.cost());
        given("provider = ?", change.provider());
        given("model = ?", change.model());
        given("risk = ?", change.risk());
        given("summary = ?", change.summary());
        given("error_code = ?", change.errorCode());
        given("error_message = ?", change.errorMessage());
        given("approved_by = ?", change.approvedBy());
        if (change.asked() != null) {
            asked(change.asked());
        }
    }

    /** Shuts out the holder it had until now. */
    RunUpdate takeOver() {
        set("lease_epoch = lease_epoch + 1");
        return this;
    }

    Optional<Run> where(JdbcTemplate jdbc, String condition, Object... more) {
        return where(jdbc, null, null, condition, more);
    }

    Optional<Run> where(
            JdbcTemplate jdbc,
            @Nullable StepDone done,
            @Nullable StepIntent next,
            String condition,
            Object... more) {
        var update =
                "update run set %s where run_id = ? and %s returning *"
                        .formatted(columns, condition);
        values.add(run);
        values.addAll(List.of(more));
        if (done == null && next == null) {
            return one(jdbc, update);
        }
        var sql = new StringBuilder("with held as (").append(update).append(")");
        if (done != null) {
            sql.append(finished(done));
        }
        if (next != null) {
            sql.append(BEGUN);
            step(next.path(), next.kind());
        }
        return one(jdbc, sql.append("select * from held").toString());
    }

    private Optional<Run> one(JdbcTemplate jdbc, String sql) {
        return jdbc.query(sql, RunRowMapper.RUN, values.toArray()).stream().findFirst();
    }

    private String finished(StepDone done) {
        values.add(done.result().toString());
        var took = done.took();
        if (took == null) {
            values.add(done.path());
            return DONE;
        }
        values.add(took.toNanos() / 1_000);
        step(done.path(), done.kind());
        return DONE_AT_ONCE;
    }

    private void step(String path, StepRecord.Kind kind) {
        values.addAll(List.of(path, kind.name(), StepKeys.of(run, kind, path, 0)));
    }

    private void status(RunStatus status, RunChange change) {
        set("status = ?", status.name());
        var waitingFor = change.waitingFor();
        if (waitingFor == null) {
            set("waiting_code = null, waiting_detail = null");
        } else {
            set("waiting_code = ?", waitingFor.code());
            set("waiting_detail = ?", waitingFor.detail());
        }
        if (RunState.isOver(status)) {
            set("stop_reason = null, finished_at = now()");
        }
        if (status == RunStatus.WAITING_INPUT || status == RunStatus.WAITING_APPROVAL) {
            set("waiting_since = now()");
        }
    }

    private void wake(RunChange change) {
        var pause = change.wakeIn();
        if (pause == null) {
            if (change.isReleased()) {
                set("wake_at = null");
            }
        } else if (change.status() == RunStatus.WAITING_INPUT) {
            set("wake_at = now() + ? * interval '1 millisecond'", pause.toMillis());
        } else {
            set(
                    "wake_at = least(%s, now() + least(?, case when stop_reason is not null then 0 %s end) * interval '1 millisecond')"
                            .formatted(latest(change), soonerWhenWoken(change)),
                    pause.toMillis());
        }
    }

    // nothing is waited for beyond the run's time
    private static String latest(RunChange change) {
        return change.status() == RunStatus.WAITING ? "deadline_at" : "null";
    }

    // a wake-up that came while it was held is heard, but does not bring back who is away
    private static String soonerWhenWoken(RunChange change) {
        return change.waitingFor() == null ? "when wake_up_seq > wake_up_seen then 1000" : "";
    }

    private void used(RunCost more) {
        var tokens = more.tokens();
        if (!tokens.equals(TokenUsage.NONE)) {
            set("input_tokens = input_tokens + ?", tokens.input());
            set("output_tokens = output_tokens + ?", tokens.output());
            set("cached_tokens = cached_tokens + ?", tokens.cached());
            set("cache_write_tokens = cache_write_tokens + ?", tokens.cacheWrite());
            set("reasoning_tokens = reasoning_tokens + ?", tokens.reasoning());
            set("total_tokens = total_tokens + ?", tokens.total());
        }
        if (more.cost().signum() != 0 || more.price().signum() != 0) {
            set("cost = cost + ?", more.cost());
            set("price = price + ?", more.price());
        }
        if (more.simulated()) {
            set("simulated = true");
        }
    }

    private void asked(RunChange.Asked asked) {
        set("question_step = ?", asked.step());
        set("question_text = ?", asked.text());
        set(
                "question_choices = ?",
                (Object) asked.choices().stream().map(StoredText::of).toArray(String[]::new));
        set(
                "question_deadline = now() + ? * interval '1 millisecond'",
                asked.patience().toMillis());
    }

    private void given(String column, @Nullable Object value) {
        if (value != null) {
            set(column, value);
        }
    }

    private void set(String assignment, Object... value) {
        columns.add(assignment);
        for (var each : value) {
            values.add(each instanceof String text ? StoredText.of(text) : each);
        }
    }
}
