import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import * as fc from 'fast-check';
import * as v from 'valibot';
import { expect, inject, test } from 'vitest';
import { filesIn } from '../../src/adapters/files.ts';
import { collect } from '../../src/collect/collect.ts';
import { counts } from './ask.ts';
import { composeProjects } from './compose-projects.ts';
import { compareProjects, type Comparison } from './compose.ts';

const corpora = resolve(import.meta.dirname, '../../../shared/corpora');

async function compare(root: string, projects: readonly (readonly string[])[]): Promise<Comparison> {
  return compareProjects(inject('parts').composeDump, root, projects);
}

/** Differences by kind, and of the kinds that nobody expects the first few. */
function found({ findings }: Comparison, expected: readonly string[] = []): unknown {
  const others = findings.filter(({ kind }) => !expected.includes(kind));
  return { kinds: counts(findings.map(({ kind }) => kind)), others: others.slice(0, 5) };
}

test('every Compose file from the wild that compose-go loads comes to the same settings', async () => {
  const root = join(corpora, 'wild/compose');
  const comparison = await compare(
    root,
    readdirSync(root).map((name) => [name]),
  );
  expect(found(comparison, ['volumes below $HOME'])).toEqual({ kinds: { 'volumes below $HOME': 2 }, others: [] });
  expect(comparison).toMatchObject({ loaded: 1_179, services: 2_254 });
  expect(comparison.known).toBeGreaterThan(60_000);
  expect(comparison.unknown).toBeLessThan(100);
});

test('every project from the wild comes to the same settings, with its own .env, overrides, extends and include', async () => {
  const root = join(corpora, 'projects');
  const { composeProjects: ways } = await collect(['.'], filesIn(root));
  const comparison = await compare(
    root,
    ways.map(({ files }) => files),
  );
  expect(found(comparison)).toEqual({ kinds: {}, others: [] });
  expect(comparison).toMatchObject({ loaded: 90, services: 329 });
  expect(comparison.known).toBeGreaterThan(6_000);
  expect(comparison.unknown).toBeLessThan(10);
});

const row = v.object({
  yaml: v.optional(v.string()),
  before: v.optional(v.string()),
  want: v.optional(v.string()),
  base: v.optional(v.string()),
  override: v.optional(v.string()),
});

test('every text of Compose’s own tests that compose-go loads comes to the same settings', async () => {
  const root = mkdtempSync(join(tmpdir(), 'compose-texts-'));
  try {
    const projects: (readonly string[])[] = [];
    const write = (text: string): string => {
      const name = `${projects.length}-${text.length}.yaml`;
      writeFileSync(join(root, name), text);
      projects.push([name]);
      return name;
    };
    for (const table of ['compose-inline', 'compose-spec-examples', 'compose-merge', 'compose-unicity']) {
      const lines = readFileSync(join(corpora, 'conformance', `${table}.jsonl`), 'utf8').split('\n');
      for (const line of lines.filter((text) => text !== '')) {
        const { base, override, ...others } = v.parse(row, JSON.parse(line));
        for (const text of Object.values(others)) if (text !== undefined) write(text);
        if (base !== undefined && override !== undefined) projects.push([write(base), write(override)]);
      }
    }
    const comparison = await compare(root, projects);
    expect(found(comparison)).toEqual({ kinds: {}, others: [] });
    expect(comparison).toMatchObject({ loaded: 558, services: 610 });
  } finally {
    rmSync(root, { recursive: true });
  }
});

test('800 made-up projects of several files come to the same settings', async () => {
  const root = mkdtempSync(join(tmpdir(), 'compose-projects-'));
  try {
    const made = fc.sample(composeProjects, { numRuns: 800, seed: 342 });
    const projects = made.map(({ files, texts }, index) => {
      for (const [path, text] of Object.entries(texts)) {
        const file = join(root, String(index), path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
      }
      return files.map((file) => `${index}/${file}`);
    });
    const comparison = await compare(root, projects);
    expect(found(comparison, ['volumes below $HOME'])).toMatchObject({ others: [] });
    expect(comparison.loaded).toBeGreaterThan(600);
    expect(comparison.known).toBeGreaterThan(40_000);
  } finally {
    rmSync(root, { recursive: true });
  }
});
