import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { interpolate } from '../../../src/parse/compose/interpolate.ts';
import { loadProject } from '../../../src/parse/compose/load.ts';
import { buildOf, containersOf } from '../../../src/parse/compose/lower.ts';
import { messages, plain, project } from './plain.ts';

const corpora = new URL('../../../../shared/corpora/', import.meta.url);

/** Rows that say something else than Compose 2.16 of the Go library does, and why. */
const setAside = new Map([
  ['TestNoValueWithCurlyBracesDefault', 'the row holds a key of the text instead of the text'],
  ['TestValueWithCurlyBracesDefault', 'the row holds a key of the text instead of the text'],
  ['merge_models_test.go:Test_mergeYamlModelsRuntimeFlagsMerge', 'the test is commented out there'],
  ['merge_ulimits_test.go:Test_mergeYamlUlimits', 'soft and hard limits are merged since'],
]);

function rows(name: string): readonly Readonly<Record<string, unknown>>[] {
  return readFileSync(new URL(`conformance/${name}.jsonl`, corpora), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => record(JSON.parse(line)))
    .filter(({ test }) => !setAside.has(String(test)));
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) throw new TypeError('not a record');
  return Object.fromEntries(Object.entries(value));
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError('not a text');
  return value;
}

/** Spellings that mean the same brought to one: the rows compare what Compose makes of lists and maps. */
function normal(value: unknown, path: readonly string[] = []): unknown {
  const key = path.at(-1) ?? '';
  const inService = path.length >= 3 && path[0] === 'services';
  if (inService && keyValues.has(key)) return sorted(pairs(value));
  if (inService && path.length === 3 && key === 'depends_on')
    return mapping(value, { condition: 'service_started', required: true });
  if (inService && path.length === 3 && mappings.has(key)) return mapping(value, null);
  if (inService && path.length === 3 && lists.has(key)) return Array.isArray(value) ? value : pairs(value);
  if (inService && path.length === 3 && key === 'build' && typeof value === 'string') return { context: value };
  if (path.at(-1) === 'labels') return sorted(pairs(value));
  if (Array.isArray(value)) return value.map((item: unknown) => normal(item, [...path, '']));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, normal(inner, [...path, name])]));
}

const keyValues = new Set(['environment', 'labels', 'annotations', 'args', 'additional_contexts', 'sysctls']);
const mappings = new Set(['networks', 'models']);
const lists = new Set(['dns', 'dns_opt', 'dns_search', 'tmpfs', 'env_file', 'extra_hosts', 'label_file']);

function sorted(items: readonly unknown[]): readonly string[] {
  return items.map((item) => JSON.stringify(item)).toSorted((a, b) => (a < b ? -1 : 1));
}

function pairs(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'object' || value === null) return value === null ? [] : [value];
  const texts = Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    const values: readonly unknown[] = Array.isArray(inner) ? inner : [inner];
    return values.map((single) =>
      single === null ? key : `${key}=${typeof single === 'string' ? single : JSON.stringify(single)}`,
    );
  });
  return texts.toSorted((a, b) => (a < b ? -1 : 1));
}

function mapping(value: unknown, fallback: unknown): unknown {
  const names = Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : [];
  if (names.length > 0) return Object.fromEntries(names.map((name) => [name, fallback]));
  return Object.fromEntries(Object.entries(record(value ?? {})).map(([name, inner]) => [name, inner ?? fallback]));
}

describe('Compose’s own cases', () => {
  it.each(rows('compose-interpolation'))('interpolates $template like $test', ({ template, env, expected, error }) => {
    const values = new Map(Object.entries(record(env)).map(([key, value]) => [key, text(value)]));
    const result = interpolate(text(template), (name) => values.get(name));
    const required = result.unknown !== undefined && result.variables.some(({ operator }) => operator?.endsWith('?'));
    expect(result.invalid || required ? 'refused' : result.value).toEqual(error === undefined ? expected : 'refused');
  });

  it.each(rows('compose-merge'))('merges like $test', async ({ base, override, want }) => {
    const merged = await project({ 'compose.yaml': text(base), 'compose.over.yaml': text(override) });
    const wanted = await project({ 'compose.yaml': text(want) });
    expect(normal(plain(merged.document))).toEqual(normal(plain(wanted.document)));
  });

  it.each(rows('compose-unicity'))('removes repetition like $test', async ({ before, want }) => {
    const found = await project({ 'compose.yaml': text(before) });
    const wanted = await project({ 'compose.yaml': text(want) });
    expect(plain(found.document)).toEqual(plain(wanted.document));
  });

  it.each(rows('compose-inline'))('loads the text of $test at $line', async ({ yaml, expect_error: refused }) => {
    const loaded = await project({ 'compose.yaml': text(yaml) });
    containersOf(loaded);
    const wanted = refused === 'false' ? [false] : refused === null ? [true, false] : [true];
    expect(wanted).toContain(messages(loaded).length > 0);
  });

  it.each(rows('compose-spec-examples'))('loads example $n of $doc', async ({ yaml }) => {
    const loaded = await project({ 'compose.yaml': text(yaml) });
    expect(containersOf(loaded)).toHaveLength(loaded.services.length);
  });
});

describe('public Compose files', () => {
  const folder = new URL('wild/compose/', corpora);

  it('all load without a throw, and nothing in them is too large', async () => {
    const names = readdirSync(folder);
    let services = 0;
    for (const name of names) {
      const content = readFileSync(new URL(name, folder), 'utf8');
      const loaded = await loadProject([name], (path) => Promise.resolve(path === name ? { ok: true, text: content } : missing), {
        environment: {},
      });
      services += containersOf(loaded).length;
      for (const service of loaded.services) buildOf(service);
      expect(messages(loaded).filter((message) => /only the first|longer than|too many/.test(message))).toEqual([]);
    }
    expect(names.length).toBeGreaterThan(1700);
    expect(services).toBeGreaterThan(3000);
  });
});

const missing = { ok: false, reason: 'missing', detail: 'no such file' } as const;
