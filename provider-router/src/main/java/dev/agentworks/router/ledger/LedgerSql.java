package dev.agentworks.router.ledger;

/**
 * The ledger's statements. Those of an owner name key, owner and attempt: a zombie changes nothing.
 */
final class LedgerSql {
    static final String RESERVE =
            """
            insert into llm_call (idem_key, request_hash, workspace_id, project_id, card_id, run_id, agent_id,
                provider, model, simulated, state, owner, lease_until)
            values (:key, :hash, :workspace, :project, cast(:card as uuid), cast(:run as uuid), :agent,
                :provider, :model, :simulated, 'RESERVED', :owner,
                clock_timestamp() + make_interval(secs => :lease))
            on conflict (idem_key) do nothing
            """;

    /** Of many calls, a column of them in each parameter; answers the keys that were free. */
    static final String RESERVE_ALL =
            """
            insert into llm_call (idem_key, request_hash, workspace_id, project_id, card_id, run_id, agent_id,
                provider, model, simulated, state, owner, lease_until)
            select t.key, t.hash, t.workspace, t.project, t.card, t.run, t.agent, t.provider, t.model, t.simulated,
                'RESERVED', t.owner, clock_timestamp() + make_interval(secs => t.lease)
            from unnest(?::text[], ?::text[], ?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::text[],
                ?::text[], ?::text[], ?::boolean[], ?::text[], ?::float8[])
                as t(key, hash, workspace, project, card, run, agent, provider, model, simulated, owner, lease)
            on conflict (idem_key) do nothing
            returning idem_key
            """;

    private static final String ROW =
            """
            select request_hash, state, attempt, attempts, completion, forgotten_at is not null as forgotten,
                owner is null or lease_until < clock_timestamp() as abandoned
            from llm_call
            where idem_key = :key
            """;

    static final String READ = ROW;

    static final String LOCK = ROW + "for update";

    static final String TAKE_OVER =
            """
            update llm_call
            set workspace_id = :workspace, project_id = :project, card_id = cast(:card as uuid),
                run_id = cast(:run as uuid), agent_id = :agent, provider = :provider, model = :model,
                simulated = :simulated, owner = :owner, attempt = attempt + 1,
                lease_until = clock_timestamp() + make_interval(secs => :lease)
            where idem_key = :key
            """;

    static final String DISPATCH =
            """
            with mine as (
                update llm_call
                set state = 'DISPATCHED', dispatched_at = clock_timestamp(), attempts = :number
                where idem_key = :key
                    and owner = :owner
                    and attempt = :attempt
                    and state = 'RESERVED'
                    and lease_until > clock_timestamp()
                    and not cancel_requested
                returning idem_key
            )
            insert into llm_attempt (idem_key, number, provider, model, key_name, simulated, state)
            select idem_key, :number, :provider, :model, :keyName, :simulated, 'DISPATCHED'
            from mine
            """;

    /** Of many calls, as {@link #RESERVE_ALL}; answers the keys that were still ours. */
    static final String DISPATCH_ALL =
            """
            with asked as materialized (
                select *
                from unnest(?::text[], ?::int[], ?::text[], ?::int[], ?::text[], ?::text[], ?::text[], ?::boolean[])
                    as t(key, attempt, owner, number, provider, model, key_name, simulated)
            ), mine as materialized (
                select c.idem_key
                from llm_call c
                join asked a on a.key = c.idem_key and a.owner = c.owner and a.attempt = c.attempt
                where c.state = 'RESERVED'
                    and c.lease_until > clock_timestamp()
                    and not c.cancel_requested
                order by c.idem_key
                for update of c
            ), called as (
                update llm_call c
                set state = 'DISPATCHED', dispatched_at = clock_timestamp(), attempts = a.number
                from mine m
                join asked a on a.key = m.idem_key
                where c.idem_key = m.idem_key
            )
            insert into llm_attempt (idem_key, number, provider, model, key_name, simulated, state)
            select a.key, a.number, a.provider, a.model, a.key_name, a.simulated, 'DISPATCHED'
            from mine m
            join asked a on a.key = m.idem_key
            returning idem_key
            """;

    /** The call is as it was before the attempt: its owner may make another one. */
    static final String ATTEMPT_FAILED =
            """
            with mine as (
                update llm_call
                set state = 'RESERVED', dispatched_at = null
                where idem_key = :key
                    and owner = :owner
                    and attempt = :attempt
                    and state = 'DISPATCHED'
                returning idem_key
            )
            update llm_attempt a
            set state = 'FAILED', finished_at = clock_timestamp(), error_code = :error,
                fresh_input = :fresh, cached_input = :cached, cache_write = :written, cache_write_hour = :hourly,
                visible_output = :visible, reasoning = :reasoning, cost = :cost
            from mine
            where a.idem_key = mine.idem_key
                and a.number = :number
            """;

    static final String RELEASE =
            """
            with mine as (
                update llm_call
                set state = 'RESERVED', dispatched_at = null, owner = null, lease_until = null
                where idem_key = :key
                    and owner = :owner
                    and attempt = :attempt
                    and state in ('RESERVED', 'DISPATCHED')
                returning idem_key
            ), unsent as (
                update llm_attempt a
                set state = 'NOT_SENT', finished_at = clock_timestamp()
                from mine
                where a.idem_key = mine.idem_key
                    and a.state = 'DISPATCHED'
            )
            select idem_key from mine
            """;

    /** With its last attempt and what billing hears: all or nothing. */
    static final String FINISH =
            """
            with mine as materialized (
                select idem_key
                from llm_call
                where idem_key = :key
                    and owner = :owner
                    and attempt = :attempt
                    and state in ('RESERVED', 'DISPATCHED')
                for update
            ), last as (
                update llm_attempt a
                set state = :state, finished_at = clock_timestamp(), error_code = :error,
                    fresh_input = :fresh, cached_input = :cached, cache_write = :written,
                    cache_write_hour = :hourly, visible_output = :visible, reasoning = :reasoning,
                    -- the call's cost holds that of earlier attempts
                    cost = :cost - coalesce(
                        (select sum(cost) from llm_attempt where idem_key = :key and state = 'FAILED'), 0)
                from mine
                where a.idem_key = mine.idem_key
                    and a.state = 'DISPATCHED'
            ), told as (
                insert into outbox (event_id, topic, ordering_key, attributes, payload)
                select cast(:eventId as text), cast(:eventTopic as text), cast(:eventOrder as text),
                    cast(:eventAttributes as text), cast(:eventPayload as text)
                from mine
                where cast(:eventId as text) is not null
                on conflict (event_id) do nothing
            )
            update llm_call c
            set state = :state, finished_at = clock_timestamp(), owner = null, lease_until = null,
                provider = :provider, model = :model, simulated = :simulated, byok = :byok,
                answered_by = :answeredBy, response_id = :responseId, fresh_input = :fresh,
                cached_input = :cached, cache_write = :written, cache_write_hour = :hourly,
                visible_output = :visible, reasoning = :reasoning, usage_source = :source,
                estimated = :estimated, cost = :cost, price = :price, markup = :markup,
                price_version = :priceVersion, error_code = :error, completion = :completion
            from mine
            where c.idem_key = mine.idem_key
            """;

    /** Of many calls, as {@link #RESERVE_ALL}; answers the keys that were still ours. */
    static final String FINISH_ALL =
            """
            with asked as materialized (
                select *
                from unnest(?::text[], ?::int[], ?::text[], ?::text[], ?::text[],
                    ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::numeric[],
                    ?::text[], ?::text[], ?::boolean[], ?::boolean[], ?::text[], ?::text[], ?::text[], ?::boolean[],
                    ?::numeric[], ?::numeric[], ?::text[], ?::text[],
                    ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                    as t(key, attempt, owner, state, error,
                        fresh, cached, written, hourly, visible, reasoning, cost,
                        provider, model, simulated, byok, answered_by, response_id, source, estimated,
                        price, markup, price_version, completion,
                        event_id, topic, ordering_key, attributes, payload)
            ), mine as materialized (
                select c.idem_key
                from llm_call c
                join asked a on a.key = c.idem_key and a.owner = c.owner and a.attempt = c.attempt
                where c.state in ('RESERVED', 'DISPATCHED')
                order by c.idem_key
                for update of c
            ), ours as materialized (
                select a.* from mine m join asked a on a.key = m.idem_key
            ), last as (
                update llm_attempt t
                set state = o.state, finished_at = clock_timestamp(), error_code = o.error,
                    fresh_input = o.fresh, cached_input = o.cached, cache_write = o.written,
                    cache_write_hour = o.hourly, visible_output = o.visible, reasoning = o.reasoning,
                    cost = o.cost - coalesce(
                        (select sum(e.cost) from llm_attempt e where e.idem_key = o.key and e.state = 'FAILED'), 0)
                from ours o
                where t.idem_key = o.key
                    and t.state = 'DISPATCHED'
            ), told as (
                insert into outbox (event_id, topic, ordering_key, attributes, payload)
                select o.event_id, o.topic, o.ordering_key, o.attributes, o.payload
                from ours o
                where o.event_id is not null
                on conflict (event_id) do nothing
            )
            update llm_call c
            set state = o.state, finished_at = clock_timestamp(), owner = null, lease_until = null,
                provider = o.provider, model = o.model, simulated = o.simulated, byok = o.byok,
                answered_by = o.answered_by, response_id = o.response_id, fresh_input = o.fresh,
                cached_input = o.cached, cache_write = o.written, cache_write_hour = o.hourly,
                visible_output = o.visible, reasoning = o.reasoning, usage_source = o.source,
                estimated = o.estimated, cost = o.cost, price = o.price, markup = o.markup,
                price_version = o.price_version, error_code = o.error, completion = o.completion
            from ours o
            where c.idem_key = o.key
            returning c.idem_key
            """;

    static final String REQUEST_CANCEL =
            """
            update llm_call
            set cancel_requested = cancel_requested or state in ('RESERVED', 'DISPATCHED')
            where idem_key = :key
            """;

    static final String RENEW =
            """
            with mine as (
                select idem_key
                from llm_call
                where idem_key = any(:keys)
                    and owner = :owner
                    and state in ('RESERVED', 'DISPATCHED')
                order by idem_key
                for update
            )
            update llm_call c
            set lease_until = clock_timestamp() + make_interval(secs => :lease)
            from mine
            where c.idem_key = mine.idem_key
            returning c.idem_key, c.cancel_requested
            """;

    private static final String GIVE_UP =
            """
            with lost as (
                update llm_call
                set state = 'INDETERMINATE', finished_at = clock_timestamp(), owner = null,
                    lease_until = null
                where state = 'DISPATCHED'
                    and %s
                returning idem_key
            )
            update llm_attempt a
            set state = 'INDETERMINATE', finished_at = clock_timestamp()
            from lost
            where a.idem_key = lost.idem_key
                and a.state = 'DISPATCHED'
            returning a.idem_key
            """;

    static final String LOSE = GIVE_UP.formatted("idem_key = :key");

    static final String SWEEP = GIVE_UP.formatted("lease_until < clock_timestamp()");

    /**
     * Calls whose owner died before it asked a vendor have no owner any more, so that the one
     * believed dead cannot ask either, and nothing is held for it. Few calls hold money at a time,
     * so it is looked for from there.
     */
    static final String FORSAKE =
            """
            update llm_call c
            set owner = null, lease_until = null
            from budget_hold h
            where h.state = 'HELD'
                and c.idem_key = h.id
                and c.state = 'RESERVED'
                and c.lease_until < clock_timestamp()
            returning c.idem_key
            """;

    private LedgerSql() {}
}
