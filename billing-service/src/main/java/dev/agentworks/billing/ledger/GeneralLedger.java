package dev.agentworks.billing.ledger;

import dev.agentworks.starter.identifier.Uuids;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Posts transactions, in the caller's transaction of the workspace, each once for what it is. */
@Component
public class GeneralLedger {
    private final LedgerAccountRepository accounts;
    private final JdbcClient jdbc;
    private final Clock clock;

    GeneralLedger(LedgerAccountRepository accounts, JdbcClient jdbc, Clock clock) {
        this.accounts = accounts;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Posts the amounts; postings of nothing are left out.
     *
     * @return false when something was posted for the source before: then nothing is
     * @throws IllegalArgumentException when the amounts do not add up to zero
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean post(
            UUID workspace,
            LedgerSource source,
            String currency,
            String description,
            List<Posting> postings) {
        var amounts = postings.stream().filter(it -> it.amount().signum() != 0).toList();
        var sum = amounts.stream().map(Posting::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.signum() != 0) {
            throw new IllegalArgumentException(
                    "%s does not add up to zero but to %s: %s".formatted(source, sum, amounts));
        }
        if (amounts.isEmpty()) {
            return false;
        }
        var id = Uuids.v7();
        if (!begin(id, workspace, source, description)) {
            return false;
        }
        var ids = accounts(workspace, currency, amounts);
        int number = 0;
        for (var posting : amounts) {
            jdbc.sql(
                            """
                            insert into ledger_entry (transaction_id, number, workspace_id, account_id, currency, amount)
                            values (?, ?, ?, ?, ?, ?)
                            """)
                    .params(
                            id,
                            ++number,
                            workspace,
                            Objects.requireNonNull(ids.get(posting.account())),
                            currency,
                            posting.amount())
                    .update();
        }
        return true;
    }

    /** What stands on the workspace's accounts; those without an entry are left out. */
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public Map<AccountKind, BigDecimal> balances(UUID workspace, String currency) {
        var balances = new EnumMap<AccountKind, BigDecimal>(AccountKind.class);
        jdbc.sql(
                        """
                        select a.kind, sum(e.amount) as amount
                          from ledger_account a join ledger_entry e on e.account_id = a.id
                         where a.workspace_id = ? and a.currency = ? group by a.kind
                        """)
                .params(workspace, currency)
                .query(row -> {
                    balances.put(
                            AccountKind.valueOf(row.getString("kind")),
                            row.getBigDecimal("amount"));
                });
        return balances;
    }

    private boolean begin(UUID id, UUID workspace, LedgerSource source, String description) {
        return jdbc.sql(
                                """
                                insert into ledger_transaction (id, workspace_id, source_kind, source_id, description, posted_at)
                                values (?, ?, ?, ?, ?, ?) on conflict do nothing
                                """)
                        .params(
                                id,
                                workspace,
                                source.kind(),
                                source.id(),
                                description,
                                clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    private Map<AccountKind, UUID> accounts(
            UUID workspace, String currency, List<Posting> postings) {
        for (var kind : postings.stream().map(Posting::account).distinct().sorted().toList()) {
            jdbc.sql(
                            """
                            insert into ledger_account (id, workspace_id, kind, currency)
                            values (?, ?, ?, ?) on conflict do nothing
                            """)
                    .params(Uuids.v7(), workspace, kind.name(), currency)
                    .update();
        }
        var ids = new EnumMap<AccountKind, UUID>(AccountKind.class);
        accounts.findByWorkspaceIdAndCurrency(workspace, currency)
                .forEach(account -> ids.put(account.kind(), account.getId()));
        return ids;
    }
}
