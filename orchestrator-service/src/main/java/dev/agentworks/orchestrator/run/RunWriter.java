package dev.agentworks.orchestrator.run;

import dev.agentworks.events.run.AgentRunEventType;
import dev.agentworks.events.run.RunError;
import dev.agentworks.events.run.RunStatus;
import dev.agentworks.events.run.RunUsage;
import dev.agentworks.orchestrator.outgoing.Announcements;
import dev.agentworks.orchestrator.outgoing.Line;
import dev.agentworks.orchestrator.outgoing.Notice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Changes a run's row and announces it, in the transaction of the caller. */
@Component
class RunWriter {

    private static final String UPDATE =
            """
            update run set
                status = coalesce(:status, status),
                waiting_code = case when :status::text is null then waiting_code else :waitingCode::text end,
                waiting_detail = case when :status::text is null then waiting_detail else :waitingDetail::text end,
                wake_at = case when :wakeMillis::bigint is null then case when :release then null else wake_at end
                               when poke_seq > poke_seen and coalesce(:status, '') <> 'WAITING_INPUT'
                               then now() + least(:wakeMillis::bigint, 1000) * interval '1 millisecond'
                               else now() + :wakeMillis::bigint * interval '1 millisecond' end,
                lease_owner = case when :release then null else lease_owner end,
                lease_until = case when :release then null else lease_until end,
                lease_epoch = lease_epoch + :takeover,
                recoveries = recoveries + :stumbles,
                stop_reason = case when :over then null else stop_reason end,
                progress = greatest(progress, :progress),
                provider = coalesce(:provider, provider),
                model = coalesce(:model, model),
                input_tokens = input_tokens + :input,
                output_tokens = output_tokens + :output,
                cached_tokens = cached_tokens + :cached,
                cache_write_tokens = cache_write_tokens + :cacheWrite,
                reasoning_tokens = reasoning_tokens + :reasoning,
                total_tokens = total_tokens + :total,
                cost = cost + :cost,
                price = price + :price,
                simulated = simulated or :simulated,
                summary = coalesce(:summary, summary),
                error_code = coalesce(:errorCode, error_code),
                error_message = coalesce(:errorMessage, error_message),
                run_seq = run_seq + :events,
                log_seq = log_seq + :lines,
                finished_at = case when :over then now() else finished_at end,
                waiting_since = case when :status in ('WAITING_INPUT', 'WAITING_APPROVAL') then now() else waiting_since end,
                question_step = coalesce(:askStep, question_step),
                question_text = coalesce(:askText, question_text),
                question_choices = coalesce(:askChoices::text[], question_choices),
                question_deadline = case when :askStep::text is null then question_deadline
                                         else now() + :wakeMillis::bigint * interval '1 millisecond' end,
                approved_by = coalesce(:approvedBy, approved_by)
            where run_id = :run
            """;

    /**
     * Only the present holder writes: a lost lease has a higher epoch, and then no row is touched.
     */
    private static final String BY_HOLDER =
            " and lease_epoch = :epoch and status in ('RUNNING', 'FINALIZING')";

    /**
     * Nobody holds it: its holder was asked to stop instead, or is dead and shut out by the next
     * epoch.
     */
    private static final String UNHELD =
            """
             and status not in ('COMPLETED', 'FAILED', 'CANCELLED', 'PARKED')
             and (lease_until is null or lease_until < now())
            """;

    private static final String RETURNING = " returning *";

    private final JdbcClient jdbc;
    private final Announcements announcements;
    private final ApplicationEventPublisher events;

    RunWriter(JdbcClient jdbc, Announcements announcements, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.announcements = announcements;
        this.events = events;
    }

    /** By the holder of the lease; empty when the lease is somebody else's now. */
    Optional<Run> byHolder(UUID run, long epoch, RunChange change) {
        return write(UPDATE + BY_HOLDER + RETURNING, run, epoch, 0, change);
    }

    /** By anybody, to a run that nobody works on; empty when somebody does, or it is over. */
    Optional<Run> unheld(UUID run, RunChange change) {
        return write(UPDATE + UNHELD + RETURNING, run, null, 1, change);
    }

    /** By anybody, to a run that nobody has worked on yet. */
    Optional<Run> unbegun(UUID run, RunChange change) {
        return write(UPDATE + UNHELD + " and lease_epoch = 0" + RETURNING, run, null, 1, change);
    }

    /** By a person, to a run that waits for their decision. */
    Optional<Run> parked(UUID run, RunChange change) {
        return write(UPDATE + " and status = 'PARKED'" + RETURNING, run, null, 1, change);
    }

    /** Says what a row's present state is, with lines, when another statement has written it. */
    void announce(Run run, RunChange change) {
        if (change.announced) {
            announcements.event(run.facts(), run.runSeq(), notice(run));
        }
        announcements.lines(
                run.facts(), run.logSeq() - change.lines.size() + 1, lines(run.status(), change));
        if (change.poke) {
            announcements.poke(run.facts());
        }
    }

    private Optional<Run> write(
            String sql, UUID id, @Nullable Long epoch, int takeover, RunChange change) {
        var written =
                jdbc.sql(sql)
                        .param("run", id)
                        .param("epoch", epoch)
                        .param("takeover", takeover)
                        .param("stumbles", change.stumbles)
                        .param("status", change.status == null ? null : change.status.name())
                        .param(
                                "waitingCode",
                                change.waitingFor == null ? null : change.waitingFor.code())
                        .param(
                                "waitingDetail",
                                change.waitingFor == null ? null : change.waitingFor.detail())
                        .param(
                                "wakeMillis",
                                change.wakeIn == null ? null : change.wakeIn.toMillis())
                        .param("release", change.release)
                        .param("over", change.status != null && Run.isOver(change.status))
                        .param("progress", change.progress)
                        .param("provider", change.provider)
                        .param("model", change.model)
                        .param("input", change.tokens.input())
                        .param("output", change.tokens.output())
                        .param("cached", change.tokens.cached())
                        .param("cacheWrite", change.tokens.cacheWrite())
                        .param("reasoning", change.tokens.reasoning())
                        .param("total", change.tokens.total())
                        .param("cost", change.cost)
                        .param("price", change.price)
                        .param("simulated", change.simulated)
                        .param("summary", change.summary)
                        .param("errorCode", change.errorCode)
                        .param("errorMessage", change.errorMessage)
                        .param("events", change.announced ? 1 : 0)
                        .param("lines", change.lines.size())
                        .param("askStep", change.askStep)
                        .param("askText", change.askText)
                        .param("askChoices", change.askChoices)
                        .param("approvedBy", change.approvedBy)
                        .query(RunRows.RUN)
                        .optional();
        written.ifPresent(run -> {
            announce(run, change);
            if (change.status != null && run.isOver()) {
                events.publishEvent(new RunOver(run));
            }
        });
        return written;
    }

    // the end of a run's stream is a fact in the stream: its last line says that it is the last
    private static List<Line> lines(RunStatus status, RunChange change) {
        boolean ends = change.status != null && Run.isOver(status) && status != RunStatus.PARKED;
        if (!ends || change.lines.isEmpty()) {
            return change.lines;
        }
        var marked = new ArrayList<>(change.lines);
        marked.add(marked.removeLast().with(Map.of("final", true)));
        return marked;
    }

    private static Notice notice(Run run) {
        var error =
                run.errorCode() == null || run.status() == RunStatus.COMPLETED
                        ? null
                        : new RunError(run.errorCode(), String.valueOf(run.errorMessage()));
        return new Notice(
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
