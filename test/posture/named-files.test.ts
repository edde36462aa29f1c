import { describe, expect, it } from 'vitest';
import { memoryFiles } from '../../src/adapters/memory.ts';
import { collect } from '../../src/collect/collect.ts';
import { parse } from '../../src/posture/join.ts';
import { judged } from '../rules/judged.ts';

const withProfile = (option: string): string => `services:\n  app:\n    image: example/app:2\n    security_opt: ["${option}"]\n`;

describe('the seccomp profile of a container', () => {
  it.each([
    ['is outside of what is scanned', 'seccomp:../above.json', 'unresolved'],
    ['is outside of what is scanned', 'seccomp:/etc/docker/app.json', 'unresolved'],
    ['is no JSON with a `defaultAction`', 'seccomp:./broken.json', 'unparsable'],
    ['is no JSON with a `defaultAction`', 'seccomp:./other.json', 'unparsable'],
  ])('is a gap where it %s (%s)', async (why, option, reason) => {
    const { gaps } = await judged({ 'compose.yaml': withProfile(option), 'broken.json': '{', 'other.json': '{"a": 1}' });
    const own = gaps.filter(({ detail }) => detail.includes('seccomp'));
    expect(own).toMatchObject([{ reason, artifact: 'compose.yaml', blocking: false }]);
    expect(own[0]?.detail).toContain(why);
  });

  it.each(['seccomp:unconfined', 'seccomp=builtin', 'seccomp:${PROFILE}', 'label:disable'])(
    'is no file in %s',
    async (option) => {
      const { world, gaps } = await judged({ 'compose.yaml': withProfile(option) });
      expect(world.projects[0]?.containers[0]?.seccomp).toBeUndefined();
      expect(gaps.filter(({ detail }) => detail.includes('seccomp profile'))).toEqual([]);
    },
  );

  it.each([
    ['SCMP_ACT_ALLOW', true],
    ['SCMP_ACT_LOG', true],
    ['SCMP_ACT_TRACE', false],
    ['SCMP_ACT_KILL_PROCESS', false],
  ])('that answers %s lets through: %s', async (defaultAction, allowsByDefault) => {
    const { world } = await judged({
      'deploy/compose.yaml': withProfile('seccomp=p.json'),
      'deploy/p.json': JSON.stringify({ defaultAction }),
    });
    expect(world.projects[0]?.containers[0]?.seccomp).toMatchObject({
      path: 'deploy/p.json',
      says: { allowsByDefault, refusesSome: false },
    });
  });
});

describe('the file of a secret', () => {
  const compose = 'services:\n  db: { image: "postgres:17", secrets: [db] }\nsecrets:\n  db: { file: ./secrets/db.txt }\n';

  it('counts where it lies in the tree, and not where git leaves it out', async () => {
    const files = memoryFiles({ 'compose.yaml': compose, 'secrets/db.txt': 'four-words-in-a-row' });
    const kept = await parse(await collect(['.'], files), files);
    expect(kept.projects[0]?.secretFiles).toMatchObject([{ name: 'db', file: { path: 'secrets/db.txt' } }]);

    const ignoring = { ...files, names: () => Promise.resolve({ entries: [{ path: 'db.txt', ignored: true }], complete: true }) };
    const left = await parse(await collect(['.'], files), ignoring);
    expect(left.projects[0]?.secretFiles).toEqual([]);
  });

  it('is named in no finding by what it holds', async () => {
    const { findings } = await judged({ 'compose.yaml': compose, 'secrets/db.txt': 'four-words-in-a-row' });
    expect(findings.map(({ rule }) => rule)).toContain('project/secret-file-kept-out');
    expect(JSON.stringify(findings)).not.toContain('four-words');
  });
});
