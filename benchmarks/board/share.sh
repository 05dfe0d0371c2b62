#!/usr/bin/env bash
# benchmarks/board/share.sh DATA DATABASE_PORT [CARDS] [SECONDS]: what a move and a creation cost as one plain SQL transaction,
# by pgbench with 1 and 8 clients on the database of a local stack: on tables like core's (same columns, indexes and references,
# no row security), filled with one board. Prints transactions a second and their mean time.
set -euo pipefail
data="$1" port="$2" cards="${3:-1000}" seconds="${4:-15}"
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
PGPASSWORD="$(sed -n 's/.*"databaseAdministrator" *: *"\([^"]*\)".*/\1/p' "$data/secrets.json")"
export PGPASSWORD PGHOST=127.0.0.1 PGPORT="$port" PGUSER=postgres PGDATABASE=agentworks
psql -qX -v ON_ERROR_STOP=1 -v cards="$cards" -f "$here/tables.sql"
trap 'psql -qX -c "drop schema benchmark cascade" 2>/dev/null' EXIT
for change in move create; do
    for clients in 1 8; do
        run() { pgbench -n -M prepared -f "$here/$change.sql" -D cards="$cards" -c "$clients" -j 2 -T "$1" 2>&1 || true; }
        run 3 > /dev/null
        run "$seconds" | awk -v what="$change as plain SQL, $clients client(s)" '
            /error/ { print > "/dev/stderr"; failed = 1 }
            /^tps/ { tps = $3 } /^latency average/ { latency = $4 }
            END { if (failed) exit 1; printf "%-36s %12.1f /s, mean %.3f ms\n", what, tps, latency }'
    done
done
