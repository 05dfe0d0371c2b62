#!/bin/sh
# Build, test, package; the same steps on every machine. Back: run it with the earlier version.
set -eu
version="${1:?which version?}"
cd "$(dirname "$0")/.."
npm test --prefix server
npm test --prefix web
docker build -f deploy/Dockerfile -t "{{name}}:$version" .
