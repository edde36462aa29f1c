import { expect, test } from 'vitest';
import { commentWaivers } from '../../src/parse/comments/waiver.ts';
import { locate } from '../../src/parse/lines.ts';
import { judged } from './judged.ts';

test('a rule tells the first thousand findings of a file, and the run does not conclude', async () => {
  const maintainers = (count: number): string => `FROM a\n${'MAINTAINER a\n'.repeat(count)}`;
  const told = async (count: number): Promise<readonly [findings: number, gaps: readonly string[]]> => {
    const { findings, gaps } = await judged({ Dockerfile: maintainers(count), 'b/Dockerfile': maintainers(2) });
    const own = findings.filter(({ rule, location }) => rule === 'dockerfile/no-maintainer' && location.path === 'Dockerfile');
    return [own.length, gaps.filter(({ blocking }) => blocking).map(({ artifact, detail }) => `${artifact}: ${detail}`)];
  };
  expect(await told(1_000)).toEqual([1_000, []]);
  expect(await told(1_001)).toEqual([
    1_000,
    ['Dockerfile: only the first 1000 findings of dockerfile/no-maintainer in this file are told'],
  ]);
});

test('each of thousands of comments finds the instruction below it', async () => {
  const count = 5_000;
  const line = '# container-guard ignore=dockerfile/user-set reason="r"\n\nUSER \\\n a\n';
  const { world } = await judged({ Dockerfile: `FROM a\n${line.repeat(count)}` }, []);
  const reaches = world.texts.flatMap(commentWaivers).map(({ reach }) => reach);
  const instructions = world.dockerfiles
    .flatMap(({ dockerfile }) => dockerfile.instructions.slice(1))
    .map(({ at }) => locate(at));
  expect(reaches).toHaveLength(count);
  expect(reaches).toEqual(instructions.map(({ startLine, endLine }) => ({ first: startLine, last: endLine })));
});
