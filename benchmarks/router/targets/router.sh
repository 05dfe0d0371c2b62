# Our router: three providers of the settings stand for the three mocks; which one is asked is said by the model's name.
NAME=router
PIDFILE="$RUN/router.pid"
HDRS_FILE="$RUN/headers"
URL_json="http://127.0.0.1:$ROUTER_PORT/v1/chat/completions"; URL_large="$URL_json"; URL_sse="$URL_json"
for _w in small large stream; do
  _p=rig-json; [ $_w = stream ] && _p=rig-sse
  sed "s#\"model\":\"gpt-4o-mini\"#\"model\":\"$_p/gpt-4o-mini\"#" "$FIX/req-$_w.json" > "$RUN/router-$_w.json"
done
BODY_json="$RUN/router-small.json"; BODY_large="$RUN/router-large.json"; BODY_sse="$RUN/router-stream.json"
# by key, from the orchestrator, in a workspace that has a budget; the router reads the vendor's stream and answers as a whole
HDRS_FILE_durable="$RUN/headers-durable"; KEYED_durable=1
URL_durable="http://127.0.0.1:$ROUTER_PORT/internal/completions"
BODY_durable="$RUN/router-durable.json"
sed "s#@WORKSPACE@#$(cat "$RUN/budgeted")#g" "$FIX/req-durable.json" > "$BODY_durable"
