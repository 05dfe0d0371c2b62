-- What an agent is told is some tens of thousands of characters: lz4 packs them several times faster than the default.
-- A server that was built without it keeps the default.
do $$
begin
    alter table run_step alter column result set compression lz4;
exception when feature_not_supported then
    null;
end $$;
