-- A visit that begins because something is taken back (a card restored, a move undone) starts no agent by itself.
alter table card
    add column quiet_visit int;

create index card_archived on card (project_id, archived_at) where archived_at is not null;
