#!/bin/sh
# Writes the secrets that are missing. Existing ones are kept.
set -eu
cd "$(dirname "$0")/../secrets"
chmod 700 .

for name in db_password session_secret admin_password; do
  [ -e "$name" ] || head -c 32 /dev/urandom | base64 | tr -d '/+=\n' > "$name"
done

# What only you know: the token of the warehouse, and the login of a private package registry where there is one.
for name in warehouse_token npmrc pip_conf; do
  [ -e "$name" ] || : > "$name"
done

chmod 444 db_password session_secret admin_password warehouse_token npmrc pip_conf
