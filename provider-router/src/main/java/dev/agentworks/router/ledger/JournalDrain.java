package dev.agentworks.router.ledger;

import dev.agentworks.router.usage.UsageEvents;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Moves what is in the journal to the ledger, and its events to the outbox. Any number of instances
 * may do it at once, also for one that died.
 */
@Component
class JournalDrain {
    private static final Logger LOG = LoggerFactory.getLogger(JournalDrain.class);
    private static final int AT_ONCE = 500;

    private static final String MOVE =
            """
            with moved as (
                delete from call_journal
                where position = any (array(
                    select position
                    from call_journal
                    where refused is null
                    order by position
                    limit :most
                    for update skip locked))
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

    private static final String REFUSE =
            """
            update call_journal
            set refused = left(:why, 1000)
            where position = (
                select position
                from call_journal
                where refused is null
                order by position
                limit 1
                for update skip locked)
            """;

    private final JdbcClient jdbc;
    private final UsageEvents usage;
    private final AtomicBoolean written = new AtomicBoolean();

    JournalDrain(JdbcClient jdbc, UsageEvents usage) {
        this.jdbc = jdbc;
        this.usage = usage;
    }

    /** Says that something was written. */
    void written() {
        written.set(true);
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
        }
    }

    private long move() {
        try {
            return move(AT_ONCE);
        } catch (DataIntegrityViolationException e) {
            LOG.warn("calls cannot be moved together, each is moved alone", e);
            for (int i = 0; i < AT_ONCE && moveOne(); i++) {
                // those behind it must not wait for the one that is refused
            }
            return AT_ONCE;
        }
    }

    private boolean moveOne() {
        try {
            return move(1) == 1;
        } catch (DataIntegrityViolationException e) {
            LOG.error("a call cannot be moved to the ledger; it stays in the journal", e);
            return jdbc.sql(REFUSE)
                            .param("why", String.valueOf(e.getMostSpecificCause().getMessage()))
                            .update()
                    == 1;
        }
    }

    private long move(int most) {
        return Objects.requireNonNull(
                jdbc.sql(MOVE).param("most", most).query(Long.class).single());
    }
}
