package dev.agentworks.billing.wallet;

import static dev.agentworks.billing.ledger.AccountKind.BREAKAGE;
import static dev.agentworks.billing.ledger.AccountKind.CREDITS;
import static dev.agentworks.billing.ledger.AccountKind.REVENUE;

import dev.agentworks.billing.ledger.AccountKind;
import dev.agentworks.billing.ledger.GeneralLedger;
import dev.agentworks.billing.ledger.LedgerSource;
import dev.agentworks.billing.ledger.Posting;
import dev.agentworks.billing.plan.Subscriptions;
import dev.agentworks.billing.usage.BillableUsage;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes from the grants what was used until now, in every month that is not closed, then lets
 * expire whose time is over: what was used before they expired is paid by them. Settling again
 * changes nothing. Runs in a transaction of the workspace that holds the lock of its wallet.
 */
@Component
class WalletSettlement {
    static final String CURRENCY = "USD";

    private final WalletGrantRepository grants;
    private final BurnTable burns;
    private final BillableUsage usage;
    private final Subscriptions subscriptions;
    private final GeneralLedger ledger;
    private final Clock clock;

    WalletSettlement(
            WalletGrantRepository grants,
            BurnTable burns,
            BillableUsage usage,
            Subscriptions subscriptions,
            GeneralLedger ledger,
            Clock clock) {
        this.grants = grants;
        this.burns = burns;
        this.usage = usage;
        this.subscriptions = subscriptions;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** What the grants hold after it, and what they do not cover. */
    record Settled(List<WalletGrant> grants, BigDecimal uncovered) {}

    Settled settle(UUID workspace) {
        var all = grants.findByWorkspaceId(workspace).stream().sorted(WalletGrant.ORDER).toList();
        var uncovered = BigDecimal.ZERO;
        for (var month : usage.byProjectAfter(workspace, burns.lastClosed(workspace)).entrySet()) {
            uncovered = uncovered.add(burn(workspace, month.getKey(), month.getValue(), all));
        }
        for (var grant : all) {
            if (grant.isExpired(clock.instant()) && grant.remaining().signum() > 0) {
                var left = grant.expire();
                record(workspace, grant, null, left, BREAKAGE, "Credits expired");
            }
        }
        grants.flush();
        return new Settled(all, uncovered);
    }

    /** What was taken for the usage of a month. */
    BigDecimal burned(UUID workspace, YearMonth period) {
        return burns.of(workspace, period).stream()
                .map(BurnTable.Burned::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private BigDecimal burn(
            UUID workspace,
            YearMonth period,
            Map<UUID, BigDecimal> usedByProject,
            List<WalletGrant> all) {
        var byId = all.stream().collect(Collectors.toMap(WalletGrant::id, Function.identity()));
        var before =
                burns.of(workspace, period).stream()
                        .map(it ->
                                new MonthBurn.Taken(
                                        Objects.requireNonNull(byId.get(it.grantId())),
                                        it.amount()))
                        .toList();
        var plan =
                MonthBurn.of(
                        usedByProject, chargeable(workspace, period, usedByProject), before, all);
        for (var change : plan.changes()) {
            record(
                    workspace,
                    change.grant(),
                    period,
                    change.amount(),
                    REVENUE,
                    "Credits used in " + period);
        }
        return plan.uncovered();
    }

    // the allowance is used up before the credits are
    private BigDecimal chargeable(
            UUID workspace, YearMonth period, Map<UUID, BigDecimal> usedByProject) {
        var used = usedByProject.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return used.subtract(subscriptions.charges(workspace, period).allowance())
                .max(BigDecimal.ZERO);
    }

    private void record(
            UUID workspace,
            WalletGrant grant,
            @Nullable YearMonth period,
            BigDecimal amount,
            AccountKind account,
            String description) {
        var id = burns.append(workspace, grant.id(), period, amount);
        ledger.post(
                workspace,
                new LedgerSource("wallet-burn", id.toString()),
                CURRENCY,
                description,
                List.of(Posting.debit(CREDITS, amount), Posting.credit(account, amount)));
    }
}
