#!/usr/bin/env bash
# Puts the shop on a server that has Docker from its distribution, and lets nothing but containers of its own at it.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/make-secrets.sh
docker compose build --pull
docker compose up --detach --wait

# Does the shop answer? Asked from outside of its networks.
docker run --rm --network shop_edge --user 10002:10002 \
  --read-only --cap-drop ALL --security-opt no-new-privileges:true \
  --memory 64m --cpus 0.5 --pids-limit 20 \
  curlimages/curl:8.16.0 --fail --silent --max-time 5 http://proxy:8080/health
