-- what is old enough to be deleted is found without reading the rest
create index llm_call_forgotten on llm_call (finished_at) where forgotten_at is not null;
