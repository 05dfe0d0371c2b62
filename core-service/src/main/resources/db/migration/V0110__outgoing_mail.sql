-- Mails that are to be sent: written with what causes them, sent after it is committed. A text may hold a link that works
-- once: it is forgotten as soon as the mail is sent or given up.
create table outgoing_mail (
    id            uuid        primary key,
    recipient     text        not null,
    subject       text        not null,
    body          text,
    created_at    timestamptz not null,
    -- nobody can use it later; null: it is as good late as soon
    useless_after timestamptz,
    state         text        not null default 'QUEUED' check (state in ('QUEUED', 'SENT', 'FAILED')),
    attempts      int         not null default 0,
    -- while one process sends it, the time until which no other one does
    due_at        timestamptz not null,
    -- of the last attempt, without words of the mail
    reason        text,
    finished_at   timestamptz,
    check ((state = 'QUEUED') = (finished_at is null)),
    check (state = 'QUEUED' or body is null)
);

create index outgoing_mail_due on outgoing_mail (due_at) where state = 'QUEUED';
create index outgoing_mail_finished on outgoing_mail (finished_at) where state <> 'QUEUED';
