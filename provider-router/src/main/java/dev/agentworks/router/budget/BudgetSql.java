package dev.agentworks.router.budget;

/** The statements of budgets. Those of what is held of them stand in {@link HoldSql}. */
final class BudgetSql {
    /** When the period began that holds this moment. */
    static final String START =
            """
            case b.period
                when 'MONTH' then date_trunc('month', clock_timestamp() at time zone 'UTC') at time zone 'UTC'
                when 'DAY' then date_trunc('day', clock_timestamp() at time zone 'UTC') at time zone 'UTC'
                else '-infinity'::timestamptz
            end\
            """;

    /** What was spent in the period that has begun. */
    static final String SPENT =
            "case when b.period_start < %s then 0 else b.spent end".formatted(START);

    static final String SET =
            """
            insert into budget as b (scope, id, workspace_id, period, limit_amount, period_start, reseed_at)
            values (:scope, :id, :workspace, :period, :limit, '-infinity', clock_timestamp())
            on conflict (scope, id) do update
            set limit_amount = excluded.limit_amount, period = excluded.period,
                period_start = case when b.period = excluded.period then b.period_start else '-infinity' end,
                reseed_at = case when b.period = excluded.period then b.reseed_at else clock_timestamp() end,
                updated_at = clock_timestamp()
            where b.workspace_id = excluded.workspace_id
            """;

    /**
     * What a caller allows for its run and card; a new one begins with what the ledger knows of it,
     * which is counted only then.
     */
    static final String ALLOW =
            """
            insert into budget as b (scope, id, workspace_id, period, limit_amount, period_start, spent, reseed_at)
            select a.scope, a.id, :workspace, 'TOTAL', a.amount, '-infinity',
                case a.scope
                    when 'CARD' then (select coalesce(sum(price), 0) from llm_call where card_id = a.id)
                    else (select coalesce(sum(price), 0) from llm_call where run_id = a.id)
                end,
                clock_timestamp()
            from (values ('CARD', cast(:card as uuid), cast(:cardLimit as numeric)),
                ('RUN', cast(:run as uuid), cast(:runLimit as numeric))) as a(scope, id, amount)
            where a.id is not null
                and a.amount is not null
                and not exists (
                    select from budget o
                    where o.scope = a.scope and o.id = a.id and o.limit_amount = a.amount)
            order by a.scope
            on conflict (scope, id) do update
            set limit_amount = excluded.limit_amount, updated_at = clock_timestamp()
            where b.workspace_id = excluded.workspace_id
                and b.limit_amount is distinct from excluded.limit_amount
            """;

    /** The wallet's budget, without a limit as long as nobody says how much is left. */
    static final String OPEN_WALLET =
            """
            insert into budget as b (scope, id, workspace_id, period, limit_amount, period_start, reseed_at)
            values ('WALLET', :workspace, :workspace, 'TOTAL', null, '-infinity', clock_timestamp())
            on conflict (scope, id) do nothing
            """;

    /** So much is left now: above what was spent until now, whatever that is. */
    static final String REMAINING =
            """
            update budget b
            set limit_amount = b.spent + cast(:remaining as numeric), updated_at = clock_timestamp()
            where b.scope = 'WALLET'
                and b.id = :workspace
            """;

    static final String READ =
            """
            select b.scope, b.id, b.workspace_id, b.period, b.limit_amount, b.held, %s as spent
            from budget b
            where b.scope = :scope
                and b.id = :id
            """
                    .formatted(SPENT);

    static final String ANY = "select exists (select from budget where workspace_id = :workspace)";

    static final String DUE =
            """
            select b.scope, b.id
            from budget b
            where b.reseed_at < clock_timestamp()
            order by b.reseed_at
            limit 200
            """;

    static final String LOCK = "select 1 from budget where scope = :scope and id = :id for update";

    /**
     * Only under the lock: whatever is settled is in the ledger, and nothing is settled meanwhile.
     */
    static final String RESEED =
            """
            update budget b
            -- a total may be older than what the ledger still remembers
            set spent = greatest(
                    case when b.period = 'TOTAL' then b.spent else 0 end,
                    (select coalesce(sum(c.price), 0)
                    from llm_call c
                    where %s = b.id
                        and c.finished_at >= %s)),
                period_start = %s,
                -- twice more soon, for calls that began before the budget did; then now and then
                reseed_at = clock_timestamp() + case
                    when b.reseed_at < b.updated_at + interval '30 seconds' then interval '30 seconds'
                    when b.reseed_at < b.updated_at + interval '7 minutes' then interval '7 minutes'
                    else interval '1 day'
                end
            where b.scope = :scope
                and b.id = :id
            """;

    static String reseed(BudgetScope scope) {
        return RESEED.formatted("c." + column(scope), START, START);
    }

    private static String column(BudgetScope scope) {
        return switch (scope) {
            case CARD -> "card_id";
            case RUN -> "run_id";
            case PROJECT -> "project_id";
            case WORKSPACE, WALLET -> "workspace_id";
        };
    }

    private BudgetSql() {}
}
