#!/usr/bin/env bash
# Starts our router with everything it has in production: PostgreSQL, Redis, Pub/Sub (the emulator), service tokens, limits.
# Needs JAVA_HOME (JDK 25), PostgreSQL's programs, redis-server, node, and the built jars (mvn -DskipTests package).
#   POSTGRES_DIR  where PostgreSQL keeps its files. A folder in memory (/dev/shm) shows the router without the disk's commit time.
#   ROUTER_OPTS  options of the JVM
set -euo pipefail
. "$(dirname "$0")/env.sh"
repository="$(cd "$HERE/../.." && pwd)"
java="${JAVA_HOME:?set JAVA_HOME to a JDK 25}/bin/java"
POSTGRES_DIR="${POSTGRES_DIR:-/dev/shm/router-bench}"
REDIS_PORT=$((POSTGRES_PORT+1)); PUBSUB_PORT=$((POSTGRES_PORT+2))
initdb="$(command -v initdb || ls /usr/lib/postgresql/*/bin/initdb | tail -1)"; programs="$(dirname "$(readlink -f "$initdb")")"
# PostgreSQL does not run as root
as=(env); [ "$(id -u)" = 0 ] && as=(setpriv --reuid postgres --regid postgres --clear-groups env)
port_open() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
wait_port() { for _ in $(seq 150); do port_open "$1" && return 0; sleep 0.2; done; echo "port $1 does not open" >&2; exit 1; }
if ! alive "$RUN/store-postgresql.pid"; then
  rm -rf "$POSTGRES_DIR"; mkdir -p "$POSTGRES_DIR"; [ "$(id -u)" = 0 ] && chown postgres "$POSTGRES_DIR"
  "${as[@]}" "$programs/initdb" -D "$POSTGRES_DIR/data" -U postgres -A trust -E UTF8 --no-locale >/dev/null
  (cd "$POSTGRES_DIR" && exec "${LOAD_PFX[@]}" "${as[@]}" "$programs/postgres" -D "$POSTGRES_DIR/data" -p "$POSTGRES_PORT" -h 127.0.0.1 -k "" -c shared_buffers=256MB -c max_connections=60 >"$RUN/postgresql.log" 2>&1) &
  wait_port "$POSTGRES_PORT"; sleep 1
  head -1 "$POSTGRES_DIR/data/postmaster.pid" > "$RUN/store-postgresql.pid"
  psql -q -h 127.0.0.1 -p "$POSTGRES_PORT" -U postgres -v ON_ERROR_STOP=1 <<'SQL'
create role router_owner login; create role router_app login nobypassrls;
create database agentworks;
\c agentworks
create schema router authorization router_owner; grant usage on schema router to router_app;
SQL
fi
if ! alive "$RUN/store-redis.pid"; then
  "${LOAD_PFX[@]}" redis-server --port "$REDIS_PORT" --bind 127.0.0.1 --save "" --appendonly no >"$RUN/redis.log" 2>&1 & echo $! > "$RUN/store-redis.pid"
fi
if ! alive "$RUN/store-pubsub.pid"; then
  jar="$(ls "$repository"/local-stack/pubsub-emulator/target/pubsub-emulator-*.jar | grep -v tests | head -1)"
  [ -f "$RUN/pubsub.classpath" ] || (cd "$repository" && mvn -q -B -o -pl local-stack/pubsub-emulator dependency:build-classpath -Dmdep.outputFile="$RUN/pubsub.classpath" ${MAVEN_REPO:+-Dmaven.repo.local=$MAVEN_REPO})
  "${LOAD_PFX[@]}" "$java" -Xmx256m -XX:+UseSerialGC -cp "$jar:$(cat "$RUN/pubsub.classpath")" dev.agentworks.local.pubsub.PubSubEmulatorMain --port "$PUBSUB_PORT" >"$RUN/pubsub.log" 2>&1 & echo $! > "$RUN/store-pubsub.pid"
fi
wait_port "$REDIS_PORT"; wait_port "$PUBSUB_PORT"
[ -f "$RUN/router.env" ] || node "$HERE/keys.mjs" keys "$RUN"
alive "$RUN/tokens.pid" || { node "$HERE/keys.mjs" tokens "$RUN" >/dev/null 2>&1 & echo $! > "$RUN/tokens.pid"; }
if alive "$RUN/router.pid"; then echo "router already up: pid $(cat "$RUN/router.pid")"; exit 0; fi
# taken out of its jar once, as in the image
if [ "$repository/provider-router/target/provider-router.jar" -nt "$RUN/app/provider-router.jar" ]; then
  rm -rf "$RUN/app"; "$java" -Djarmode=tools -jar "$repository/provider-router/target/provider-router.jar" extract --destination "$RUN/app" >/dev/null
  touch "$RUN/app/provider-router.jar"
fi
. "$RUN/router.env"
export AGENTWORKS_PORT=$ROUTER_PORT AGENTWORKS_DATABASE_URL="jdbc:postgresql://127.0.0.1:$POSTGRES_PORT/agentworks?currentSchema=router" \
  AGENTWORKS_DATABASE_USER=router_app AGENTWORKS_DATABASE_PASSWORD=x AGENTWORKS_MIGRATION_USER=router_owner AGENTWORKS_MIGRATION_PASSWORD=x \
  AGENTWORKS_REDIS_URL="redis://127.0.0.1:$REDIS_PORT" PUBSUB_EMULATOR_HOST="127.0.0.1:$PUBSUB_PORT" GOOGLE_CLOUD_PROJECT=agentworks-local
# one probe refuses the only key; the next one must not wait for it
settings=(--agentworks.router.keys.refused-for=1ms --agentworks.router.catalogue.files="file:$HERE/models.json" --agentworks.router.timeouts.idle=5s)
n=0
for p in json:$MOCK_JSON_PORT sse:$MOCK_SSE_PORT slow:$MOCK_SLOW_PORT; do
  name="rig-${p%%:*}"
  settings+=(--agentworks.router.providers.$name.kind=openai-compatible --agentworks.router.providers.$name.base-url="http://127.0.0.1:${p##*:}/v1" --agentworks.router.providers.$name.api-key=sk-bench --agentworks.router.providers.$name.flags.done-marker=true)
  # limits are on; they are too wide to refuse anything
  settings+=("--agentworks.router.limits.rates[$n].provider=$name" "--agentworks.router.limits.rates[$n].requests=100000000" "--agentworks.router.limits.rates[$n].tokens=1000000000000")
  n=$((n+1))
done
"${GW_PFX[@]}" "$java" ${ROUTER_OPTS:--Xms128m -Xmx128m -XX:+UseTransparentHugePages -XX:+UseCompactObjectHeaders -XX:+UseSerialGC -XX:TieredStopAtLevel=4 -Xss256k -XX:ReservedCodeCacheSize=96m -XX:TrimNativeHeapInterval=5000} -jar "$RUN/app/provider-router.jar" "${settings[@]}" >"$RUN/router.log" 2>&1 & echo $! > "$RUN/router.pid"
for _ in $(seq 300); do curl -sf -m 1 -o /dev/null "http://127.0.0.1:$ROUTER_PORT/ready" && break; alive "$RUN/router.pid" || { tail -30 "$RUN/router.log" >&2; exit 1; }; sleep 0.3; done
# the calls by key are those of a workspace whose money is watched
[ -f "$RUN/budgeted" ] || cat /proc/sys/kernel/random/uuid > "$RUN/budgeted"
curl -sf -m 5 -o /dev/null -X PUT -H "$(cat "$RUN/headers-durable")" -H 'content-type: application/json' \
  --data "{\"workspaceId\":\"$(cat "$RUN/budgeted")\",\"limit\":1000000}" "http://127.0.0.1:$ROUTER_PORT/internal/budgets/workspace/$(cat "$RUN/budgeted")"
echo "router pid $(cat "$RUN/router.pid") port $ROUTER_PORT"
