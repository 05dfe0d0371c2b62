package dev.agentworks.billing.invoice;

import static dev.agentworks.billing.invoice.Books.MARCH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.billing.TestUsage;
import dev.agentworks.billing.usage.TestWriter;
import dev.agentworks.billing.wallet.GrantKind;
import dev.agentworks.billing.wallet.NewGrant;
import dev.agentworks.billing.wallet.Wallets;
import dev.agentworks.billing.workspace.WorkspaceAccess;
import dev.agentworks.events.usage.UsageEvent;
import dev.agentworks.starter.test.ServiceTest;
import dev.agentworks.starter.test.SettableClock;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;

/** A close whose connection dies at its first statement, its second, and so on to its last. */
@ServiceTest(service = "billing")
@Import(DyingConnections.class)
class KilledCloseTests {
    @Autowired PeriodClose closing;
    @Autowired Wallets wallets;
    @Autowired WorkspaceAccess access;
    @Autowired ApplicationContext context;
    @Autowired JdbcClient jdbc;
    @Autowired SettableClock clock;
    @Autowired DyingConnections connections;

    @AfterEach
    void today() {
        connections.live();
        clock.reset();
    }

    @Test
    void diesAtEachLineAndGoesOnWithoutHarm() {
        clock.set(Instant.parse("2030-01-01T00:00:00Z"));
        long firstNumber = next();
        int killed = 0;
        boolean died = true;
        while (died) {
            var source = TestUsage.aWorkspace();
            var used = use(source, killed);

            died = closeDyingAt(source, killed);
            connections.live();
            closing.close(source.workspace(), MARCH);

            var books = new Books(source.workspace(), access, jdbc);
            assertThat(books.closedMonths()).containsExactly(MARCH.atDay(1));
            assertThat(books.number("select count(*) from invoice")).isEqualTo(1);
            assertThat(books.lost()).isEqualByComparingTo("0");
            assertThat(books.balance("REVENUE")).isEqualByComparingTo(used.negate());
            assertThat(books.balance("CREDITS")).isEqualByComparingTo("0");
            assertThat(books.amount("select sum(amount) from ledger_entry"))
                    .isEqualByComparingTo("0");
            assertThat(
                            books.amount(
                                    "select sum(exact) from invoice_line where kind in ('USAGE', 'CREDITS')"))
                    .isEqualByComparingTo(used.subtract(BigDecimal.ONE));
            killed++;
        }
        assertThat(killed).as("statements of a close").isGreaterThan(20);
        // every number that was taken stands on an invoice
        assertThat(next() - firstNumber).isEqualTo(killed);
    }

    private boolean closeDyingAt(TestUsage source, int statement) {
        connections.dieAt(statement);
        try {
            closing.close(source.workspace(), MARCH);
            return false;
        } catch (DataAccessException | TransactionException e) {
            return true;
        }
    }

    private BigDecimal use(TestUsage source, int seed) {
        var random = new Random(seed);
        var events = new ArrayList<UsageEvent>();
        for (int i = 0; i < 5; i++) {
            events.add(source.anyCall(random));
        }
        events.add(source.call("1", Instant.parse("2026-03-10T00:00:00Z")));
        TestWriter.of(context).write(List.copyOf(events));
        wallets.grant(
                source.workspace(),
                new NewGrant(
                        GrantKind.PROMOTION,
                        BigDecimal.ONE,
                        1,
                        null,
                        null,
                        "gift/" + source.workspace()));
        return events.stream().map(UsageEvent::price).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private long next() {
        return jdbc.sql("select next from number_series where series = 'INVOICE'")
                .query(Long.class)
                .single();
    }
}
