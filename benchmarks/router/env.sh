# Shared settings; every value can be overridden from the environment.
HERE="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
RUN="${RUN:-${TMPDIR:-/tmp}/router-bench}"   # pids, rendered configs, results: nothing is written into the repo
FIX="${FIX:-$RUN/fixtures}"
MOCK_JSON_PORT="${MOCK_JSON_PORT:-9111}"; MOCK_SSE_PORT="${MOCK_SSE_PORT:-9112}"; MOCK_SLOW_PORT="${MOCK_SLOW_PORT:-9113}"
PROXY_JSON_PORT="${PROXY_JSON_PORT:-9121}"; PROXY_SSE_PORT="${PROXY_SSE_PORT:-9122}"; PROXY_SLOW_PORT="${PROXY_SLOW_PORT:-9123}"
PORTKEY_PORT="${PORTKEY_PORT:-9131}"
ROUTER_PORT="${ROUTER_PORT:-9140}"; POSTGRES_PORT="${POSTGRES_PORT:-9150}"   # router; PostgreSQL, Redis and Pub/Sub from POSTGRES_PORT on
NCPU="$(nproc)"
# PIN=1 (default): load generator + mock on CPU 0, thing under test on the other CPU(s). PIN=0: no pinning.
PIN="${PIN:-1}"; LOAD_CPUS="${LOAD_CPUS:-0}"; GW_CPUS="${GW_CPUS:-$([ "$NCPU" -gt 1 ] && echo "1-$((NCPU-1))" || echo 0)}"
if [ "$PIN" = 1 ]; then LOAD_PFX=(taskset -c "$LOAD_CPUS"); GW_PFX=(taskset -c "$GW_CPUS"); else LOAD_PFX=(env); GW_PFX=(env); fi
# true if the pid in file $1 runs (a zombie that nobody reaped does not count)
alive() { local p; p="$(cat "$1" 2>/dev/null)" && [ -n "$p" ] && grep -qv '^State:.Z' <(grep '^State:' "/proc/$p/status" 2>/dev/null); }
mkdir -p "$RUN"
