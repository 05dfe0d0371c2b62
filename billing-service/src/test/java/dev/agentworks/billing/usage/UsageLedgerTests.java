package dev.agentworks.billing.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentworks.billing.TestUsage;
import dev.agentworks.events.usage.UsageEvent;
import dev.agentworks.starter.test.ServiceTest;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest(service = "billing")
class UsageLedgerTests {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Instant MARCH = Instant.parse("2026-03-05T10:00:00Z");

    @Autowired UsageLedger ledger;
    @Autowired UsageCorrections corrections;
    @Autowired BillableUsage usage;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transactions;
    private final TestUsage source = TestUsage.aWorkspace();

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15})
    void theMonthIsAtEveryMomentWhatARecomputationFromRawEventsSays(long seed) throws Exception {
        var random = new Random(seed);
        var events = new ArrayList<UsageEvent>();
        for (int i = 0; i < 300; i++) {
            events.add(source.anyCall(random));
        }
        var delivered = new ArrayList<UsageEvent>();
        for (int i = 0; i < 3; i++) {
            delivered.addAll(events);
        }
        Collections.shuffle(delivered, random);
        var books = books();
        var over = new AtomicBoolean();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var watcher =
                    threads.submit(() -> {
                        int moments = 0;
                        while (!over.get() || moments == 0) {
                            assertAddsUp(books.now());
                            moments++;
                        }
                        return moments;
                    });
            try {
                var writers = new ArrayList<Callable<Integer>>();
                for (var batch : batches(delivered, random)) {
                    writers.add(() -> ledger.recordAll(batch).size());
                }
                for (var done : threads.invokeAll(writers)) {
                    done.get();
                }
            } finally {
                over.set(true);
            }
            assertThat(watcher.get()).isPositive();
        }

        var end = books.now();
        assertAddsUp(end);
        assertThat(end.byDay()).isEqualTo(TestBooks.expectedByDay(events));
    }

    @Test
    void whatComesAtTheSameTimeIsWrittenTogetherAndEachIsAnswered() throws Exception {
        var random = new Random(3);
        var events = new ArrayList<UsageEvent>();
        for (int i = 0; i < 400; i++) {
            events.add(source.anyCall(random));
        }
        long before = transactionsSoFar();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers =
                    threads.invokeAll(
                            events.stream()
                                    .map(event ->
                                            (Callable<RecordOutcome>)
                                                    () -> ledger.record(told(event)))
                                    .toList());
            for (var answer : answers) {
                assertThat(answer.get()).isInstanceOf(RecordOutcome.Recorded.class);
            }
        }

        assertThat(transactionsSoFar() - before).isLessThan(200);
        assertThat(books().now().byDay()).isEqualTo(TestBooks.expectedByDay(events));
    }

    @Test
    void ofTwoContentsUnderOneIdTheFirstCountsHoweverTheyMeet() throws Exception {
        for (int i = 0; i < 20; i++) {
            var call = source.call("1", MARCH);
            var other = withCost(call, "2");
            var start = new CountDownLatch(1);

            List<RecordOutcome> outcomes = new ArrayList<>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var one = threads.submit(() -> recordedAfter(start, call));
                var two = threads.submit(() -> recordedAfter(start, other));
                start.countDown();
                outcomes.add(one.get());
                outcomes.add(two.get());
            }

            assertThat(outcomes)
                    .hasExactlyElementsOfTypes(
                            outcomes.getFirst() instanceof RecordOutcome.Recorded
                                    ? new Class<?>[] {
                                        RecordOutcome.Recorded.class, RecordOutcome.Conflict.class
                                    }
                                    : new Class<?>[] {
                                        RecordOutcome.Conflict.class, RecordOutcome.Recorded.class
                                    });
        }
        assertThat(books().total("calls", "usage_rollup", "true")).isEqualByComparingTo("20");
        assertThat(books().total("1", "usage_conflict", "true")).isEqualByComparingTo("20");
    }

    @Test
    void anIdWithAnotherTimeIsTheSameCallAndAConflict() {
        var call = source.call("1", MARCH);

        var outcomes =
                ledger.recordAll(
                        List.of(told(call), told(call), told(at(call, MARCH.plusSeconds(1)))));

        assertThat(outcomes)
                .hasExactlyElementsOfTypes(
                        RecordOutcome.Recorded.class,
                        RecordOutcome.AlreadyRecorded.class,
                        RecordOutcome.Conflict.class);
        assertThat(ledger.record(told(at(call, MARCH.minusSeconds(86_400)))))
                .isInstanceOf(RecordOutcome.Conflict.class);
        assertThat(books().total("calls", "usage_rollup", "true")).isEqualByComparingTo("1");
    }

    @Test
    void aLateCallStaysInItsMonthAndIsBilledInTheFirstOpenOne() {
        var inTime = source.call("1", MARCH);
        var late = source.call("2", MARCH);
        ledger.record(told(inTime));
        close(LocalDate.of(2026, 3, 1));
        close(LocalDate.of(2026, 4, 1));

        ledger.record(told(late));

        assertThat(books().billedPeriods(inTime.eventId()))
                .containsExactly(LocalDate.of(2026, 3, 1));
        assertThat(books().billedPeriods(late.eventId())).containsExactly(LocalDate.of(2026, 5, 1));
        assertThat(books().total("cost", "usage_rollup", "day = '2026-03-05'"))
                .isEqualByComparingTo("3");
        assertThat(
                        books().total(
                                        "cost",
                                        "billable_usage",
                                        "billed_period = '2026-05-01' and service_month = '2026-03-01'"))
                .isEqualByComparingTo("2");
    }

    @Test
    void aCorrectedCallCountsAsCorrectedAndBothStandInTheBooks() {
        var call = source.call("1", MARCH);
        ledger.record(told(call));
        var right = new Correction(amount("0.7"), amount("3.5"), amount("5"), "2026-02");

        var outcome = corrections.correct(source.workspace(), call.eventId(), right, "wrong table");
        var again = corrections.correct(source.workspace(), call.eventId(), right, "wrong table");

        assertThat(outcome).isInstanceOf(CorrectionOutcome.Corrected.class);
        assertThat(again).isInstanceOf(CorrectionOutcome.AlreadyCorrected.class);
        assertThat(books().total("price", "usage_rollup", "true")).isEqualByComparingTo("3.5");
        assertThat(books().total("calls", "usage_rollup", "true")).isEqualByComparingTo("1");
        assertThat(books().total("1", "usage_event", "true")).isEqualByComparingTo("3");
        assertAddsUp(books().now());
    }

    @Test
    void ratingWithTheSameMarkupChangesNothingAndWithAnotherTheWholeMonth() {
        var random = new Random(5);
        var events = new ArrayList<UsageEvent>();
        for (int i = 0; i < 40; i++) {
            events.add(source.anyCall(random));
        }
        ledger.recordAll(events.stream().map(UsageLedgerTests::told).toList());
        var before = books().now();

        int same = rate("5");
        assertThat(same).isZero();
        assertThat(books().now()).isEqualTo(before);

        rate("3");
        var price =
                events.stream()
                        .map(event -> event.price().multiply(amount("3")).divide(amount("5")))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(books().total("price", "usage_rollup", "true")).isEqualByComparingTo(price);
        assertThat(rate("3")).isZero();
        rate("5");
        assertThat(books().now().byDay()).isEqualTo(before.byDay());
        assertAddsUp(books().now());
    }

    @Test
    void aCallOfAnInstanceThatKnowsNoMonthsIsBilledAllTheSame() {
        books().in(() ->
                jdbc.sql(
                                """
                                insert into usage_event (event_id, workspace_id, project_id, provider, model, kind, outcome,
                                       input_tokens, output_tokens, cached_input_tokens, cache_write_tokens, reasoning_tokens,
                                       total_tokens, cost, price, markup, price_version, byok, occurred_at, payload_hash)
                                values (?, ?, ?, 'p', 'm', 'chat', 'succeeded', 1, 1, 0, 0, 0, 2, 1, 5, 5, '1', false,
                                        '2026-03-05T00:00:00Z', 'h')
                                """)
                        .params(
                                "old/" + source.workspace(),
                                source.workspace(),
                                source.projects().getFirst())
                        .update());

        assertThat(usage.adopt()).isPositive();
        assertThat(usage.adopt()).isZero();

        assertThat(books().total("price", "billable_usage", "billed_period = '2026-03-01'"))
                .isEqualByComparingTo("5");
    }

    @Test
    void whatIsRecordedCannotBeChangedByTheServiceItself() {
        ledger.record(told(source.call("1", MARCH)));

        for (var statement :
                List.of(
                        "update usage_event set price = 0",
                        "delete from usage_event",
                        "update billable_usage set price = 0",
                        "delete from billable_usage",
                        "insert into usage_event_before (event_id) values ('x')")) {
            assertThatThrownBy(() -> books().in(() -> jdbc.sql(statement).update()))
                    .as(statement)
                    .hasStackTraceContaining("permission denied");
        }
    }

    private int rate(String markup) {
        return corrections.rate(
                source.workspace(),
                Instant.parse("2026-03-01T00:00:00Z"),
                Instant.parse("2026-04-01T00:00:00Z"),
                amount(markup),
                "another plan");
    }

    private void close(LocalDate month) {
        books().in(() ->
                jdbc.sql(
                                "insert into workspace_period (workspace_id, period, status, closed_at) values (?, ?, 'CLOSED', now())")
                        .params(source.workspace(), month)
                        .update());
    }

    private RecordOutcome recordedAfter(CountDownLatch start, UsageEvent event)
            throws InterruptedException {
        start.await();
        return ledger.recordAll(List.of(told(event))).getFirst();
    }

    private static void assertAddsUp(TestBooks.Moment moment) {
        assertThat(moment.byDay()).isEqualTo(moment.rawByDay());
        assertThat(moment.byRun()).isEqualTo(moment.rawByRun());
    }

    private static List<List<UsageEntry>> batches(List<UsageEvent> events, Random random) {
        var batches = new ArrayList<List<UsageEntry>>();
        for (int from = 0; from < events.size(); ) {
            int to = Math.min(events.size(), from + 1 + random.nextInt(40));
            batches.add(events.subList(from, to).stream().map(UsageLedgerTests::told).toList());
            from = to;
        }
        return batches;
    }

    private long transactionsSoFar() {
        return jdbc.sql("select txid_current()").query(Long.class).single();
    }

    private TestBooks books() {
        return new TestBooks(source.workspace(), jdbc, transactions);
    }

    private static UsageEntry told(UsageEvent event) {
        return UsageEntry.told(event, JSON.writeValueAsString(event));
    }

    private static UsageEvent withCost(UsageEvent event, String cost) {
        var text = JSON.writeValueAsString(event);
        return JSON.readValue(
                text.replaceFirst("\"cost\":\"[^\"]*\"", "\"cost\":\"%s\"".formatted(cost)),
                UsageEvent.class);
    }

    private static UsageEvent at(UsageEvent event, Instant time) {
        var text = JSON.writeValueAsString(event);
        var moment = time.toString().replace("Z", ".000Z");
        return JSON.readValue(
                text.replaceFirst(
                        "\"timestamp\":\"[^\"]*\"", "\"timestamp\":\"%s\"".formatted(moment)),
                UsageEvent.class);
    }

    private static BigDecimal amount(String text) {
        return new BigDecimal(text);
    }
}
