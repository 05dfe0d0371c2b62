package dev.agentworks.orchestrator.run.store;

import dev.agentworks.orchestrator.run.model.Run;
import dev.agentworks.orchestrator.run.model.RunCost;
import dev.agentworks.orchestrator.run.model.StepKeys;
import dev.agentworks.orchestrator.run.model.StepRecord;
import dev.agentworks.orchestrator.run.model.StopReason;
import dev.agentworks.orchestrator.run.model.TokenUsage;
import dev.agentworks.starter.outbox.OutboxRow;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Writes the steps of many runs by one statement in one commit. */
@Repository
public class StepBatch {

    private final JdbcTemplate jdbc;

    StepBatch(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The runs as they are now, in the order of the writes; empty for one that was not written,
     * because it is held by another, is known here as it was before, or its row was busy.
     */
    public List<Optional<Run>> writeAll(List<StepWrite> writes) {
        var stops = new HashMap<UUID, Optional<StopReason>>();
        jdbc.query(
                StepBatchSql.ALL,
                row -> {
                    stops.put(
                            row.getObject("run_id", UUID.class),
                            Optional.ofNullable(RunRowMapper.stopReason(row)));
                },
                parameters(writes));
        return writes.stream()
                .map(write ->
                        Optional.ofNullable(stops.get(write.run()))
                                .map(stop -> write.after().stopping(stop.orElse(null))))
                .toList();
    }

    private static Object[] parameters(List<StepWrite> writes) {
        var all = new ArrayList<Object>();
        fences(all, writes);
        runs(all, writes.stream().map(StepWrite::after).toList());
        steps(all, writes);
        published(all, writes);
        return all.toArray();
    }

    private static void fences(List<Object> all, List<StepWrite> writes) {
        add(all, writes, UUID[]::new, StepWrite::run);
        add(all, writes, Long[]::new, write -> write.held().version().epoch());
        add(all, writes, Long[]::new, write -> write.held().version().runSeq());
        add(all, writes, Long[]::new, write -> write.held().version().logSeq());
    }

    private static void runs(List<Object> all, List<Run> runs) {
        add(all, runs, Long[]::new, run -> run.version().runSeq());
        add(all, runs, Long[]::new, run -> run.version().logSeq());
        add(all, runs, String[]::new, run -> run.status().name());
        add(all, runs, Integer[]::new, run -> run.state().progress());
        var costs = runs.stream().map(Run::cost).toList();
        var tokens = costs.stream().map(RunCost::tokens).toList();
        add(all, tokens, Long[]::new, TokenUsage::input);
        add(all, tokens, Long[]::new, TokenUsage::output);
        add(all, tokens, Long[]::new, TokenUsage::cached);
        add(all, tokens, Long[]::new, TokenUsage::cacheWrite);
        add(all, tokens, Long[]::new, TokenUsage::reasoning);
        add(all, tokens, Long[]::new, TokenUsage::total);
        add(all, costs, BigDecimal[]::new, RunCost::cost);
        add(all, costs, BigDecimal[]::new, RunCost::price);
        add(all, costs, Boolean[]::new, RunCost::simulated);
        add(all, runs, String[]::new, run -> run.model().provider());
        add(all, runs, String[]::new, run -> run.model().model());
        add(all, runs, String[]::new, run -> run.model().risk());
    }

    private static void steps(List<Object> all, List<StepWrite> writes) {
        var ended = each(writes, StepWrite::ended);
        add(all, ended, UUID[]::new, Of::run);
        add(all, ended, String[]::new, step -> step.it().path());
        add(all, ended, String[]::new, step -> step.it().result().toString());
        var atOnce = each(writes, StepWrite::endedAtOnce);
        add(all, atOnce, UUID[]::new, Of::run);
        add(all, atOnce, String[]::new, step -> step.it().path());
        add(all, atOnce, String[]::new, step -> step.it().kind().name());
        add(all, atOnce, String[]::new, step -> key(step, step.it().kind(), step.it().path()));
        add(all, atOnce, String[]::new, step -> step.it().result().toString());
        add(
                all,
                atOnce,
                Long[]::new,
                step -> Objects.requireNonNull(step.it().took()).toNanos() / 1_000);
        var begun = each(writes, StepWrite::next);
        add(all, begun, UUID[]::new, Of::run);
        add(all, begun, String[]::new, step -> step.it().path());
        add(all, begun, String[]::new, step -> step.it().kind().name());
        add(all, begun, String[]::new, step -> key(step, step.it().kind(), step.it().path()));
    }

    private static void published(List<Object> all, List<StepWrite> writes) {
        var rows = new ArrayList<Of<OutboxRow>>();
        writes.forEach(
                write -> write.published().forEach(row -> rows.add(new Of<>(write.run(), row))));
        add(all, rows, UUID[]::new, Of::run);
        add(all, rows, String[]::new, message -> message.it().eventId());
        add(all, rows, String[]::new, message -> message.it().topic());
        add(all, rows, String[]::new, message -> message.it().orderingKey());
        add(all, rows, String[]::new, message -> message.it().attributes());
        add(all, rows, String[]::new, message -> message.it().payload());
    }

    private static <S> List<Of<S>> each(
            List<StepWrite> writes, Function<StepWrite, @Nullable S> part) {
        var parts = new ArrayList<Of<S>>();
        for (var write : writes) {
            var it = part.apply(write);
            if (it != null) {
                parts.add(new Of<>(write.run(), it));
            }
        }
        return parts;
    }

    private static <T, C> void add(
            List<Object> all,
            List<T> of,
            IntFunction<@Nullable C[]> array,
            Function<T, @Nullable C> column) {
        @Nullable C[] values = array.apply(of.size());
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(of.get(i));
        }
        all.add(values);
    }

    private static String key(Of<?> step, StepRecord.Kind kind, String path) {
        return StepKeys.of(step.run(), kind, path, 0);
    }

    /** Something of a run. */
    private record Of<T>(UUID run, T it) {}
}
