package dev.agentworks.billing.invoice;

import static dev.agentworks.billing.invoice.Books.MARCH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.billing.TestUsage;
import dev.agentworks.billing.usage.TestWriter;
import dev.agentworks.billing.workspace.WorkspaceAccess;
import dev.agentworks.events.usage.UsageEvent;
import dev.agentworks.starter.test.ServiceTest;
import dev.agentworks.starter.test.SettableClock;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServiceTest(service = "billing")
class PeriodCloseRaceTests {
    /** Months of one workspace are closed one after the other while six write to any of them. */
    private static final int CLOSES = Integer.getInteger("billing.closes", 40);

    private static final int WRITERS = 6;

    @Autowired PeriodClose closing;
    @Autowired WorkspaceAccess access;
    @Autowired ApplicationContext context;
    @Autowired JdbcClient jdbc;
    @Autowired SettableClock clock;

    @AfterEach
    void today() {
        clock.reset();
    }

    @Test
    void nothingIsLostWhenMonthsAreClosedWhileOthersWrite() throws Exception {
        clock.set(Instant.parse("2030-01-01T00:00:00Z"));
        var sources = new ArrayList<TestUsage>();
        for (int i = 0; i < CLOSES; i++) {
            sources.add(TestUsage.aWorkspace());
        }
        var writer = TestWriter.of(context);
        var over = new AtomicBoolean();
        List<UsageEvent> written = new ArrayList<>();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writers = new ArrayList<Future<List<UsageEvent>>>();
            for (int i = 0; i < WRITERS; i++) {
                var random = new Random(i);
                writers.add(threads.submit(() -> write(writer, sources, random, over)));
            }
            try {
                for (var source : sources) {
                    writer.write(List.of(source.anyCall(new Random(1))));
                    assertThat(closing.close(source.workspace(), MARCH))
                            .isInstanceOf(CloseOutcome.Closed.class);
                }
            } finally {
                over.set(true);
            }
            for (var one : writers) {
                written.addAll(one.get());
            }
        }

        long late = 0;
        for (var source : sources) {
            var books = new Books(source.workspace(), access, jdbc);
            assertThat(books.lost()).isEqualByComparingTo("0");
            assertThat(
                            books.amount(
                                    "select coalesce(sum(price), 0) from usage_event where billed_period = '2026-03-01'"))
                    .isEqualByComparingTo(
                            books.amount("select coalesce(sum(exact_total), 0) from invoice"));
            late +=
                    books.number(
                            "select count(*) from usage_event where billed_period > '2026-03-01'");
            assertThat(books.balances().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                    .isEqualByComparingTo("0");
        }
        assertThat(late).as("the writers met closed months").isPositive();
        assertThat(written).hasSizeGreaterThan(CLOSES);
    }

    @Test
    void ofTwoWhoCloseAtOnceOneIssuesTheInvoice() throws Exception {
        clock.set(Instant.parse("2030-01-01T00:00:00Z"));
        var writer = TestWriter.of(context);
        for (int i = 0; i < 10; i++) {
            var source = TestUsage.aWorkspace();
            writer.write(List.of(source.call("1", Instant.parse("2026-03-10T00:00:00Z"))));
            Callable<CloseOutcome> close = () -> closing.close(source.workspace(), MARCH);

            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var outcomes = new ArrayList<CloseOutcome>();
                for (var one : threads.invokeAll(List.of(close, close, close))) {
                    outcomes.add(one.get());
                }
                assertThat(outcomes).filteredOn(CloseOutcome.Closed.class::isInstance).hasSize(1);
            }

            var books = new Books(source.workspace(), access, jdbc);
            assertThat(books.number("select count(*) from invoice")).isEqualTo(1);
            assertThat(books.balance("RECEIVABLE")).isEqualByComparingTo("5");
        }
    }

    private static List<UsageEvent> write(
            TestWriter writer, List<TestUsage> sources, Random random, AtomicBoolean over) {
        var written = new ArrayList<UsageEvent>();
        while (!over.get()) {
            var batch = new ArrayList<UsageEvent>();
            for (int i = 0; i < 10; i++) {
                batch.add(sources.get(random.nextInt(sources.size())).anyCall(random));
            }
            writer.write(batch);
            written.addAll(batch);
        }
        return written;
    }
}
