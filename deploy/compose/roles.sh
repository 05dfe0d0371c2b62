#!/usr/bin/env bash
# Runs once in a new database: a schema and two roles for each service. The owner migrates; the application's role owns
# nothing and cannot go round row security.
set -euo pipefail
run() { psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" --quiet "$@"; }
run --command "revoke all on schema public from public"
for service in core orchestrator router monitor billing; do
    owner_password="${service^^}_OWNER_PASSWORD"
    app_password="${service^^}_APP_PASSWORD"
    run --set owner="${service}_owner" --set app="${service}_app" --set schema="$service" --set database="$POSTGRES_DB" \
        --set owner_password="${!owner_password}" --set app_password="${!app_password}" <<'SQL'
create role :"owner" login nosuperuser nocreatedb nocreaterole nobypassrls password :'owner_password';
create role :"app" login nosuperuser nocreatedb nocreaterole nobypassrls password :'app_password';
grant connect on database :"database" to :"owner", :"app";
create schema :"schema" authorization :"owner";
grant usage on schema :"schema" to :"app";
SQL
done
