package dev.agentworks.router.budget;

/**
 * The statements of holds. A statement that changes budgets locks them in one order, so that no two
 * wait for each other; what is checked is locked, so that nothing is spent twice.
 */
final class HoldSql {
    private static final String OF_SPENDER =
            """
            (b.scope, b.id) in (('WORKSPACE', :workspace), ('WALLET', :workspace), ('PROJECT', :project),
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
                    .formatted(BudgetSql.SPENT, OF_SPENDER, REFUSALS, TAKE, TELL);

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
                    .formatted(BudgetSql.SPENT, REFUSALS, TAKE, TELL);

    /** Of these calls, each with its scopes. */
    private static final String CALLS =
            """
            with asked as materialized (
                select t.id, t.amount, t.workspace, t.project, t.run, t.card
                from unnest(:ids, cast(:amounts as numeric[]), cast(:workspaces as uuid[]),
                    cast(:projects as uuid[]), cast(:runs as uuid[]), cast(:cards as uuid[]))
                    as t(id, amount, workspace, project, run, card)
            )\
            """;

    private static final String SCOPES =
            """
            lateral (values ('WORKSPACE', a.workspace), ('WALLET', a.workspace), ('PROJECT', a.project), ('RUN', a.run),
                ('CARD', a.card))
                as u(scope, id)\
            """;

    /** All of these calls get what they ask for, or none does. */
    static final String HOLD_ALL =
            """
            %s, need as (
                select u.scope, u.id, sum(a.amount) as amount
                from asked a, %s
                where u.id is not null
                group by u.scope, u.id
            ), mine as materialized (
                select b.scope, b.id, b.limit_amount, b.held, %s as spent
                from budget b
                where (b.scope, b.id) in (select n.scope, n.id from need n)
                order by b.scope, b.id
                for update
            ), refused as (
                select 1
                from mine m
                join need n on n.scope = m.scope and n.id = m.id
                where m.limit_amount - m.spent - m.held < n.amount
            ), hold as (
                insert into budget_hold (id, amount, scopes, ids, expires_at, state)
                select a.id, a.amount, array_agg(m.scope), array_agg(m.id),
                    clock_timestamp() + make_interval(secs => :seconds), 'HELD'
                from asked a, %s
                join mine m on m.scope = u.scope and m.id = u.id
                where not exists (select from refused)
                group by a.id, a.amount
                on conflict (id) do update
                set amount = excluded.amount, scopes = excluded.scopes, ids = excluded.ids,
                    expires_at = excluded.expires_at, state = 'HELD'
                where budget_hold.state = 'EXPIRED'
                returning amount, scopes, ids
            ), taken as (
                update budget b
                set held = b.held + t.amount
                from (
                    select u.scope, u.id, sum(h.amount) as amount
                    from hold h, lateral unnest(h.scopes, h.ids) as u(scope, id)
                    group by u.scope, u.id) t
                where b.scope = t.scope
                    and b.id = t.id
            )
            select a.id, exists (select from refused) as refused,
                exists (
                    select from mine m, %s
                    where m.scope = u.scope and m.id = u.id) as limited
            from asked a
            """
                    .formatted(CALLS, SCOPES, BudgetSql.SPENT, SCOPES, SCOPES);

    static final String SETTLE =
            """
            %s, old as materialized (
                select h.id, h.amount, h.scopes, h.ids, h.state
                from budget_hold h
                where h.id = any(:ids)
                order by h.id
                for update
            ), paid as (
                select u.scope, u.id, sum(a.amount) as amount
                from asked a, %s
                where u.id is not null
                    and not exists (select from old o where o.id = a.id and o.state = 'SETTLED')
                group by u.scope, u.id
            ), freed as (
                select u.scope, u.id, sum(o.amount) as amount
                from old o, lateral unnest(o.scopes, o.ids) as u(scope, id)
                where o.state <> 'SETTLED'
                group by u.scope, u.id
            ), mine as materialized (
                select b.scope, b.id
                from budget b
                where (b.scope, b.id) in (select p.scope, p.id from paid p)
                order by b.scope, b.id
                for update
            ), settled as (
                update budget_hold
                set state = 'SETTLED', amount = 0, expires_at = clock_timestamp()
                where id = any(:ids)
            )
            update budget b
            set spent = %s + p.amount,
                period_start = greatest(b.period_start, %s),
                held = greatest(0, b.held - coalesce(f.amount, 0))
            from mine m
            join paid p on p.scope = m.scope and p.id = m.id
            left join freed f on f.scope = m.scope and f.id = m.id
            where b.scope = m.scope
                and b.id = m.id
            """
                    .formatted(CALLS, SCOPES, BudgetSql.SPENT, BudgetSql.START);

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
                and expires_at < now() - interval '2 days'
            """;

    private HoldSql() {}
}
