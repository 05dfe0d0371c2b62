package dev.agentworks.billing.invoice;

import static dev.agentworks.billing.invoice.Books.MARCH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.billing.TestUsage;
import dev.agentworks.billing.plan.ChoosePlan;
import dev.agentworks.billing.plan.Subscriptions;
import dev.agentworks.billing.wallet.GrantKind;
import dev.agentworks.billing.wallet.NewGrant;
import dev.agentworks.billing.wallet.Wallets;
import dev.agentworks.billing.workspace.WorkspaceAccess;
import dev.agentworks.events.usage.UsageEvent;
import dev.agentworks.starter.test.ServiceTest;
import dev.agentworks.starter.test.SettableClock;
import dev.agentworks.starter.test.TestPublisher;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServiceTest(service = "billing")
class InvoiceTests {
    @Autowired PeriodClose closing;
    @Autowired CreditNotes creditNotes;
    @Autowired Payments payments;
    @Autowired Invoices invoices;
    @Autowired Subscriptions subscriptions;
    @Autowired Wallets wallets;
    @Autowired WorkspaceAccess access;
    @Autowired JdbcClient jdbc;
    @Autowired TestPublisher publisher;
    @Autowired SettableClock clock;
    private final TestUsage source = TestUsage.aWorkspace();
    private Books books;

    @BeforeEach
    void theMiddleOfMarch() {
        books = new Books(source.workspace(), access, jdbc);
        clock.set(Instant.parse("2026-03-16T12:00:00Z"));
    }

    @AfterEach
    void today() {
        clock.reset();
    }

    @Test
    void theInvoiceIsWhatWasUsedToTheLastUnit() {
        var used = use(random(60));

        var invoice = close();

        var document = invoices.document(source.workspace(), invoice.id());
        assertThat(sum(document.lines().stream().map(InvoiceLineView::exact).toList()))
                .isEqualByComparingTo(used);
        assertThat(sum(document.lines().stream().map(InvoiceLineView::amount).toList()))
                .isEqualByComparingTo(invoice.subtotal());
        assertThat(invoice.subtotal()).isEqualByComparingTo(used.setScale(2, RoundingMode.HALF_UP));
        assertThat(document.lines())
                .allSatisfy(line ->
                        assertThat(line.amount().subtract(line.exact()).abs())
                                .isLessThan(new BigDecimal("0.01")));
        assertThat(document.lines().stream().map(InvoiceLineView::runId).distinct().count())
                .isGreaterThan(3);
        assertThat(books.lost()).isEqualByComparingTo("0");
        assertAddsUp();
        assertThat(books.balance("RECEIVABLE")).isEqualByComparingTo(invoice.total());
        assertThat(books.balance("REVENUE")).isEqualByComparingTo(used.negate());
    }

    @Test
    void aMonthIsClosedAfterItsGraceAndOnce() {
        use(random(5));
        clock.set(Instant.parse("2026-04-01T23:59:59Z"));
        assertThat(closing.close(source.workspace(), MARCH))
                .isInstanceOf(CloseOutcome.NotYet.class);
        clock.set(Instant.parse("2026-04-02T00:00:00Z"));
        assertThat(closing.close(source.workspace(), MARCH))
                .isInstanceOf(CloseOutcome.Closed.class);

        assertThat(closing.close(source.workspace(), MARCH))
                .isInstanceOf(CloseOutcome.AlreadyClosed.class);
        assertThat(books.number("select count(*) from invoice")).isEqualTo(1);
    }

    @Test
    void whatComesLateIsBilledWithTheNextMonthAndNamesItsOwn() {
        use(random(5));
        close();
        clock.set(Instant.parse("2026-04-03T10:00:00Z"));
        var late = use(List.of(source.call("0.2", Instant.parse("2026-03-20T00:00:00Z"))));
        var april = use(List.of(source.call("0.3", Instant.parse("2026-04-03T00:00:00Z"))));
        clock.set(Instant.parse("2026-05-02T00:00:00Z"));

        var invoice = closed(MARCH.plusMonths(1));

        var lines = invoices.document(source.workspace(), invoice.id()).lines();
        assertThat(lines)
                .filteredOn(line -> line.kind() == LineKind.LATE_USAGE)
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.serviceMonth()).isEqualTo(MARCH);
                    assertThat(line.description()).contains("2026-03");
                    assertThat(line.exact()).isEqualByComparingTo(late);
                });
        assertThat(invoice.subtotal()).isEqualByComparingTo(late.add(april));
        assertThat(books.lost()).isEqualByComparingTo("0");
    }

    @Test
    void monthsAreClosedInTheirOrder() {
        use(List.of(source.call("0.2", Instant.parse("2026-03-02T00:00:00Z"))));
        clock.set(Instant.parse("2026-04-03T10:00:00Z"));
        use(List.of(source.call("0.3", Instant.parse("2026-04-03T00:00:00Z"))));
        clock.set(Instant.parse("2026-05-02T00:00:00Z"));

        assertThat(closing.close(source.workspace(), MARCH.plusMonths(1)))
                .isEqualTo(new CloseOutcome.EarlierOpen(MARCH));

        assertThat(closing.closeDue().failed()).isZero();
        assertThat(closing.closeDue().failed()).isZero();
        assertThat(books.closedMonths())
                .containsExactly(MARCH.atDay(1), MARCH.plusMonths(1).atDay(1));
    }

    @Test
    void thePlanAsksItsFeeByTheDayAndIncludesUsageByTheDay() {
        // 17th to 31st: 15 days, the trial over on the 31st; 49 dollars and 25 included
        clock.set(Instant.parse("2026-03-17T09:00:00Z"));
        choose("team", 7);
        use(List.of(source.call("4", Instant.parse("2026-03-17T08:00:00Z"))));

        var invoice = close();

        var lines = invoices.document(source.workspace(), invoice.id()).lines();
        assertThat(exact(lines, LineKind.FLAT_FEE)).isEqualByComparingTo(part("49", 1));
        assertThat(exact(lines, LineKind.SEATS)).isEqualByComparingTo(part("18", 1));
        assertThat(exact(lines, LineKind.ALLOWANCE)).isEqualByComparingTo(part("25", 15).negate());
        assertThat(exact(lines, LineKind.USAGE)).isEqualByComparingTo("20");
        var expected =
                part("49", 1).add(part("18", 1)).add(new BigDecimal(20)).subtract(part("25", 15));
        assertThat(invoice.subtotal())
                .isEqualByComparingTo(expected.setScale(2, RoundingMode.HALF_UP));
        assertThat(books.balance("ROUNDING"))
                .isEqualByComparingTo(expected.subtract(invoice.subtotal()));
        assertAddsUp();
    }

    @Test
    void aPlanWithAMinimumAsksForWhatIsMissing() {
        clock.set(Instant.parse("2026-03-01T09:00:00Z"));
        choose("business", 1);
        clock.set(Instant.parse("2026-05-03T00:00:00Z"));
        closed(MARCH);

        var invoice = closed(MARCH.plusMonths(1));

        assertThat(invoice.subtotal()).isEqualByComparingTo("500");
        var lines = invoices.document(source.workspace(), invoice.id()).lines();
        assertThat(exact(lines, LineKind.MINIMUM)).isEqualByComparingTo("201");
    }

    @Test
    void creditsPayFirstAndTheRestIsAsked() {
        wallets.grant(
                source.workspace(),
                new NewGrant(
                        GrantKind.PROMOTION,
                        new BigDecimal(3),
                        1,
                        null,
                        null,
                        "welcome/" + source.workspace()));
        use(List.of(source.call("1", Instant.parse("2026-03-10T00:00:00Z"))));
        assertThat(wallets.settle(source.workspace()).balance()).isEqualByComparingTo("-2");

        var invoice = close();

        assertThat(invoice.subtotal()).isEqualByComparingTo("2");
        assertThat(books.balance("CREDITS")).isEqualByComparingTo("0");
        assertThat(books.balance("REVENUE")).isEqualByComparingTo("-5");
        assertAddsUp();
        // of a closed month nothing is taken any more
        assertThat(wallets.settle(source.workspace()).balance()).isEqualByComparingTo("0");
    }

    @Test
    void aTaxIsData() {
        jdbc.sql(
                        "insert into tax_rate (id, country, name, rate, valid_from) values (gen_random_uuid(), 'DE', 'VAT 19 %', 0.19, '2020-01-01')")
                .update();
        access.asPlatform(
                source.workspace(),
                () ->
                        jdbc.sql(
                                        "insert into billing_profile (workspace_id, country, version) values (?, 'DE', 0)")
                                .param(source.workspace())
                                .update());
        use(List.of(source.call("1.01", Instant.parse("2026-03-10T00:00:00Z"))));

        var invoice = close();

        assertThat(invoice.subtotal()).isEqualByComparingTo("5.05");
        assertThat(invoice.tax()).isEqualByComparingTo("0.96");
        assertThat(invoice.total()).isEqualByComparingTo("6.01");
        assertThat(books.balance("TAX")).isEqualByComparingTo("-0.96");
        credit(invoice, "6.01");
        assertThat(books.balance("TAX")).isEqualByComparingTo("0");
    }

    @Test
    void creditNotesOfTheWholeLeaveNoRevenueAndTheirNumbersNoGap() {
        use(random(30));
        var invoice = close();
        var half = invoice.total().divide(new BigDecimal(3), 2, RoundingMode.DOWN);

        long next = nextCreditNote();
        credit(invoice, half.toPlainString());
        assertThat(
                        creditNotes.credit(
                                source.workspace(),
                                invoice.id(),
                                invoice.total(),
                                "again",
                                "operator"))
                .isInstanceOf(CreditOutcome.TooMuch.class);
        credit(invoice, null);

        assertThat(books.balance("REVENUE")).isEqualByComparingTo("0");
        assertThat(books.balance("ROUNDING")).isEqualByComparingTo("0");
        assertThat(books.balance("RECEIVABLE")).isEqualByComparingTo("0");
        assertThat(invoices.document(source.workspace(), invoice.id()).invoice().status())
                .isEqualTo(InvoiceStatus.VOID);
        // the one that was refused took no number
        assertThat(nextCreditNote()).isEqualTo(next + 2);
    }

    @Test
    void aPaymentToldTwiceIsOneAndWhatIsCreditedAfterItGoesToTheBalance() {
        use(List.of(source.call("2", Instant.parse("2026-03-10T00:00:00Z"))));
        var invoice = close();
        var payment = new ReceivedPayment("manual", "wire-" + invoice.id(), 1000, clock.instant());

        payments.record(source.workspace(), invoice.id(), payment);
        var paid = payments.record(source.workspace(), invoice.id(), payment);

        assertThat(paid.status()).isEqualTo(InvoiceStatus.PAID);
        assertThat(paid.paid()).isEqualByComparingTo("10");
        assertThat(books.balance("CASH")).isEqualByComparingTo("10");
        credit(invoice, "4");
        assertThat(wallets.settle(source.workspace()).balance()).isEqualByComparingTo("4");
        assertThat(books.balance("RECEIVABLE")).isEqualByComparingTo("0");
        assertThat(books.balance("CREDITS")).isEqualByComparingTo("-4");
        assertAddsUp();
    }

    private void credit(InvoiceView invoice, @Nullable String amount) {
        assertThat(
                        creditNotes.credit(
                                source.workspace(),
                                invoice.id(),
                                amount == null ? null : new BigDecimal(amount),
                                "a complaint",
                                "operator"))
                .isInstanceOf(CreditOutcome.Credited.class);
    }

    private void choose(String plan, int seats) {
        subscriptions.choose(
                source.person("OWNER"), new ChoosePlan(source.workspace(), plan, seats));
    }

    private List<UsageEvent> random(int calls) {
        var random = new Random(calls);
        var events = new ArrayList<UsageEvent>();
        for (int i = 0; i < calls; i++) {
            events.add(
                    source.anyCall(
                            random,
                            Instant.parse("2026-03-01T00:00:00Z")
                                    .plusSeconds(random.nextInt(15 * 86_400))));
        }
        return events;
    }

    private BigDecimal use(List<UsageEvent> events) {
        books.publish(publisher, events);
        return sum(events.stream().map(UsageEvent::price).toList());
    }

    private InvoiceView close() {
        clock.set(Instant.parse("2026-04-02T00:00:00Z"));
        return closed(MARCH);
    }

    private InvoiceView closed(YearMonth month) {
        return ((CloseOutcome.Closed) closing.close(source.workspace(), month)).invoice();
    }

    private void assertAddsUp() {
        assertThat(sum(books.balances().values())).isEqualByComparingTo("0");
    }

    private long nextCreditNote() {
        return jdbc.sql("select next from number_series where series = 'CREDIT_NOTE'")
                .query(Long.class)
                .single();
    }

    private static BigDecimal exact(List<InvoiceLineView> lines, LineKind kind) {
        return sum(
                lines.stream()
                        .filter(it -> it.kind() == kind)
                        .map(InvoiceLineView::exact)
                        .toList());
    }

    private static BigDecimal part(String fee, int days) {
        return new BigDecimal(fee)
                .multiply(BigDecimal.valueOf(days))
                .divide(BigDecimal.valueOf(31), 12, RoundingMode.HALF_EVEN);
    }

    private static BigDecimal sum(Iterable<BigDecimal> amounts) {
        var sum = BigDecimal.ZERO;
        for (var amount : amounts) {
            sum = sum.add(amount);
        }
        return sum;
    }
}
