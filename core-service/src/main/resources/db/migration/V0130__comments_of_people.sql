-- A person changes and deletes what they wrote. In the text a member is named by @user:<id>; who is named stands beside it.
alter table card_comment
    add column edited_at timestamptz,
    add column mentions  jsonb not null default '[]';

create index card_comment_mentions on card_comment using gin (mentions jsonb_path_ops) where mentions <> '[]';
