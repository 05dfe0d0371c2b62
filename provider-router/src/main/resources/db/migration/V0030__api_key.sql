-- the workspace's key a call from outside came with
alter table llm_call add column api_key_id uuid;
