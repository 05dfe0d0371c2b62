package dev.agentworks.router.ledger;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Forgets completions after a while, and later the calls; a few at a time, so that locks are short.
 */
@Component
class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final int AT_ONCE = 1_000;

    private static final String FORGET =
            """
            with gone as (
                update llm_call
                set completion = null, forgotten_at = clock_timestamp()
                where idem_key in (
                    select idem_key
                    from llm_call
                    where forgotten_at is null
                        and finished_at < now() - make_interval(secs => :age)
                    order by finished_at
                    limit :most
                    for update skip locked)
                returning idem_key
            )
            select count(*) from gone
            """;

    private static final String DELETE =
            """
            with gone as (
                delete from llm_call
                where idem_key in (
                    select idem_key
                    from llm_call
                    where forgotten_at is not null
                        and finished_at < now() - make_interval(secs => :age)
                    order by finished_at
                    limit :most
                    for update skip locked)
                returning idem_key
            ), attempts as (
                delete from llm_attempt where idem_key in (select idem_key from gone)
            )
            select count(*) from gone
            """;

    /** Keys that were reserved, never dispatched, and not asked for again. */
    private static final String GIVE_UP =
            """
            with gone as (
                delete from llm_call
                where idem_key in (
                    select idem_key
                    from llm_call
                    where state = 'RESERVED'
                        and created_at < now() - make_interval(secs => :age)
                        and (owner is null or lease_until < now() - interval '1 day')
                    limit :most
                    for update skip locked)
                returning idem_key
            ), attempts as (
                delete from llm_attempt where idem_key in (select idem_key from gone)
            )
            select count(*) from gone
            """;

    private final JdbcClient jdbc;
    private final LedgerSettings settings;

    Retention(JdbcClient jdbc, LedgerSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT15M")
    void work() {
        int forgotten = all(FORGET, settings.answers().toSeconds());
        int deleted = all(DELETE, settings.calls().toSeconds());
        if (forgotten + deleted > 0) {
            LOG.info("{} answers forgotten, {} calls deleted", forgotten, deleted);
        }
    }

    /** Seldom: few keys are left so, and they are found by reading all calls. */
    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "P1D")
    void giveUp() {
        int abandoned = all(GIVE_UP, settings.answers().toSeconds());
        if (abandoned > 0) {
            LOG.info("{} abandoned keys deleted", abandoned);
        }
    }

    private int all(String sql, long age) {
        int sum = 0;
        int last;
        do {
            last =
                    jdbc.sql(sql)
                            .param("age", age)
                            .param("most", AT_ONCE)
                            .query(Integer.class)
                            .single();
            sum += last;
        } while (last == AT_ONCE);
        return sum;
    }
}
