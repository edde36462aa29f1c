import { expect, test } from 'vitest';
import { parseDockerfile } from '../../src/parse/dockerfile/parse.ts';
import { leavesRoot, type Leaving } from '../../src/posture/leaving-root.ts';
import { postureOfBuild } from '../../src/posture/stages.ts';

function leaving(text: string): Leaving | undefined {
  const stage = postureOfBuild(parseDockerfile({ path: 'Dockerfile', text }), { args: {} }, [], new Map());
  return stage === undefined ? undefined : leavesRoot(stage);
}

test.for([
  'FROM redis:7.4',
  'FROM redis:7.4\nCMD ["redis-server", "/etc/redis.conf"]',
  'FROM postgres:17\nCMD ["-c", "max_connections=200"]',
  'FROM mariadb:11\nENTRYPOINT ["docker-entrypoint.sh"]\nCMD ["mysqld"]',
  'FROM mongo:8\nCMD mongod --replSet rs0',
  'FROM eclipse-mosquitto:2\nCMD ["/usr/sbin/mosquitto", "-c", "/m.conf"]',
])('%j leaves root whole', (text) => {
  expect(leaving(text)).toBe('whole');
});

test.for([
  'FROM nginx:1.29',
  'FROM nginx:1.29\nCMD ["nginx", "-g", "daemon off;"]',
  'FROM php:8.4-apache',
  'FROM php:8.4\nCMD ["php-fpm"]',
])('%j leaves root with its workers', (text) => {
  expect(leaving(text)).toBe('workers');
});

test.for([
  'FROM node:22',
  'FROM redis:7.4\nCMD ["/app"]',
  'FROM postgres:17\nENTRYPOINT ["/app"]\nCMD ["postgres"]',
  'FROM php:8.4-cli',
  'FROM php:8.4-fpm\nENTRYPOINT ["php", "server.php"]',
  'FROM nginx:1.29\nCMD exec ./run.sh',
])('%j stays root', (text) => {
  expect(leaving(text)).toBeUndefined();
});
