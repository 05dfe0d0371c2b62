package dev.agentworks.billing.invoice;

import static dev.agentworks.billing.ledger.AccountKind.COST;
import static dev.agentworks.billing.ledger.AccountKind.PAYABLE;
import static dev.agentworks.billing.ledger.AccountKind.RECEIVABLE;
import static dev.agentworks.billing.ledger.AccountKind.REVENUE;
import static dev.agentworks.billing.ledger.AccountKind.ROUNDING;
import static dev.agentworks.billing.ledger.AccountKind.TAX;

import dev.agentworks.billing.customer.BillingProfiles;
import dev.agentworks.billing.customer.ProfileView;
import dev.agentworks.billing.invoice.CloseOutcome.AlreadyClosed;
import dev.agentworks.billing.invoice.CloseOutcome.Closed;
import dev.agentworks.billing.invoice.CloseOutcome.ClosedEmpty;
import dev.agentworks.billing.ledger.GeneralLedger;
import dev.agentworks.billing.ledger.LedgerSource;
import dev.agentworks.billing.ledger.Posting;
import dev.agentworks.billing.money.MinorUnits;
import dev.agentworks.billing.plan.PlanCharges;
import dev.agentworks.billing.plan.PlanView;
import dev.agentworks.billing.plan.Subscriptions;
import dev.agentworks.billing.usage.BillableUsage;
import dev.agentworks.billing.wallet.NewGrant;
import dev.agentworks.billing.wallet.Wallets;
import dev.agentworks.starter.identifier.Uuids;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Issues the invoice of a month to which nothing is added any more, in one transaction: invoice,
 * lines, number, ledger, and that the month is closed are there together or not at all.
 */
@Component
class InvoiceIssue {
    private static final Duration DUE_AFTER = Duration.ofDays(14);

    private final PeriodTable periods;
    private final InvoiceRepository invoices;
    private final InvoiceLineTable lines;
    private final NumberSeries numbers;
    private final BillingProfiles profiles;
    private final BillableUsage usage;
    private final Subscriptions subscriptions;
    private final Wallets wallets;
    private final GeneralLedger ledger;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    InvoiceIssue(
            PeriodTable periods,
            InvoiceRepository invoices,
            InvoiceLineTable lines,
            NumberSeries numbers,
            BillingProfiles profiles,
            BillableUsage usage,
            Subscriptions subscriptions,
            Wallets wallets,
            GeneralLedger ledger,
            ApplicationEventPublisher events,
            Clock clock) {
        this.periods = periods;
        this.invoices = invoices;
        this.lines = lines;
        this.numbers = numbers;
        this.profiles = profiles;
        this.usage = usage;
        this.subscriptions = subscriptions;
        this.wallets = wallets;
        this.ledger = ledger;
        this.events = events;
        this.clock = clock;
    }

    CloseOutcome issue(UUID workspace, YearMonth period) {
        var status = periods.lockStatus(workspace, period).orElseThrow(IllegalStateException::new);
        if (status.equals("CLOSED")) {
            return new AlreadyClosed();
        }
        var plan = subscriptions.charges(workspace, period);
        var draft = draft(workspace, period, plan);
        var outcome =
                draft.lines().isEmpty()
                        ? new ClosedEmpty()
                        : new Closed(issued(workspace, period, plan, draft).view());
        periods.close(workspace, period);
        return outcome;
    }

    /** What the month costs as it stands now. */
    InvoiceDraft draft(UUID workspace, YearMonth period, PlanCharges plan) {
        return InvoiceDraft.of(
                period,
                usage.lines(workspace, period),
                plan,
                plan.ownKeyFee().signum() > 0 && usage.ownKeysUsed(workspace, period),
                wallets.burnedOf(workspace, period));
    }

    private Invoice issued(UUID workspace, YearMonth period, PlanCharges plan, InvoiceDraft draft) {
        var profile = profiles.of(workspace);
        var tax = profiles.tax(workspace, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        var id = Uuids.v7();
        if (draft.carried().signum() > 0) {
            wallets.grant(workspace, NewGrant.refunded(draft.carried(), "invoice/" + id));
        }
        // the number last: its series is locked until the end
        var invoice =
                invoices.saveAndFlush(
                        new Invoice(
                                new NewInvoice(
                                        id,
                                        workspace,
                                        period,
                                        numbers.nextInvoice(),
                                        plan.currency(),
                                        draft,
                                        tax,
                                        snapshot(profile, plan),
                                        clock.instant(),
                                        clock.instant().plus(DUE_AFTER))));
        lines.append(id, workspace, draft);
        post(invoice, draft);
        events.publishEvent(
                new InvoiceIssued(
                        workspace,
                        id,
                        invoice.number(),
                        period,
                        invoice.currency(),
                        invoice.totalMinor(),
                        invoice.view().dueAt()));
        return invoice;
    }

    private void post(Invoice invoice, InvoiceDraft draft) {
        var subtotal = MinorUnits.amount(invoice.subtotalMinor());
        var tax = MinorUnits.amount(invoice.taxMinor());
        ledger.post(
                invoice.workspaceId(),
                new LedgerSource("invoice", invoice.id().toString()),
                invoice.currency(),
                "Invoice " + invoice.number(),
                List.of(
                        Posting.debit(RECEIVABLE, subtotal.add(tax).subtract(draft.carried())),
                        Posting.credit(REVENUE, draft.exactTotal().subtract(draft.carried())),
                        Posting.credit(ROUNDING, subtotal.subtract(draft.exactTotal())),
                        Posting.credit(TAX, tax)));
        ledger.post(
                invoice.workspaceId(),
                new LedgerSource("invoice-cost", invoice.id().toString()),
                invoice.currency(),
                "Cost of invoice " + invoice.number(),
                List.of(Posting.debit(COST, draft.cost()), Posting.credit(PAYABLE, draft.cost())));
    }

    // who looks at it in years sees what was in force
    private static Map<String, Object> snapshot(ProfileView customer, PlanCharges plan) {
        var kept = new LinkedHashMap<String, Object>();
        kept.put("legalName", text(customer.legalName()));
        kept.put("address", text(customer.address()));
        kept.put("country", text(customer.country()));
        kept.put("taxId", text(customer.taxId()));
        kept.put("email", text(customer.email()));
        kept.put("plans", plan.plans().stream().map(InvoiceIssue::nameOf).distinct().toList());
        kept.put("allowance", plain(plan.allowance()));
        kept.put("minimum", plain(plan.minimum()));
        return kept;
    }

    private static String nameOf(PlanView plan) {
        return "%s (version %d)".formatted(plan.name(), plan.version());
    }

    private static String plain(BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString();
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
