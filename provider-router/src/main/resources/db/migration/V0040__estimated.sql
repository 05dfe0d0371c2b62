-- Money that may have to be corrected: the vendor did not tell the tokens, or the table the rates of what answered.
alter table llm_call
    add column estimated boolean not null default false,
    -- of what was written to the vendor's cache, the part that is kept for an hour and priced apart
    add column cache_write_hour bigint not null default 0,
    add constraint an_hour_is_part_of_the_writes check (cache_write_hour between 0 and cache_write);

alter table llm_attempt
    add column cache_write_hour bigint not null default 0,
    add constraint an_hour_is_part_of_the_writes check (cache_write_hour between 0 and cache_write);

-- somebody looks at these
create index llm_call_estimated on llm_call (finished_at) where estimated;
