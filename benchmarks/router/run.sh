#!/usr/bin/env bash
# Measures: direct mock, nginx reverse proxy, every targets/*.sh, and (optionally) one gateway given in the environment:
#   GATEWAY_URL=http://127.0.0.1:8080/v1/chat/completions GATEWAY_HEADERS=$'authorization: Bearer x\nx-agent-id: a' \
#   [GATEWAY_NAME=router] [GATEWAY_PID=123] [GATEWAY_BODY=file] [GATEWAY_SSE_URL=.. GATEWAY_SSE_HEADERS=..] ./run.sh
# Knobs: WORKLOADS="json large sse" (durable: the path by key, of targets that have one)  CONC="1 16 64"  ROUNDS=3  DUR=8 (s per cell)  WARM=6 (s, once per target+workload)  ONLY="portkey"
#        FOREIGN_MAX=5 (% of all CPUs): a cell during which other processes used more is measured again, up to TRIES=4 times (the
#        quietest try is kept and its foreign share is in raw.tsv); before each try the script waits up to QUIET_S=60 s for quiet.
# Targets are interleaved inside a round; the summary takes the median over rounds. Result: $RUN/results/<stamp>/{raw.tsv,summary.md}
set -euo pipefail
. "$(dirname "$0")/env.sh"
WORKLOADS="${WORKLOADS:-json large sse}"; CONC="${CONC:-1 16 64}"; ROUNDS="${ROUNDS:-3}"; DUR="${DUR:-8}"; WARM="${WARM:-6}"; ONLY="${ONLY:-}"
FOREIGN_MAX="${FOREIGN_MAX:-5}"; TRIES="${TRIES:-4}"; QUIET_S="${QUIET_S:-60}"
OUT="$RUN/results/$(date +%Y%m%d-%H%M%S)"; mkdir -p "$OUT"; RAW="$OUT/raw.tsv"
declare -A URL HD HF KEYED BODY PIDS; ORDER=()   # HF: a file of further headers, read at every cell, for tokens that change
add() { # name workload url headers body pid
  URL[$1,$2]="$3"; HD[$1,$2]="$4"; BODY[$1,$2]="$5"; PIDS[$1]="$6"; }
bodyof() { case $1 in large) echo "$FIX/req-large.json";; sse|durable) echo "$FIX/req-stream.json";; *) echo "$FIX/req-small.json";; esac; }
ORDER+=(direct nginx)
for w in json large sse durable; do
  m=$MOCK_JSON_PORT; p=$PROXY_JSON_PORT; [[ $w == sse || $w == durable ]] && { m=$MOCK_SSE_PORT; p=$PROXY_SSE_PORT; }
  add direct $w "http://127.0.0.1:$m/v1/chat/completions" "authorization: Bearer sk-bench" "$(bodyof $w)" ""
  add nginx  $w "http://127.0.0.1:$p/v1/chat/completions" "authorization: Bearer sk-bench" "$(bodyof $w)" "$(cat "$RUN/nginx-proxy.pid")"
done
for t in "$HERE"/targets/*.sh; do
  [ -f "$t" ] || continue
  unset HDRS_FILE HDRS_FILE_durable KEYED_durable NAME PIDFILE URL_json URL_large URL_sse URL_slow URL_durable HDRS_json HDRS_large HDRS_sse HDRS_slow BODY_json BODY_large BODY_sse BODY_durable; . "$t"
  [ -z "$ONLY" ] || [[ " $ONLY " == *" $NAME "* ]] || continue
  pid="$(cat "$PIDFILE" 2>/dev/null || true)"; alive "$PIDFILE" || { echo "skip $NAME: not running" >&2; continue; }
  ORDER+=("$NAME")
  for w in json large sse durable; do u="URL_$w"; h="HDRS_$w"; b="BODY_$w"; f="HDRS_FILE_$w"; k="KEYED_$w"; HF[$NAME,$w]="${!f:-${HDRS_FILE:-}}"; KEYED[$NAME,$w]="${!k:-}"; [ -n "${!u:-}" ] && add "$NAME" $w "${!u}" "${!h:-}" "${!b:-$(bodyof $w)}" "$pid"; done
done
if [ -n "${GATEWAY_URL:-}" ]; then
  n="${GATEWAY_NAME:-gateway}"; ORDER+=("$n")
  for w in json large; do add "$n" $w "$GATEWAY_URL" "${GATEWAY_HEADERS:-}" "${GATEWAY_BODY:-$(bodyof $w)}" "${GATEWAY_PID:-}"; done
  [ -n "${GATEWAY_SSE_URL:-}" ] && add "$n" sse "$GATEWAY_SSE_URL" "${GATEWAY_SSE_HEADERS:-${GATEWAY_HEADERS:-}}" "${GATEWAY_SSE_BODY:-$(bodyof sse)}" "${GATEWAY_PID:-}"
fi
tree() { local p; for p in $1; do echo "$p"; tree "$(cat /proc/$p/task/*/children 2>/dev/null || true)"; done; }
cpu()  { local t=0 p v; for p in $(tree "$1"); do v=$(awk '{sub(/.*\) /,""); print $12+$13}' /proc/$p/stat 2>/dev/null || echo 0); t=$((t+v)); done; echo "$t"; } # clock ticks
rss()  { local t=0 p v; for p in $(tree "$1"); do v=$(awk "/^$2:/{print \$2}" /proc/$p/status 2>/dev/null); t=$((t+${v:-0})); done; echo "$t"; }           # kB
stub() { local a b; a=$(curl -s "http://127.0.0.1:$MOCK_JSON_PORT/stub" | awk 'NR==3{print $3}'); echo "$a"; }
HZ=$(getconf CLK_TCK)
TIMEFORMAT='%U %S'
shoot() { # name workload conc seconds -> RESULT line, then wrk's own CPU seconds
  { time BODY_FILE="${BODY[$1,$2]}" HDRS="${HD[$1,$2]}" HDRS_FILE="${HF[$1,$2]:-}" KEYED="${KEYED[$1,$2]:-}" "${LOAD_PFX[@]}" wrk -t1 -c"$3" -d"$4s" --timeout 10s --latency -s "$HERE/wrk.lua" "${URL[$1,$2]}" | grep '^RESULT'; } 2>&1; }
sysbusy() { awk '/^cpu /{print $2+$3+$4}' /proc/stat; }              # ticks in user+nice+system, all CPUs (interrupt time left out)
# the router's PostgreSQL and Redis are part of the run, not foreign, and not counted as the router's own work either
MOCKS="$(cat "$RUN/nginx-mock.pid") $(cat "$RUN/mock-slow.pid") $(cat "$RUN"/store-*.pid 2>/dev/null | tr '\n' ' ')"
quiet() { # wait until the rest of the machine uses less than FOREIGN_MAX % for 1 s
  local i a b; for i in $(seq "$QUIET_S"); do a=$(sysbusy); sleep 1; b=$(sysbusy); [ $(( (b-a)*100/(HZ*NCPU) )) -lt "$FOREIGN_MAX" ] && return 0; done; return 0; }
echo -e "round\ttarget\tworkload\tconc\tn\trps\tp50\tp90\tp99\tp999\tmax\tnon2xx\tsock\tcpu_us_per_req\tupstream_per_req\trss_kb\thwm_kb\tforeign_pct" > "$RAW"
declare -A IDLE
for t in "${ORDER[@]}"; do [ -n "${PIDS[$t]:-}" ] && IDLE[$t]=$(rss "${PIDS[$t]}" VmRSS); done
for w in $WORKLOADS; do
  for t in "${ORDER[@]}"; do [ -n "${URL[$t,$w]:-}" ] && shoot "$t" "$w" 16 "$WARM" >/dev/null || true; done
  for r in $(seq "$ROUNDS"); do for c in $CONC; do for t in "${ORDER[@]}"; do
    [ -n "${URL[$t,$w]:-}" ] || continue
    pid="${PIDS[$t]:-}"; best=""; bestf=999
    for try in $(seq "$TRIES"); do
      quiet
      s0=$(stub); c0=0; [ -n "$pid" ] && c0=$(cpu "$pid"); m0=$(cpu "$MOCKS"); b0=$(sysbusy); T0=$(date +%s%N)
      res="$(shoot "$t" "$w" "$c" "$DUR")"
      T1=$(date +%s%N); b1=$(sysbusy); m1=$(cpu "$MOCKS"); c1=0; rs=0; hw=0; [ -n "$pid" ] && { c1=$(cpu "$pid"); rs=$(rss "$pid" VmRSS); hw=$(rss "$pid" VmHWM); }
      s1=$(stub)
      eval "$(echo "$res" | grep '^RESULT' | sed 's/^RESULT //; s/\([a-z0-9]*\)=/R_\1=/g; s/ /; /g')"
      wt=$(echo "$res" | tail -1 | awk -v hz="$HZ" '{printf "%d", ($1+$2)*hz}')
      fo=$(awk -v b=$((b1-b0)) -v o=$((c1-c0+m1-m0+wt)) -v hz="$HZ" -v n="$NCPU" -v t=$(((T1-T0)/1000000)) 'BEGIN{f=(b-o)*100000/(hz*n*t); printf "%.1f", f<0?0:f}')
      cu=$(awk -v a="$c0" -v b="$c1" -v hz="$HZ" -v n="$R_n" 'BEGIN{printf "%.1f", n? (b-a)*1e6/hz/n : 0}')
      up=$(awk -v a="$s0" -v b="$s1" -v n="$R_n" 'BEGIN{printf "%.3f", n? (b-a-1)/n : 0}')
      line="$r\t$t\t$w\t$c\t$R_n\t$R_rps\t$R_p50\t$R_p90\t$R_p99\t$R_p999\t$R_max\t$R_non2xx\t$R_sock\t$cu\t$up\t$rs\t$hw\t$fo"
      awk -v a="$fo" -v b="$bestf" 'BEGIN{exit !(a<b)}' && { best="$line"; bestf="$fo"; }
      awk -v a="$fo" -v m="$FOREIGN_MAX" 'BEGIN{exit !(a<=m)}' && break
    done
    echo -e "$best" | tee -a "$RAW" >&2
  done; done; done
done
{ for t in "${!IDLE[@]}"; do echo -e "$t\t${IDLE[$t]}"; done; } > "$OUT/idle_rss.tsv"
{ echo "cpus=$NCPU pin=$PIN load_cpus=$LOAD_CPUS gw_cpus=$GW_CPUS dur=$DUR rounds=$ROUNDS"; uname -r; nginx -v 2>&1; } > "$OUT/env.txt"
node "$HERE/summary.mjs" "$OUT" | tee "$OUT/summary.md"
