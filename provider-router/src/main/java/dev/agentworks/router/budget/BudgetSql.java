package dev.agentworks.router.budget;

/**
 * The statements of budgets. Whoever changes budgets locks them in one order, so nobody waits for
 * each other in a circle; and what is checked is what is locked, so nothing is spent twice.
 */
final class BudgetSql {
    private static final String START =
            """
            case b.period
                when 'MONTH' then date_trunc('month', clock_timestamp() at time zone 'UTC') at time zone 'UTC'
                when 'DAY' then date_trunc('day', clock_timestamp() at time zone 'UTC') at time zone 'UTC'
                else '-infinity'::timestamptz
            end\
            """;

    /** What was spent before the period began does not count any more. */
    private static final String SPENT =
            "case when b.period_start < %s then 0 else b.spent end".formatted(START);

    private static final String OF_SPENDER =
            """
            (b.scope, b.id) in (('WORKSPACE', :workspace), ('PROJECT', :project),
                ('RUN', cast(:run as uuid)), ('CARD', cast(:card as uuid)))\
            """;

    private static final String REFUSALS =
            """
            select m.scope, m.id, m.limit_amount, greatest(0, m.limit_amount - m.spent - m.held) as remaining,
                m.period
            from mine m
            where m.limit_amount - m.spent - m.held < :amount
            """;

    private static final String TAKE =
            """
            update budget b
            set held = b.held + :amount
            from mine m
            where b.scope = m.scope
                and b.id = m.id
                and exists (select from hold)
            """;

    private static final String TELL =
            """
            select r.scope, r.id, r.limit_amount, r.remaining, r.period, 0 as budgets
            from refused r
            union all
            select null, null, null, null, null, count(*)
            from mine
            """;

    static final String HOLD =
            """
            with mine as materialized (
                select b.scope, b.id, b.limit_amount, b.held, b.period, %s as spent
                from budget b
                where %s
                order by b.scope, b.id
                for update
            ), refused as (%s), hold as (
                insert into budget_hold (id, amount, scopes, ids, expires_at, state)
                select :id, :amount, array_agg(m.scope), array_agg(m.id),
                    clock_timestamp() + make_interval(secs => :seconds), 'HELD'
                from mine m
                having count(*) > 0 and not exists (select from refused)
                on conflict (id) do update
                set amount = excluded.amount, scopes = excluded.scopes, ids = excluded.ids,
                    expires_at = excluded.expires_at, state = 'HELD'
                where budget_hold.state = 'EXPIRED'
                returning id
            ), taken as (%s)
            %s
            """
                    .formatted(SPENT, OF_SPENDER, REFUSALS, TAKE, TELL);

    static final String TOP_UP =
            """
            with old as materialized (
                select scopes, ids from budget_hold where id = :id and state = 'HELD' for update
            ), mine as materialized (
                select b.scope, b.id, b.limit_amount, b.held, b.period, %s as spent
                from budget b
                where (b.scope, b.id) in (select u.scope, u.id from old o, lateral unnest(o.scopes, o.ids) as u(scope, id))
                order by b.scope, b.id
                for update
            ), refused as (%s), hold as (
                update budget_hold
                set amount = amount + :amount
                where id = :id
                    and state = 'HELD'
                    and not exists (select from refused)
                returning id
            ), taken as (%s)
            %s
            """
                    .formatted(SPENT, REFUSALS, TAKE, TELL);

    static final String SETTLE =
            """
            with old as materialized (
                select amount, scopes, ids, state from budget_hold where id = :id for update
            ), mine as materialized (
                select b.scope, b.id
                from budget b
                where %s
                    and not exists (select from old where state = 'SETTLED')
                order by b.scope, b.id
                for update
            ), settled as (
                update budget_hold
                set state = 'SETTLED', amount = 0, expires_at = clock_timestamp()
                where id = :id
            )
            update budget b
            set spent = %s + :price,
                period_start = greatest(b.period_start, %s),
                held = greatest(0, b.held - coalesce((
                    select o.amount
                    from old o, lateral unnest(o.scopes, o.ids) as u(scope, id)
                    where u.scope = b.scope and u.id = b.id), 0))
            from mine m
            where b.scope = m.scope
                and b.id = m.id
            """
                    .formatted(OF_SPENDER, SPENT, START);

    private static final String FREE =
            """
            ), held as (
                select u.scope, u.id, sum(o.amount) as amount
                from old o, lateral unnest(o.scopes, o.ids) as u(scope, id)
                group by u.scope, u.id
            ), mine as materialized (
                select b.scope, b.id
                from budget b
                where (b.scope, b.id) in (select scope, id from held)
                order by b.scope, b.id
                for update
            )
            update budget b
            set held = greatest(0, b.held - h.amount)
            from held h
            join mine m on m.scope = h.scope and m.id = h.id
            where b.scope = m.scope
                and b.id = m.id
            """;

    static final String RELEASE =
            """
            with old as materialized (
                select id, amount, scopes, ids
                from budget_hold
                where id = :id
                    and state = 'HELD'
                for update
            ), gone as (
                delete from budget_hold where id in (select id from old)
            """
                    + FREE;

    static final String EXPIRE =
            """
            with old as materialized (
                select id, amount, scopes, ids
                from budget_hold
                where state = 'HELD'
                    and expires_at < clock_timestamp()
                order by id
                limit 500
                for update skip locked
            ), gone as (
                update budget_hold
                set state = 'EXPIRED', amount = 0
                where id in (select id from old)
            """
                    + FREE;

    static final String FORGET =
            """
            delete from budget_hold
            where state <> 'HELD'
                and expires_at < clock_timestamp() - interval '2 days'
            """;

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

    /** What a caller allows for its run or card; it begins with what the ledger knows of it. */
    static final String ALLOW =
            """
            insert into budget as b (scope, id, workspace_id, period, limit_amount, period_start, spent, reseed_at)
            values (:scope, :id, :workspace, 'TOTAL', :limit, '-infinity',
                (select coalesce(sum(price), 0) from llm_call where %s = :id), clock_timestamp())
            on conflict (scope, id) do update
            set limit_amount = excluded.limit_amount, updated_at = clock_timestamp()
            where b.workspace_id = excluded.workspace_id
                and b.limit_amount is distinct from excluded.limit_amount
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

    static String allow(BudgetScope scope) {
        return ALLOW.formatted(column(scope));
    }

    private static String column(BudgetScope scope) {
        return switch (scope) {
            case CARD -> "card_id";
            case RUN -> "run_id";
            case PROJECT -> "project_id";
            case WORKSPACE -> "workspace_id";
        };
    }

    private BudgetSql() {}
}
