package dev.agentworks.orchestrator.run;

import dev.agentworks.events.run.RunStatus;
import dev.agentworks.starter.commit.GroupCommit;
import dev.agentworks.starter.outbox.OutboxRow;
import dev.agentworks.starter.outbox.OutboxRows;
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
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Writes steps that end at the same moment by one statement in one commit, whichever runs they
 * belong to. Each is fenced by its own lease; one that cannot be written does not fail the others.
 */
@Component
class StepWrites {

    private final JdbcTemplate jdbc;
    private final RunWriter writer;
    private final OutboxRows outbox;
    private final GroupCommit<StepWrite, Optional<Run>> groupCommit;

    StepWrites(JdbcTemplate jdbc, RunWriter writer, OutboxRows outbox) {
        this.jdbc = jdbc;
        this.writer = writer;
        this.outbox = outbox;
        this.groupCommit =
                new GroupCommit<>(
                        "step-writes",
                        2,
                        write -> write.run().toString(),
                        this::writeAll,
                        StepWrites::leftNothing);
    }

    /**
     * Durable when this returns; empty when nothing was written, because the run is somebody else's
     * or its row was busy.
     */
    Optional<Run> write(
            Run held,
            RunChange change,
            Journal.@Nullable Done done,
            Journal.@Nullable Intent next) {
        var written = groupCommit.submit(wanted(held, change, done, next));
        if (written.isPresent()) {
            outbox.committed();
        }
        return written;
    }

    // made by who asks, in whose trace it is said
    StepWrite wanted(
            Run held,
            RunChange change,
            Journal.@Nullable Done done,
            Journal.@Nullable Intent next) {
        var after = held.after(change, held.stopReason());
        var said = writer.messages(after, change).stream().map(outbox::row).toList();
        return new StepWrite(held, change, done, next, said);
    }

    List<Optional<Run>> writeAll(List<StepWrite> writes) {
        var stops = new HashMap<UUID, Optional<Run.StopReason>>();
        jdbc.query(
                StepWritesSql.ALL,
                row -> {
                    var stop = row.getString("stop_reason");
                    stops.put(
                            row.getObject("run_id", UUID.class),
                            Optional.ofNullable(stop).map(Run.StopReason::valueOf));
                },
                parameters(writes));
        return writes.stream()
                .map(write ->
                        Optional.ofNullable(stops.get(write.run()))
                                .map(stop -> write.held().after(write.change(), stop.orElse(null))))
                .toList();
    }

    private static Object[] parameters(List<StepWrite> writes) {
        var all = new ArrayList<Object>();
        changes(all, writes);
        steps(all, writes);
        said(all, writes);
        return all.toArray();
    }

    private static void changes(List<Object> all, List<StepWrite> writes) {
        add(all, writes, UUID[]::new, StepWrite::run);
        add(all, writes, Long[]::new, write -> write.held().epoch());
        add(all, writes, Long[]::new, write -> write.held().runSeq());
        add(all, writes, Integer[]::new, write -> write.change().announced ? 1 : 0);
        add(all, writes, Integer[]::new, write -> write.change().lines.size());
        add(all, writes, String[]::new, write -> name(write.change().status));
        add(all, writes, Integer[]::new, write -> write.change().progress);
        add(all, writes, Long[]::new, write -> write.change().tokens.input());
        add(all, writes, Long[]::new, write -> write.change().tokens.output());
        add(all, writes, Long[]::new, write -> write.change().tokens.cached());
        add(all, writes, Long[]::new, write -> write.change().tokens.cacheWrite());
        add(all, writes, Long[]::new, write -> write.change().tokens.reasoning());
        add(all, writes, Long[]::new, write -> write.change().tokens.total());
        add(all, writes, BigDecimal[]::new, write -> write.change().cost);
        add(all, writes, BigDecimal[]::new, write -> write.change().price);
        add(all, writes, Boolean[]::new, write -> write.change().simulated);
        add(all, writes, String[]::new, write -> write.change().provider);
        add(all, writes, String[]::new, write -> write.change().model);
        add(all, writes, String[]::new, write -> write.change().risk);
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

    private static void said(List<Object> all, List<StepWrite> writes) {
        var said = new ArrayList<Of<OutboxRow>>();
        writes.forEach(write -> write.said().forEach(row -> said.add(new Of<>(write.run(), row))));
        add(all, said, UUID[]::new, Of::run);
        add(all, said, String[]::new, message -> message.it().eventId());
        add(all, said, String[]::new, message -> message.it().topic());
        add(all, said, String[]::new, message -> message.it().orderingKey());
        add(all, said, String[]::new, message -> message.it().attributes());
        add(all, said, String[]::new, message -> message.it().payload());
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

    private static @Nullable String name(@Nullable RunStatus status) {
        return status == null ? null : status.name();
    }

    /** The server refused the statement, as against a connection that ended in it. */
    private static boolean leftNothing(RuntimeException failure) {
        return failure instanceof DataIntegrityViolationException
                || failure instanceof ConcurrencyFailureException;
    }

    /** Something of a run. */
    private record Of<T>(UUID run, T it) {}
}
