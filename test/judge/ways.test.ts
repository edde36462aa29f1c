import { describe, expect, test } from 'vitest';
import { memoryFiles } from '../../src/adapters/memory.ts';
import { collect } from '../../src/collect/collect.ts';
import { checkWays } from '../../src/judge/ways.ts';
import { describeWorld } from '../../src/posture/describe-world.ts';
import { join, parse } from '../../src/posture/join.ts';
import type { World } from '../../src/posture/world.ts';
import { ruleNamed } from '../../src/rules/choice.ts';

async function worldOf(texts: Readonly<Record<string, string>>): Promise<World> {
  const files = memoryFiles(texts);
  const sources = await collect(['.'], files);
  return join(await parse(sources, files), new Map());
}

/** The findings of one rule: line and message. */
async function told(rule: string, texts: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const found = ruleNamed(rule);
  const { findings } = checkWays(await worldOf(texts), found === undefined ? [] : [found]);
  return findings.map(({ location, message }) => `${location.path}:${location.startLine} ${message}`);
}

const base = 'services:\n  web:\n    image: nginx:1.27\n    read_only: true\n';

describe('a project with an override', () => {
  test('has a finding that holds in both once, and nothing is said of ways', async () => {
    expect(
      await told('container/memory-limit', {
        'compose.yaml': base,
        'compose.override.yaml': 'services:\n  web:\n    environment: { DEBUG: "1" }\n',
      }),
    ).toEqual(['compose.yaml:2 Service `web` has no memory limit.']);
  });

  test('has what only the override brings with its name', async () => {
    expect(
      await told('container/no-privileged', {
        'compose.yaml': base,
        'compose.override.yaml': 'services:\n  web:\n    privileged: true\n',
      }),
    ).toEqual([expect.stringMatching(/^compose\.override\.yaml:3 .* \(with compose\.override\.yaml\)\.$/)]);
  });

  test('has what the override puts right without it', async () => {
    expect(
      await told('container/memory-limit', {
        'compose.yaml': base,
        'compose.prod.yaml': 'services:\n  web:\n    mem_limit: 1g\n',
        'compose.override.yaml': 'services:\n  web:\n    mem_limit: 2g\n',
      }),
    ).toEqual(['compose.yaml:2 Service `web` has no memory limit (without compose.override.yaml or compose.prod.yaml).']);
  });

  test('has what the override takes away on the line that does it', async () => {
    const [reset] = await told('container/read-only-root', {
      'compose.yaml': base,
      'compose.override.yaml': 'services:\n  web:\n    environment: { A: b }\n    read_only: !reset null\n',
    });
    expect(reset).toMatch(/^compose\.override\.yaml:4 .* \(with compose\.override\.yaml\)\.$/);
    const [emptied] = await told('container/read-only-root', {
      'compose.yaml': base,
      'compose.override.yaml': 'services:\n  web:\n    read_only: false\n',
    });
    expect(emptied).toMatch(/^compose\.override\.yaml:[23] .* \(with compose\.override\.yaml\)\.$/);
  });

  test('says nothing of ways where the service is in one file only', async () => {
    expect(
      await told('container/memory-limit', {
        'compose.yaml': `${base}    mem_limit: 1g\n`,
        'compose.override.yaml': 'services:\n  mail:\n    image: mailpit:1\n',
      }),
    ).toEqual(['compose.override.yaml:2 Service `mail` has no memory limit.']);
  });

  test('gives moved findings no fix, and each a fingerprint of its own', async () => {
    const world = await worldOf({
      'compose.yaml': 'services:\n  web: &x\n    image: nginx:1.27\n    read_only: true\n    mem_limit: 1g\n  api: *x\n',
      'compose.override.yaml':
        'services:\n  web: { read_only: !reset null, mem_limit: !reset null }\n  api: { read_only: !reset null }\n',
    });
    const rules = ['container/read-only-root', 'container/memory-limit'].flatMap((id) => ruleNamed(id) ?? []);
    const { findings } = checkWays(world, rules);
    expect(findings.map(({ location, fix }) => [location.path, location.startLine, fix])).toEqual([
      ['compose.override.yaml', 2, undefined],
      ['compose.override.yaml', 2, undefined],
      ['compose.override.yaml', 3, undefined],
    ]);
    expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(3);
  });
});

describe('the postures', () => {
  test('say the profile, and the way where ways differ', async () => {
    const world = await worldOf({
      'compose.yaml': `${base}  tools:\n    image: alpine:3\n    profiles: [debug, ops]\n`,
      'compose.override.yaml': 'services:\n  web:\n    user: "1000"\n',
    });
    expect(Array.from(describeWorld(world), ({ subject, when }) => [subject, when])).toEqual([
      ['web', 'compose.yaml alone'],
      ['web', 'with compose.override.yaml'],
      ['tools', 'profile debug or ops'],
    ]);
  });
});

describe('a project that a script starts', () => {
  const files = { 'compose.yaml': `${base}    user: "\${USER_ID:-1000}"\n`, 'root.env': 'USER_ID=0\n', 'ops/up.sh': '' };

  test('has what only its env file brings with the option', async () => {
    const up = 'docker compose -f ../compose.yaml --env-file ../root.env up\n';
    expect(await told('container/user-not-root', { ...files, 'ops/up.sh': up })).toEqual([
      expect.stringMatching(/^compose\.yaml:5 .* \(with --env-file root\.env\)\.$/),
    ]);
    expect(await told('container/user-not-root', files)).toEqual([]);
  });

  test('has its files in the order of the line', async () => {
    const texts = {
      ...files,
      'a.yaml': 'services:\n  web: { mem_limit: 1g }\n',
      'b.yaml': 'services:\n  web: { privileged: true }\n',
    };
    const up = 'docker compose -f compose.yaml -f a.yaml -f b.yaml up\n';
    expect(await told('container/no-privileged', { ...texts, 'up.sh': up })).toEqual([
      expect.stringMatching(/^b\.yaml:2 .* \(with a\.yaml \+ b\.yaml\)\.$/),
    ]);
  });
});
