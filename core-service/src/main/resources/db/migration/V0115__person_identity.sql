-- Accounts elsewhere with which a person signs in here. An account is named by its issuer and subject; its address may change.
create table person_identity (
    issuer     text        not null,
    subject    text        not null,
    person_id  uuid        not null references person,
    created_at timestamptz not null,
    primary key (issuer, subject)
);

create index person_identity_person on person_identity (person_id);

alter table person_identity enable row level security;
create policy person on person_identity using (person_id = (select acting_person()));

-- Who signs in, before it is known who it is.
create function person_of_identity(account_issuer text, account_subject text) returns uuid
    language sql stable security definer
    set search_path from current
    as $$ select i.person_id from person_identity i where i.issuer = account_issuer and i.subject = account_subject $$;

revoke all on function person_of_identity(text, text) from public;
grant execute on function person_of_identity(text, text) to ${app_role};
