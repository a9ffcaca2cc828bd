#!/usr/bin/env bash
# What people write instead of an action: create, look every five seconds, download the first file.
# usage: generate.sh BODY FILE, with API_ID and API_KEY in the environment. BODY is the JSON of the create.
set -euo pipefail

tasks="${API_URL:-https://api.creatify.ai}/api/asset_generator/"

ask() {
  curl --fail --silent --show-error -H "X-API-ID: $API_ID" -H "X-API-KEY: $API_KEY" "$@"
}

id=$(ask -H 'Content-Type: application/json' -d "$1" "$tasks" | jq -r .id)
echo "task $id"

while true; do
  sleep 5
  task=$(ask "$tasks$id/")
  status=$(jq -r .status <<<"$task")
  echo "$status"
  case $status in
    done) break ;;
    failed)
      jq -r .failed_reason <<<"$task" >&2
      exit 1
      ;;
  esac
done

curl --fail --silent --show-error --location --output "$2" "$(jq -r '.assets[0].url' <<<"$task")"
