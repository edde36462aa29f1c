import { describe, expect, it } from 'vitest';
import { judged } from '../rules/judged.ts';

const ci = '.github/workflows/ci.yml';
const times = (count: number, line: (at: number) => string): string => [...Array(count).keys()].map(line).join('');
const steps = (lines: string): string => `on: push\njobs:\n  a:\n    runs-on: a\n    steps:\n${lines}`;

describe('the commands of one file', () => {
  it.each([
    ['run.sh', (count: number) => times(count, (at) => `docker run a:${at}\n`)],
    ['Makefile', (count: number) => `all:\n${times(count, (at) => `\tdocker run a:${at}\n`)}`],
    [ci, (count: number) => steps(times(count, (at) => `      - run: docker run a:${at}\n`))],
  ])('are looked at as far as the two thousandth in %s, and the run does not conclude', async (path, text) => {
    const { world, gaps } = await judged({ [path]: text(2_000) }, []);
    expect([world.commands.length, world.calls.length, gaps]).toEqual([2_000, 2_000, []]);
    const more = await judged({ [path]: text(2_001), 'other.sh': 'docker run b\n' }, []);
    expect([more.world.commands.length, more.world.calls.length]).toEqual([2_001, 2_001]);
    expect(
      more.gaps.map(({ artifact, detail, location, blocking }) => [artifact, detail, location?.startLine, blocking]),
    ).toEqual([
      [path, 'only the first 2000 container commands of this file are looked at', text(2_001).split('\n').length - 1, true],
    ]);
  });

  it('count where a pipe feeds them', async () => {
    const { world, gaps } = await judged({ 'run.sh': `docker run a${' | sh'.repeat(2_000)}\n` }, []);
    expect(world.calls).toHaveLength(2_000);
    expect(gaps.map(({ detail, blocking }) => [detail, blocking])).toEqual([
      ['only the first 2000 container commands of this file are looked at', true],
    ]);
  });

  it('are read as far as the twenty thousandth, in one script and in several', async () => {
    const one = await judged({ 'run.sh': `${'a\n'.repeat(20_000)}docker run a\n` }, []);
    expect(one.gaps.map(({ detail, blocking }) => [detail, blocking])).toEqual([
      ['a shell script in it: the script has too many commands to be read', true],
    ]);
    const several = await judged({ Makefile: `all:\n${'\ta;a;a;a;a;a;a;a;a;a\n'.repeat(2_000)}\tdocker run a\n` }, []);
    expect(several.world.commands).toEqual([]);
    expect(several.gaps.map(({ detail, blocking }) => [detail, blocking])).toEqual([
      ['only the first 20000 commands of this file are read', true],
    ]);
  });
});

it('the images of a workflow are looked at as far as the two thousandth', async () => {
  const jobs = (count: number): string =>
    `on: push\njobs:\n${times(count, (at) => `  j${at}:\n    runs-on: a\n    container: a:${at}\n    steps: []\n`)}`;
  const { world, gaps } = await judged({ [ci]: jobs(2_001) }, []);
  expect([world.commands.length, world.images.length]).toEqual([2_000, 2_000]);
  expect(gaps.map(({ detail, blocking }) => [detail, blocking])).toEqual([
    ['only the first 2000 images of this file are looked at', true],
  ]);
  expect((await judged({ [ci]: jobs(2_000) }, [])).gaps).toEqual([]);
});
