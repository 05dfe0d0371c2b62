package dev.agentworks.billing.ledger;

import static dev.agentworks.billing.ledger.AccountKind.CASH;
import static dev.agentworks.billing.ledger.AccountKind.CREDITS;
import static dev.agentworks.billing.ledger.AccountKind.RECEIVABLE;
import static dev.agentworks.billing.ledger.AccountKind.REVENUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentworks.billing.workspace.WorkspaceAccess;
import dev.agentworks.starter.identifier.Uuids;
import dev.agentworks.starter.test.ServiceTest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServiceTest(service = "billing")
class GeneralLedgerTests {
    @Autowired GeneralLedger ledger;
    @Autowired WorkspaceAccess access;
    @Autowired JdbcClient jdbc;
    private final UUID workspace = Uuids.v7();

    @Test
    void whateverIsPostedTheAccountsAddUpToZero() {
        var random = new Random(7);
        for (int i = 0; i < 100; i++) {
            var one = amount(random);
            var other = amount(random);
            post(
                    "sale-" + i,
                    List.of(
                            Posting.debit(RECEIVABLE, one.add(other)),
                            Posting.credit(REVENUE, one),
                            Posting.credit(CREDITS, other)));
        }

        var balances = access.asPlatform(workspace, () -> ledger.balances(workspace, "USD"));

        assertThat(balances.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("0");
        assertThat(balances.get(RECEIVABLE)).isPositive();
    }

    @Test
    void theSameThingIsPostedOnceByHoweverMany() throws Exception {
        var attempts = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 8; i++) {
            attempts.add(() -> post("payment-1", payment("10")));
        }
        long posted = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var attempt : threads.invokeAll(attempts)) {
                posted += attempt.get() ? 1 : 0;
            }
        }

        assertThat(posted).isEqualTo(1);
        assertThat(access.asPlatform(workspace, () -> ledger.balances(workspace, "USD")).get(CASH))
                .isEqualByComparingTo("10");
    }

    @Test
    void theDatabaseItselfRefusesWhatDoesNotAddUpToZero() {
        post("right", payment("1"));

        assertThatThrownBy(() -> access.asPlatform(workspace, () -> entry("wrong", true)))
                .hasStackTraceContaining("is not balanced");
        assertThatThrownBy(() -> access.asPlatform(workspace, () -> entry("empty", false)))
                .hasStackTraceContaining("is not balanced");

        assertThatThrownBy(() -> post("wrong", List.of(Posting.debit(CASH, BigDecimal.ONE))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(access.asPlatform(workspace, () -> ledger.balances(workspace, "USD")).get(CASH))
                .isEqualByComparingTo("1");
    }

    @Test
    void whatIsPostedIsNeverChanged() {
        post("right", payment("1"));

        for (var statement :
                List.of(
                        "update ledger_entry set amount = 2",
                        "delete from ledger_entry",
                        "update ledger_transaction set description = 'x'",
                        "delete from ledger_account",
                        "truncate ledger_entry")) {
            assertThatThrownBy(
                            () -> access.asPlatform(workspace, () -> jdbc.sql(statement).update()))
                    .as(statement)
                    .hasStackTraceContaining("permission denied");
        }
    }

    @Test
    void anotherWorkspaceSeesNothingOfIt() {
        post("right", payment("1"));
        var stranger = Uuids.v7();

        assertThat(access.asPlatform(stranger, () -> ledger.balances(workspace, "USD"))).isEmpty();
        assertThat(
                        access.asPlatform(
                                stranger,
                                () ->
                                        jdbc.sql("select count(*) from ledger_entry")
                                                .query(Long.class)
                                                .single()))
                .isZero();
    }

    private boolean entry(String source, boolean withEntry) {
        var id = Uuids.v7();
        jdbc.sql(
                        """
                        insert into ledger_transaction (id, workspace_id, source_kind, source_id, description, posted_at)
                        values (?, ?, 'test', ?, '', now())
                        """)
                .params(id, workspace, source + workspace)
                .update();
        return !withEntry
                || jdbc.sql(
                                        """
                                        insert into ledger_entry (transaction_id, number, workspace_id, account_id, currency, amount)
                                        select ?, 1, a.workspace_id, a.id, a.currency, 0.000000000001 from ledger_account a limit 1
                                        """)
                                .param(id)
                                .update()
                        == 1;
    }

    private boolean post(String source, List<Posting> postings) {
        return access.asPlatform(
                workspace,
                () ->
                        ledger.post(
                                workspace,
                                new LedgerSource("test", source + workspace),
                                "USD",
                                "a test",
                                postings));
    }

    private static List<Posting> payment(String amount) {
        var dollars = new BigDecimal(amount);
        return List.of(Posting.debit(CASH, dollars), Posting.credit(RECEIVABLE, dollars));
    }

    private static BigDecimal amount(Random random) {
        return BigDecimal.valueOf(1 + random.nextLong(1_000_000_000_000L), 12);
    }
}
