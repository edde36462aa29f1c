import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { filesIn } from '../../src/adapters/files.ts';
import { collect } from '../../src/collect/collect.ts';
import { join, parse } from '../../src/posture/join.ts';
import { check } from '../../src/rules/check.ts';
import { rulesFor } from '../../src/rules/choice.ts';
import { floors } from './floors.ts';
import { quietOf } from './quiet.ts';

const corpora = resolve(import.meta.dirname, '../../../shared/corpora');

async function judge(folder: string, profile: 'default' | 'all') {
  const files = filesIn(resolve(corpora, folder));
  const sources = await collect(['.'], files);
  const parsed = await parse(sources, files);
  const world = join(parsed, new Map());
  const { findings, gaps } = check(world, rulesFor(profile, []));
  return { sources, parsed, world, findings, gaps };
}

test('the wild files scan to the end, with every rule, and no rule fails on one', async () => {
  const { sources, world, gaps, findings } = await judge('wild', 'all');
  expect(sources.texts.size).toBeGreaterThan(3_900);
  const inline = world.dockerfiles.filter(({ dockerfile }) => world.inlinePaths.has(dockerfile.file.path));
  expect(world.dockerfiles.length - inline.length).toBe(2_174);
  expect(inline).toHaveLength(23);
  expect(gaps.filter(({ reason }) => reason === 'rule')).toEqual([]);
  expect(gaps.filter(({ blocking }) => blocking)).toEqual([]);
  const templatesAndPowerShell = 8;
  expect(new Set(gaps.map(({ artifact }) => artifact)).size).toBe(templatesAndPowerShell);
  expect(findings.length).toBeGreaterThan(10_000);
});

test('what cannot be read among the wild files is a gap with a place', async () => {
  const { parsed } = await judge('wild', 'default');
  expect(parsed.gaps.length).toBeGreaterThan(0);
  expect(parsed.gaps.filter(({ location, detail }) => location === undefined || detail === '')).toEqual([]);
});

test('public files are as quiet in the default profile as they were', async () => {
  const { sources, findings } = await judge('wild', 'default');
  const told = findings.map(({ rule, severity, location }) => ({ rule, severity, path: location.path }));
  const { loud, widest } = quietOf(told, sources.texts.size);
  expect(loud).toBeLessThan(floors.loud.all);
  expect(widest.filter(([, share]) => share > floors.oneRule)).toEqual([]);
  expect(widest.length).toBeGreaterThan(20);
});

test('the wild projects scan to the end and join services with the Dockerfiles they build', async () => {
  const { world, gaps } = await judge('projects', 'all');
  expect(gaps).toEqual([]);
  const containers = world.projects.flatMap((project) => project.containers);
  expect(containers.filter(({ stage }) => stage !== undefined).length).toBeGreaterThan(50);
});
