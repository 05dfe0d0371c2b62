#!/usr/bin/env bash
# Node itself cannot say that Node is missing.
if ! command -v node > /dev/null || ! command -v npm > /dev/null; then
  echo "The web UI needs Node 20.19 or newer with npm, and found none. Install it and run the build again." >&2
  exit 1
fi
exec node "$(dirname "$0")/require-node.mjs"
