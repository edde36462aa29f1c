import { describe, expect, test } from 'vitest';
import { memoryFiles } from '../../src/adapters/memory.ts';
import { collect } from '../../src/collect/collect.ts';
import { textOf } from '../../src/parse/lines.ts';
import { contextKey } from '../../src/posture/named-context.ts';
import { join, parse } from '../../src/posture/join.ts';
import type { World } from '../../src/posture/world.ts';

type Texts = Readonly<Record<string, string>>;

async function look(texts: Texts): Promise<World & { readonly gaps: readonly string[] }> {
  const files = memoryFiles(texts);
  const parsed = await parse(await collect(['.'], files), files);
  return { ...join(parsed, new Map()), gaps: parsed.gaps.map(({ detail }) => detail) };
}

/** `base as user` of the stages that are shipped from a Dockerfile. */
async function shipped(path: string, texts: Texts): Promise<readonly string[]> {
  const { dockerfiles } = await look(texts);
  return dockerfiles
    .filter(({ dockerfile }) => dockerfile.file.path === path)
    .flatMap(({ shipped: stages }) =>
      stages.map(({ base, user }) =>
        [base, user.setting].map((setting) => (setting.state === 'known' ? setting.value : setting.state)).join(' as '),
      ),
    );
}

const app = 'FROM base AS build\nFROM base\nCOPY --from=build /a /a\n';
const bake = (contexts: string): string => `target "app" {\n  contexts = {\n    base = "${contexts}"\n  }\n}\n`;

describe('a name that a build gives a context for', () => {
  test('is that context instead of an image, in every way of building', async () => {
    const image = 'docker-image://node:22-slim';
    const compose = `services:\n  a:\n    build:\n      context: .\n      additional_contexts:\n`;
    const step = `jobs:\n  a:\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          build-contexts: |\n            base=${image}\n`;
    for (const texts of [
      { 'docker-bake.hcl': bake(image) },
      { 'compose.yaml': `${compose}        base: ${image}\n` },
      { 'compose.yaml': `${compose}        - base=${image}\n` },
      { 'build.sh': `docker buildx build --build-context base=${image} .\n` },
      { '.github/workflows/a.yml': step },
    ])
      expect(await shipped('Dockerfile', { ...texts, Dockerfile: app })).toEqual(['node:22-slim as root']);
  });

  test('is that context instead of a stage', async () => {
    const text = 'FROM alpine:3.20 AS base\nUSER 10\nFROM base\n';
    expect(await shipped('Dockerfile', { 'docker-bake.hcl': bake('docker-image://debian:12'), Dockerfile: text })).toEqual([
      'debian:12 as root',
    ]);
  });

  test('is no image that the repository pulls', async () => {
    const pulled = async (texts: Texts): Promise<readonly string[]> =>
      (await look({ ...texts, Dockerfile: app })).images.map(({ image }) => (image.state === 'known' ? image.value.written : ''));
    expect(await pulled({})).toEqual(['base', 'base']);
    expect(await pulled({ 'docker-bake.hcl': bake('./base') })).toEqual([]);
  });

  test('is not known on another machine or behind a variable, and a folder has no user', async () => {
    const of = (value: string) => shipped('Dockerfile', { 'docker-bake.hcl': bake(value), Dockerfile: app });
    expect(await of('https://example.com/base.git')).toEqual(['unknown as unknown']);
    expect(await of('oci-layout://layout')).toEqual(['unknown as unknown']);
    expect(await of('${lower(BASE)}')).toEqual(['unknown as unknown']);
    expect(await of('./rootfs')).toEqual(['scratch as root']);
  });
});

describe('what another build makes', () => {
  const base = 'FROM debian:12\nUSER 1000\nHEALTHCHECK CMD true\nEXPOSE 8080\nCMD ["a"]\n';

  test('is what a target is made from', async () => {
    const text = `${bake('target:base')}target "base" {\n  dockerfile = "base.Dockerfile"\n}\n`;
    const texts = { 'docker-bake.hcl': text, Dockerfile: app, 'base.Dockerfile': base };
    expect(await shipped('Dockerfile', texts)).toEqual(['debian:12 as 1000']);
    const [posture] = (await look(texts)).dockerfiles.flatMap(({ dockerfile, shipped: stages }) =>
      dockerfile.file.path === 'Dockerfile' ? stages : [],
    );
    expect(posture?.healthCheck).toBeDefined();
    expect(posture?.command).toBeDefined();
    expect(posture?.exposed.map(({ port }) => port)).toEqual(['8080']);
    expect(posture?.user.trail.map(({ note }) => note)).toEqual(['the last stage has no USER', 'USER 1000']);
  });

  test('is what a service is made from', async () => {
    const text =
      'services:\n  app:\n    build: { context: ., additional_contexts: { base: "service:base" } }\n  base:\n    build: { dockerfile: base.Dockerfile }\n';
    expect(await shipped('Dockerfile', { 'compose.yaml': text, Dockerfile: app, 'base.Dockerfile': base })).toEqual([
      'debian:12 as 1000',
    ]);
  });

  test('is not known where it leads back to itself or is not there', async () => {
    for (const of of ['target:app', 'target:gone'])
      expect(await shipped('Dockerfile', { 'docker-bake.hcl': bake(of), Dockerfile: app })).toEqual(['unknown as unknown']);
  });
});

describe('a Dockerfile in a bake file', () => {
  const inline = (text: string): string => `target "a" {\n  dockerfile-inline = <<EOT\n${text}EOT\n}\n`;

  test('is read in its place', async () => {
    const texts = { 'docker-bake.hcl': inline('FROM debian:12\nARG A\nRUN echo $${A}\nUSER 5\n') };
    expect(await shipped('docker-bake.hcl', texts)).toEqual(['debian:12 as 5']);
    const [found] = (await look(texts)).dockerfiles;
    expect(found?.dockerfile.instructions.map(({ at }) => at.file.text.slice(at.span.start, at.span.end).trim())).toEqual([
      'FROM debian:12',
      'ARG A',
      'RUN echo ${A}',
      'USER 5',
    ]);
    expect(found?.dockerfile.stages[0]?.from.at.file.text.split('\n')[2]).toBe('FROM debian:12');
  });

  test('has the variables of the bake file put in, each line in its place', async () => {
    const variables = 'variable "BASE" { default = "debian:${TAG}" }\nvariable "TAG" { default = "12" }\n';
    const text = `${variables}${inline('FROM ${BASE} AS app\nRUN echo "\\${TAG}" %%{if} $${HOME} \\\n  && true\nUSER ${TAG}')}`;
    expect(await shipped('docker-bake.hcl', { 'docker-bake.hcl': text.replace('TAG}EOT', 'TAG}\nEOT') })).toEqual([
      'debian:12 as 12',
    ]);
    const [found] = (await look({ 'docker-bake.hcl': text.replace('TAG}EOT', 'TAG}\nEOT') })).dockerfiles;
    const lines = found?.dockerfile.instructions.map(({ at }) => [
      at.file.text.slice(0, at.span.start).split('\n').length,
      textOf(at).replaceAll(/ +$/gm, ''),
    ]);
    expect(lines).toEqual([
      [5, 'FROM debian:12 AS app'],
      [6, 'RUN echo "\\12" %{if} ${HOME} \\\n  && true'],
      [8, 'USER 12'],
    ]);
    const quoted = `${variables}target "a" { dockerfile-inline = "FROM \${BASE}" }`;
    expect(await shipped('docker-bake.hcl', { 'docker-bake.hcl': quoted })).toEqual(['debian:12 as root']);
  });

  test('is a gap that says which variable nobody knows, or that it is written as one string', async () => {
    const told = async (text: string): Promise<readonly string[]> => (await look({ 'docker-bake.hcl': text })).gaps;
    const unread = 'the Dockerfile of target a is not read';
    expect(await told(`variable "BASE" {}\n${inline('FROM debian\nRUN ${BASE}\n')}`)).toEqual([
      `${unread}: the variable BASE has no default that is a text`,
    ]);
    expect(await told('target "a" { dockerfile-inline = "FROM ${B}" }')).toEqual([
      `${unread}: the variable B has no default that is a text`,
    ]);
    expect(await told(inline('FROM ${upper("a")}\n'))).toEqual([`${unread}: it takes running bake to know an expression in it`]);
    const several = `variable "A" { default = "a\\nUSER b" }\n${inline('FROM ${A}\n')}`;
    for (const text of ['target "a" { dockerfile-inline = "FROM a\\nUSER b" }', several])
      expect(await told(text)).toEqual([`${unread}; write it as a block, or in a file of its own`]);
  });
});

test('names are compared as images are', () => {
  expect(contextKey('docker.io/library/alpine:latest')).toBe('alpine');
  expect(contextKey('alpine:3.20')).toBe('alpine:3.20');
  expect(contextKey('ghcr.io/a/b')).toBe('ghcr.io/a/b');
  expect(contextKey('Base')).toBe('base');
});
