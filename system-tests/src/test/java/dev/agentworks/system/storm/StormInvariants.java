package dev.agentworks.system.storm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.local.launcher.stack.Secrets;
import dev.agentworks.system.RunningStack.Stack;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Checks invariants across the services' schemas in the stack's database, and records every lease
 * claim.
 */
final class StormInvariants {

    private static final int TOLD_OF_A_BREAK = 5;

    private static final String WATCH =
            """
            drop table if exists orchestrator.storm_claim, orchestrator.storm_break cascade;
            create table orchestrator.storm_claim (
                at timestamptz not null, run_id uuid, epoch bigint, owner text, previous text, recovered boolean,
                silent_ms double precision, primary key (run_id, epoch));
            create table orchestrator.storm_break (what text);
            create or replace function orchestrator.storm_see_claim() returns trigger language plpgsql
                security definer set search_path = orchestrator as $$
            begin
                insert into storm_claim values (clock_timestamp(), new.run_id, new.lease_epoch, new.lease_owner,
                    (select owner from storm_claim before where before.run_id = new.run_id order by epoch desc limit 1),
                    new.recoveries > old.recoveries,
                    extract(epoch from clock_timestamp() - (old.lease_until - interval '30 s')) * 1000);
                return new;
            end $$;
            create or replace trigger storm_claim before update on orchestrator.run for each row
                when (new.lease_epoch > old.lease_epoch) execute function orchestrator.storm_see_claim();
            create or replace function orchestrator.storm_see_step() returns trigger language plpgsql
                security definer set search_path = orchestrator as $$
            begin
                insert into storm_break values (old.run_id || ' ' || old.step_path || ' was done and written again');
                return new;
            end $$;
            create or replace trigger storm_step before update on orchestrator.run_step for each row
                when (old.state = 'DONE') execute function orchestrator.storm_see_step();
            """;

    /** Each query names what breaks an invariant, one row for each. */
    private static final Map<String, String> BREAKS = new LinkedHashMap<>();

    static {
        BREAKS.put(
                "I2 a run whose usage events are not one for each succeeded call",
                """
                select run_id from
                    (select run_id, count(*) as calls from router.llm_call where state = 'SUCCEEDED' and run_id is not null group by run_id) called
                    full join
                    (select run_id, count(*) as told from billing.usage_event where outcome = 'succeeded' and run_id is not null group by run_id) told
                    using (run_id)
                where calls is distinct from told\
                """);
        BREAKS.put(
                "I2 one usage event with two contents",
                "select event_id from billing.usage_conflict");
        BREAKS.put(
                "I3 a trigger with two runs",
                "select trigger_key from orchestrator.run group by trigger_key having count(*) > 1");
        BREAKS.put(
                "I3 a run that is neither over nor waits for a person",
                "select run_id || ' ' || status from orchestrator.run where status not in ('COMPLETED', 'FAILED', 'CANCELLED', 'PARKED', 'WAITING_INPUT', 'WAITING_APPROVAL')");
        BREAKS.put(
                "I4 a step written after it was done", "select what from orchestrator.storm_break");
        BREAKS.put(
                "I4 a step done under an earlier epoch than the one before it",
                """
                select run_id from (select run_id, lease_epoch < lag(lease_epoch) over (partition by run_id order by done_at, started_at) as back
                    from orchestrator.run_step where state = 'DONE') steps where back\
                """);
        BREAKS.put(
                "I5 a run whose events are not 1 to its last number",
                """
                select run_id from orchestrator.run left join
                    (select run_id, count(distinct run_seq) as events, max(run_seq) as last from monitor.run_event group by run_id) told
                    using (run_id)
                where told.events is distinct from run.run_seq or told.last is distinct from run.run_seq\
                """);
        BREAKS.put(
                "I5 two payloads under one number",
                "select run_id from monitor.run_event group by run_id, run_seq having count(*) > 1");
        BREAKS.put(
                "I6 a completed run without exactly one comment on its card",
                """
                select run_id || ' of card ' || card_id from orchestrator.run where status = 'COMPLETED' and trigger_kind <> 'TASK' and 1 <>
                    (select count(*) from core.card_comment told where told.card_id = run.card_id
                        and told.author like '%' || run.agent_id and starts_with(told.body, run.summary))\
                """);
    }

    /** The same for lines on their way to readers. */
    private static final Map<String, String> MISSING_LINES = new LinkedHashMap<>();

    static {
        MISSING_LINES.put(
                "I7 a run of which the monitor lacks journal lines",
                """
                select run_id || ' has ' || coalesce(stored.last_seq, 0) || ' of ' || run.log_seq from orchestrator.run left join
                    (select run_id, last_seq from monitor.log_producer where producer = 'journal') stored using (run_id)
                where coalesce(stored.last_seq, 0) <> run.log_seq\
                """);
        MISSING_LINES.put(
                "I7 a producer whose lines have not all arrived",
                """
                select run_id || ' has a gap of ' || producer from monitor.log_gap
                union all select run_id || ' has early lines of ' || producer from monitor.log_early
                union all select run_id || ' lacks lines of ' || producer from monitor.log_producer where told_seq > last_seq\
                """);
        MISSING_LINES.put(
                "I7 a run that does not have exactly the lines its producers numbered",
                """
                select run_id from
                    (select run_id, sum(last_seq) as numbered from monitor.log_producer group by run_id) told
                    full join
                    (select run_id, count(*) as stored from monitor.log_line
                        where metadata is null or metadata not like '{"gap":%' group by run_id) kept
                    using (run_id)
                where numbered is distinct from stored\
                """);
        MISSING_LINES.put(
                "I7 a run that is over and whose readers were not told of the end of its lines",
                """
                select run_id from orchestrator.run left join monitor.log_stream stream using (run_id)
                where run.status in ('COMPLETED', 'FAILED', 'CANCELLED') and stream.final_offset is null\
                """);
        MISSING_LINES.put(
                "I7 lines that came after readers were told of the end",
                "select run_id || ' ' || late_lines from monitor.log_stream where late_lines > 0");
    }

    private final String url;
    private final Properties administrator = new Properties();

    StormInvariants(Stack stack) {
        url = "jdbc:postgresql://127.0.0.1:%d/agentworks".formatted(stack.port() + 6);
        administrator.setProperty("user", "postgres");
        administrator.setProperty("password", Secrets.of(stack.home()).databaseAdministrator());
        administrator.setProperty("socketTimeout", "20");
        administrator.setProperty("connectTimeout", "2");
    }

    void watch() throws SQLException {
        try (var connection = open();
                var statement = connection.createStatement()) {
            statement.execute(WATCH);
        }
    }

    boolean answers() {
        try {
            return number("select 1") == 1;
        } catch (SQLException _) {
            return false;
        }
    }

    /** The invariants that do not hold now. */
    List<String> broken() throws SQLException {
        return broken(BREAKS);
    }

    /**
     * What is wrong with the lines of runs: none may be missing, late or told as the last too
     * early.
     */
    List<String> missingLines() throws SQLException {
        return broken(MISSING_LINES);
    }

    private List<String> broken(Map<String, String> invariants) throws SQLException {
        var broken = new ArrayList<String>();
        for (var invariant : invariants.entrySet()) {
            var rows = lines(invariant.getValue());
            if (!rows.isEmpty()) {
                var first = rows.stream().limit(TOLD_OF_A_BREAK).toList();
                broken.add("%s: %d, %s".formatted(invariant.getKey(), rows.size(), first));
            }
        }
        return broken;
    }

    /**
     * Waits until the runs of all cards are over, no card is missing or there twice, and every
     * invariant holds.
     */
    void awaitAllOver(CardLoad load, long runsBefore) {
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .untilAsserted(() -> {
                    assertThat(number("select count(*) from orchestrator.run") - runsBefore)
                            .as("runs of %d cards", load.cards())
                            .isEqualTo((long) load.cards() * CardLoad.RUNS_OF_A_CARD);
                    assertThat(lines(load.titlesOfCards()))
                            .as("cards that were answered")
                            .containsExactlyInAnyOrderElementsOf(load.titles());
                    assertThat(broken()).isEmpty();
                });
    }

    /** Waits until no line of any run is missing, and the end of each run's lines was told. */
    void awaitAllLines() {
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(missingLines()).isEmpty());
    }

    long number(String query) throws SQLException {
        try (var connection = open();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** One line of text for each row. */
    List<String> lines(String query) throws SQLException {
        try (var connection = open();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var lines = new ArrayList<String>();
            while (rows.next()) {
                lines.add(String.valueOf(rows.getString(1)));
            }
            return lines;
        }
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection(url, administrator);
    }
}
