#!/usr/bin/env bash
# Puts the shop on a fresh server.
set -e

curl -fsSL https://get.docker.com | sh

docker login -u shop -p darjeeling-first-flush registry.example.com
docker build --build-arg NPM_TOKEN=teapot-registry-2024 -t registry.example.com/shop/web web
docker compose up -d --build

# Fill the shop with the products of the old one
docker run --rm --network host -e PGPASSWORD=brew-strong-4ever \
  -v "$PWD/db:/seed" postgres:17.6 psql -h 127.0.0.1 -U shop -f /seed/schema.sql

# A screen for the whole server
docker run -d --name portainer --restart always -p 9000:9000 \
  -v /var/run/docker.sock:/var/run/docker.sock \
  portainer/portainer-ce:latest

# Lets us look into containers that hang
docker run -d --name rescue --privileged --pid=host --user 0 \
  -v /:/host debian:13-slim sleep infinity
