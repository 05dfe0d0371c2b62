package dev.agentworks.billing.wallet;

import static dev.agentworks.billing.ledger.AccountKind.CASH;
import static dev.agentworks.billing.ledger.AccountKind.CREDITS;
import static dev.agentworks.billing.ledger.AccountKind.PROMOTION;
import static dev.agentworks.billing.ledger.AccountKind.RECEIVABLE;

import dev.agentworks.billing.ledger.GeneralLedger;
import dev.agentworks.billing.ledger.LedgerSource;
import dev.agentworks.billing.ledger.Posting;
import dev.agentworks.billing.workspace.WorkspaceAccess;
import dev.agentworks.starter.identifier.Uuids;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.web.ETags;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * The wallets of workspaces. Whoever asks for a balance is told what is left after every call that
 * is recorded by then.
 */
@Service
public class Wallets {
    private final WalletRepository wallets;
    private final WalletGrantRepository grants;
    private final TopUpRepository topUps;
    private final WalletSettlement settlement;
    private final CreditPurchase buying;
    private final GeneralLedger ledger;
    private final WorkspaceAccess access;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Wallets(
            WalletRepository wallets,
            WalletGrantRepository grants,
            TopUpRepository topUps,
            WalletSettlement settlement,
            CreditPurchase buying,
            GeneralLedger ledger,
            WorkspaceAccess access,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.wallets = wallets;
        this.grants = grants;
        this.topUps = topUps;
        this.settlement = settlement;
        this.buying = buying;
        this.ledger = ledger;
        this.access = access;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    public WalletView read(ActingUser user, UUID workspace) {
        return access.asManager(user, workspace, () -> settled(workspace));
    }

    /** The same for the platform: settles, lets expire, and tops up where that is wanted. */
    public WalletView settle(UUID workspace) {
        return access.asPlatform(workspace, () -> told(settled(workspace)));
    }

    /** Sets how the workspace pays and what is bought by itself. */
    public WalletView change(
            ActingUser user,
            UUID workspace,
            WalletMode mode,
            @Nullable AutoTopUp autoTopUp,
            @Nullable Long expectedVersion) {
        return access.asManager(
                user,
                workspace,
                () -> {
                    var wallet = locked(workspace);
                    ETags.requireMatch(expectedVersion, wallet.version());
                    wallet.pay(mode);
                    wallet.topUpBy(autoTopUp);
                    wallets.flush();
                    var view = settled(workspace);
                    events.publishEvent(new BalanceChanged(workspace, view.available()));
                    return view;
                });
    }

    /** How much a workspace that pays afterwards may owe; operators decide that. */
    public WalletView limit(UUID workspace, @Nullable BigDecimal limit) {
        return access.asPlatform(
                workspace,
                () -> {
                    locked(workspace).limit(limit);
                    wallets.flush();
                    var view = settled(workspace);
                    events.publishEvent(new BalanceChanged(workspace, view.available()));
                    return view;
                });
    }

    /** Asks for credits; they are there once they are paid. */
    public TopUpView topUp(ActingUser user, UUID workspace, BigDecimal amount) {
        return access.asManager(
                user, workspace, () -> buying.ask(workspace, amount, user.id()).view());
    }

    public TopUpView topUp(ActingUser user, UUID workspace, UUID topUp) {
        return access.asManager(user, workspace, () -> require(topUp).view());
    }

    /** A top-up was paid, as {@code reference} says; told again it changes nothing. */
    public TopUpView paid(UUID workspace, UUID topUp, String reference) {
        return access.asPlatform(
                workspace,
                () -> {
                    locked(workspace);
                    var wish = require(topUp);
                    if (wish.settle(TopUpStatus.PAID, reference, clock.instant())) {
                        topUps.flush();
                        add(workspace, NewGrant.bought(wish));
                        told(settled(workspace));
                    }
                    return wish.view();
                });
    }

    /** A top-up could not be paid. */
    public TopUpView failed(UUID workspace, UUID topUp, String reference) {
        return access.asPlatform(
                workspace,
                () -> {
                    locked(workspace);
                    var wish = require(topUp);
                    wish.settle(TopUpStatus.FAILED, reference, clock.instant());
                    topUps.flush();
                    return wish.view();
                });
    }

    /** Adds credits; the same source adds them once. */
    public GrantView grant(UUID workspace, NewGrant grant) {
        return access.asPlatform(
                workspace,
                () -> {
                    locked(workspace);
                    var added = add(workspace, grant);
                    told(settled(workspace));
                    return added;
                });
    }

    /**
     * What the credits paid of a month that is being closed: after it nothing of that month is
     * taken any more. In a transaction of the workspace.
     */
    public BigDecimal burnedOf(UUID workspace, YearMonth period) {
        locked(workspace);
        settlement.settle(workspace);
        return settlement.burned(workspace, period);
    }

    /** Workspaces with a wallet, by id. */
    public List<UUID> after(@Nullable UUID workspace, int most) {
        return jdbc.sql("select * from wallets_after(:after, :most)")
                .param("after", workspace)
                .param("most", most)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    private WalletView settled(UUID workspace) {
        var wallet = locked(workspace);
        var settled = settlement.settle(workspace);
        var general =
                settled.grants().stream()
                        .filter(grant -> grant.projectId() == null)
                        .map(WalletGrant::remaining)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        var scoped =
                settled.grants().stream()
                        .filter(grant -> grant.projectId() != null)
                        .map(WalletGrant::remaining)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        var balance = general.subtract(settled.uncovered());
        buying.buyWhereWanted(workspace, wallet, balance);
        return new WalletView(
                workspace,
                wallet.mode(),
                balance,
                scoped,
                settled.uncovered(),
                available(wallet, balance),
                wallet.postpaidLimit(),
                wallet.autoTopUp(),
                settled.grants().stream()
                        .filter(grant -> grant.remaining().signum() > 0)
                        .map(WalletGrant::view)
                        .toList(),
                wallet.version());
    }

    // nobody needs to know of a wallet that limits nothing
    private WalletView told(WalletView view) {
        if (view.available() != null) {
            events.publishEvent(new BalanceChanged(view.workspaceId(), view.available()));
        }
        return view;
    }

    private static @Nullable BigDecimal available(Wallet wallet, BigDecimal balance) {
        var limit = wallet.postpaidLimit();
        return switch (wallet.mode()) {
            case PREPAID -> balance.max(BigDecimal.ZERO);
            case POSTPAID -> limit == null ? null : limit.add(balance).max(BigDecimal.ZERO);
        };
    }

    private GrantView add(UUID workspace, NewGrant grant) {
        var before = grants.findBySourceKey(grant.sourceKey());
        if (before.isPresent()) {
            return before.get().view();
        }
        var added =
                grants.saveAndFlush(new WalletGrant(Uuids.v7(), workspace, grant, clock.instant()));
        var against =
                switch (grant.kind()) {
                    case PURCHASE -> CASH;
                    case PROMOTION -> PROMOTION;
                    case REFUND -> RECEIVABLE;
                };
        ledger.post(
                workspace,
                new LedgerSource("wallet-grant", added.id().toString()),
                WalletSettlement.CURRENCY,
                "Credits " + grant.sourceKey(),
                List.of(
                        Posting.debit(against, grant.amount()),
                        Posting.credit(CREDITS, grant.amount())));
        return added.view();
    }

    private Wallet locked(UUID workspace) {
        jdbc.sql(
                        """
                        insert into wallet (workspace_id, mode, version) values (?, 'POSTPAID', 0)
                        on conflict do nothing
                        """)
                .param(workspace)
                .update();
        return wallets.findByWorkspaceId(workspace).orElseThrow(IllegalStateException::new);
    }

    private TopUp require(UUID topUp) {
        return topUps.findById(topUp)
                .orElseThrow(() ->
                        new ProblemException(CommonError.NOT_FOUND, "There is no such top-up."));
    }
}
