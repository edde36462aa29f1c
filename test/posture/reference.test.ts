import { describe, expect, test } from 'vitest';
import { imageKey } from '../../src/posture/image-key.ts';
import { knownImage } from '../../src/posture/known-images.ts';
import { parseReference } from '../../src/posture/reference.ts';
import { isRoot } from '../../src/posture/user.ts';

const digest = `sha256:${'a1'.repeat(32)}`;

describe('an image reference', () => {
  test.for([
    ['node', 'docker.io/library/node', undefined, undefined],
    ['node:22-slim', 'docker.io/library/node', '22-slim', undefined],
    ['docker.io/node', 'docker.io/library/node', undefined, undefined],
    ['index.docker.io/library/node:22', 'docker.io/library/node', '22', undefined],
    ['grafana/grafana:11', 'docker.io/grafana/grafana', '11', undefined],
    ['localhost/app', 'localhost/app', undefined, undefined],
    ['127.0.0.1:5000/app:1', '127.0.0.1:5000/app', '1', undefined],
    [`ghcr.io/a/b/c:1@${digest}`, 'ghcr.io/a/b/c', '1', digest],
    [`node@${digest}`, 'docker.io/library/node', undefined, digest],
  ] as const)('%s is of %s', ([text, repository, tag, expected]) => {
    const parsed = parseReference(text);
    expect([parsed?.repository, parsed?.tag, parsed?.digest]).toEqual([repository, tag, expected]);
  });

  test.for(['', 'UPPER', 'a b', '-x', 'a:b:c', 'node@sha256:12', '${IMAGE}', 'a//b'])('%j is none', (text) => {
    expect(parseReference(text)).toBeUndefined();
  });

  test('is compared without a latest that says nothing', () => {
    expect(imageKey('node')).toBe(imageKey('docker.io/library/node:latest'));
    expect(imageKey('node:22')).not.toBe(imageKey('node'));
  });
});

test.for([
  ['root', true],
  ['root:root', true],
  ['0', true],
  ['00:1000', true],
  ['+0', true],
  ['', true],
  ['1000', false],
  ['10', false],
  ['rootless', false],
  ['node:root', false],
] as const)('user %j is root: %s', ([user, expected]) => {
  expect(isRoot(user)).toBe(expected);
});

test('well-known images are told apart by repository and variant', () => {
  const user = (text: string) => {
    const parsed = parseReference(text);
    return parsed === undefined ? undefined : knownImage(parsed)?.user;
  };
  expect(user('node:22')).toBe('root');
  expect(user('nginxinc/nginx-unprivileged:1.29')).toBe('101');
  expect(user('gcr.io/distroless/static-debian12:nonroot')).toBe('65532');
  expect(user('gcr.io/distroless/static-debian12')).toBe('root');
  expect(user('mcr.microsoft.com/dotnet/aspnet:9.0-noble-chiseled')).toBe('app');
  expect(user('arm64v8/erlang:27')).toBe('root');
  expect(user('public.ecr.aws/docker/library/node:22')).toBe('root');
  expect(user('jetty:12')).toBe('jetty');
  expect(user('registry.access.redhat.com/ubi9/ubi-minimal')).toBe('root');
  expect(user('registry.access.redhat.com/ubi9-minimal:9.8')).toBe('root');
  expect(user('elasticsearch:9.5.3')).toBe('1000');
  expect(user('docker.elastic.co/elasticsearch/elasticsearch:7.17.8')).toBe('root');
  expect(user('docker.elastic.co/kibana/kibana:9.5.3')).toBe('1000');
  expect(user('docker.elastic.co/beats/filebeat:9.5.3')).toBeUndefined();
  expect(user('hashicorp/consul:1.22')).toBe('root');
  expect(user('hashicorp/consul:1.22-ubi')).toBe('100');
  expect(user('registry.access.redhat.com/ubi9/nodejs-22')).toBeUndefined();
  expect(user('example/node')).toBeUndefined();
  expect(user('constructor')).toBeUndefined();
});

test('a row of the table says the month it was read in', () => {
  const read = (text: string) => {
    const parsed = parseReference(text);
    return parsed === undefined ? undefined : knownImage(parsed)?.read;
  };
  expect(read('alt')).toBe('2022-11');
  expect(read('alpine:3.24')).toBe('2026-09');
  expect(read('elasticsearch:7')).toBe('2022-12');
});
