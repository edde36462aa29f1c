#!/bin/sh
set -eu
PGPASSWORD=$(cat /run/secrets/db_password)
export PGPASSWORD
exec pg_dump --format=custom
