package dev.agentworks.router.ledger;

import dev.agentworks.router.usage.UsageEvents;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves what is in the journal to the ledger, and its events to the outbox. Any number of instances
 * may do it at once, also for one that died.
 */
@Component
class JournalDrain implements SmartLifecycle {
    /** Stops before the outbox's relay, so that its events are still sent. */
    private static final int PHASE = 1001;

    private static final Logger LOG = LoggerFactory.getLogger(JournalDrain.class);
    private static final int AT_ONCE = 500;

    private static final String MOVE =
            """
            with moved as (
                delete from call_journal
                where %s
                returning *
            ), called as (
                insert into llm_call (idem_key, request_hash, workspace_id, project_id, card_id, run_id, agent_id,
                    api_key_id, key_name, provider, model, simulated, byok, state, attempts, created_at, dispatched_at,
                    finished_at, answered_by, response_id, fresh_input, cached_input, cache_write,
                    cache_write_hour, visible_output, reasoning, usage_source, estimated, cost, price, markup,
                    price_version, error_code, completion, forgotten_at)
                select idem_key, '', workspace_id, project_id, card_id, run_id, agent_id,
                    api_key_id, key_name, provider, model, simulated, byok, state, 1, finished_at, finished_at,
                    finished_at, answered_by, response_id, fresh_input, cached_input, cache_write,
                    cache_write_hour, visible_output, reasoning, usage_source, estimated, cost, price, markup,
                    price_version, error_code, null, finished_at
                from moved
                on conflict (idem_key) do nothing
                returning idem_key
            ), told as (
                insert into outbox (event_id, topic, ordering_key, attributes, payload)
                select m.event_id, m.topic, m.ordering_key, m.attributes, m.payload
                from moved m
                join called c on c.idem_key = m.idem_key
                where m.event_id is not null
                order by m.position
                on conflict (event_id) do nothing
            )
            select count(*) from moved
            """;

    private static final String MOVE_NEXT =
            MOVE.formatted(
                    """
                    position = any (array(
                        select position
                        from call_journal
                        where refused is null
                        order by position
                        limit :most
                        for update skip locked))
                    """);

    private static final String MOVE_ONE =
            MOVE.formatted("position = :position and refused is null");

    private static final String NEXT =
            "select position from call_journal where refused is null order by position limit :most";

    private static final String REFUSE =
            "update call_journal set refused = left(:why, 1000) where position = :position";

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final UsageEvents usage;
    private final boolean atOnce;
    private final AtomicBoolean written = new AtomicBoolean();
    private final ReentrantLock draining = new ReentrantLock();
    private volatile boolean running;

    JournalDrain(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            UsageEvents usage,
            @Value("${agentworks.outbox.await-drain:0ms}") Duration awaitDrain) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.usage = usage;
        // where the processor is taken away when a request is answered
        this.atOnce = awaitDrain.isPositive();
    }

    /** Entries were written. */
    void written() {
        if (atOnce) {
            drain();
        } else {
            written.set(true);
        }
    }

    @Override
    public void start() {
        running = true;
    }

    /** No other instance may run for a while, so this one leaves nothing behind. */
    @Override
    public void stop() {
        running = false;
        drain();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    @Scheduled(fixedDelayString = "${agentworks.router.ledger.drain-every:50ms}")
    void drainWritten() {
        if (written.getAndSet(false)) {
            drain();
        }
    }

    /** What instances left that do not come back. */
    @Scheduled(fixedDelayString = "PT1S")
    void drain() {
        // an entry that another move of this instance holds is not there yet: wait for that move
        draining.lock();
        try {
            long moved = 0;
            for (long last = AT_ONCE; last == AT_ONCE; moved += last) {
                last = move();
            }
            if (moved > 0) {
                usage.committed();
            }
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("the journal could not be moved; it will be tried again", e);
        } finally {
            draining.unlock();
        }
    }

    private long move() {
        try {
            return Objects.requireNonNull(
                    transactions.execute(_ -> {
                        // as the outbox: planned while the table is empty it would read all of it
                        jdbc.sql("set local enable_seqscan = off").update();
                        return moved(jdbc.sql(MOVE_NEXT).param("most", AT_ONCE));
                    }));
        } catch (DataIntegrityViolationException e) {
            LOG.warn("calls cannot be moved together, each is moved alone", e);
            return jdbc.sql(NEXT).param("most", AT_ONCE).query(Long.class).list().stream()
                    .mapToLong(this::moveOne)
                    .sum();
        }
    }

    // those behind it must not wait for the one that is refused
    private long moveOne(long position) {
        try {
            return moved(jdbc.sql(MOVE_ONE).param("position", position));
        } catch (DataIntegrityViolationException e) {
            LOG.error("a call cannot be moved to the ledger; it stays in the journal", e);
            return jdbc.sql(REFUSE)
                    .param("why", String.valueOf(e.getMostSpecificCause().getMessage()))
                    .param("position", position)
                    .update();
        }
    }

    private static long moved(JdbcClient.StatementSpec statement) {
        return Objects.requireNonNull(statement.query(Long.class).single());
    }
}
