-- Where keys of places grew so long that their lane is to be rewritten.
create index card_crowded on card (lane_id) where length(rank) > 24;

-- In whichever workspace; the platform then works within each.
create function crowded_lanes() returns table (workspace uuid, lane uuid)
    language sql stable security definer
    set search_path from current
    as $$ select distinct workspace_id, lane_id from card where length(rank) > 24 $$;

revoke all on function crowded_lanes() from public;
grant execute on function crowded_lanes() to ${app_role};
