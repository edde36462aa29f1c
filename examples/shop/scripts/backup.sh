#!/bin/sh
set -eu
mkdir -p /mnt/backup
mount -t nfs backup.example.com:/shop /mnt/backup
pg_dump --format=custom --file="/mnt/backup/shop-$(date +%F).dump" shop
