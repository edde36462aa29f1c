import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

const folder = resolve(import.meta.dirname, '../../.github/workflows');
const names = readdirSync(folder);

const Job = v.object({
  needs: v.optional(v.union([v.string(), v.array(v.string())]), []),
  permissions: v.record(v.string(), v.string()),
  'timeout-minutes': v.number(),
  steps: v.array(
    v.object({
      run: v.optional(v.string()),
      uses: v.optional(v.string()),
      with: v.optional(v.record(v.string(), v.unknown())),
    }),
  ),
});
const Workflow = v.object({ permissions: v.record(v.string(), v.string()), jobs: v.record(v.string(), Job) });

const textOf = (name: string): string => readFileSync(join(folder, name), 'utf8');
const workflow = (name: string): v.InferOutput<typeof Workflow> => v.parse(Workflow, parse(textOf(name)));

describe.for(names)('the workflow %s', (name) => {
  test('names each action of others by a commit and its version', () => {
    const uses = [...textOf(name).matchAll(/^\s*(?:- )?uses: (?!\.\/)(.*)$/gm)].map(([, action]) => action);
    const loose = uses.filter((action) => !/^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action ?? ''));
    expect(loose).toEqual([]);
  });

  test('grants nothing beyond what a job names, and gives each job a time limit', () => {
    const { permissions, jobs } = workflow(name);
    expect(permissions).toEqual({});
    expect(
      Object.values(jobs)
        .map((job) => job['timeout-minutes'])
        .every((minutes) => minutes <= 45),
    ).toBe(true);
  });

  test('puts no expression into a script', () => {
    const scripts = Object.values(workflow(name).jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
    expect(scripts.filter((script) => script.includes('${{'))).toEqual([]);
  });

  test('leaves no credentials behind a checkout', () => {
    const steps = Object.values(workflow(name).jobs).flatMap((job) => job.steps);
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@') === true);
    expect(checkouts.filter((step) => step.with?.['persist-credentials'] !== false)).toEqual([]);
  });
});

test('the last job of CI waits for every other one', () => {
  const { jobs } = workflow('ci.yml');
  const all = Object.keys(jobs).filter((name) => name !== 'all-checks');
  expect(jobs['all-checks']?.needs).toEqual(all);
});

test('one action has one commit in all workflows', () => {
  const pins = names.flatMap((name) =>
    [...textOf(name).matchAll(/uses: (\S+)@([0-9a-f]{40})/g)].map(([, action, commit]) => `${action} ${commit}`),
  );
  const unique = [...new Set(pins)];
  expect(new Set(unique.map((pin) => pin.split(' ')[0])).size).toBe(unique.length);
});
