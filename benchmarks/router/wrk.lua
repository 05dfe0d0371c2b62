-- wrk script: POST the file in BODY_FILE with the headers in HDRS ("k: v" lines); prints one RESULT line.
-- KEYED: PUT it instead, each time below another key that nobody had before.
local f = assert(io.open(assert(os.getenv("BODY_FILE")), "rb"))
wrk.method = "POST"; wrk.body = f:read("*a"); f:close()
wrk.headers["content-type"] = "application/json"
for line in (os.getenv("HDRS") or ""):gmatch("[^\n]+") do
  local k, v = line:match("^%s*([^:]+):%s*(.-)%s*$")
  if k then wrk.headers[k] = v end
end
local file = os.getenv("HDRS_FILE")
if file and file ~= "" then
  for line in io.lines(file) do
    local k, v = line:match("^%s*([^:]+):%s*(.-)%s*$")
    if k then wrk.headers[k] = v end
  end
end
if (os.getenv("KEYED") or "") ~= "" then
  local random = assert(io.open("/dev/urandom", "rb"))
  local run = random:read(8):gsub(".", function(c) return string.format("%02x", c:byte()) end); random:close()
  local number = 0
  wrk.method = "PUT"
  function request()
    number = number + 1
    return wrk.format(nil, wrk.path .. "/rig-" .. run .. "-" .. number)
  end
end
function done(s, lat, _)
  local e = s.errors
  io.write(string.format("RESULT n=%d us=%d rps=%.1f p50=%.0f p90=%.0f p99=%.0f p999=%.0f max=%.0f non2xx=%d sock=%d bytes=%d\n",
    s.requests, s.duration, s.requests / (s.duration / 1e6), lat:percentile(50), lat:percentile(90), lat:percentile(99),
    lat:percentile(99.9), lat.max, e.status, e.connect + e.read + e.write + e.timeout, s.bytes))
end
