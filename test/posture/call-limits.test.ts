import { describe, expect, it } from 'vitest';
import { textOf } from '../../src/parse/lines.ts';
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

describe('what makes a parser begin anew', () => {
  const told = async (path: string, text: string): Promise<readonly unknown[]> =>
    (await judged({ [path]: text }, [])).gaps.map(({ detail, location, blocking }) => [detail, location?.startLine, blocking]);
  const many = 'the script has too many substitutions to be read';

  it.each([
    ['commands', '$('],
    ['parameters', '${'],
    ['backticks', '`'],
  ])('is refused before it is read where a script has very many %s', async (_, open) => {
    const text = `cat <<E\n${`${open}\n`.repeat(40_001)}E\n`;
    expect(await told('run.sh', text)).toEqual([[`a shell script in it: ${many}`, 1, true]]);
    expect(await told('Dockerfile', `FROM a\nRUN b\nRUN <<F\n${text}F\nRUN b\n`)).toEqual([
      ['a shell script in it: the file has too many commands or substitutions to be read', 3, true],
    ]);
  });

  it('counts a sum as three', async () => {
    expect(await told('run.sh', `cat <<E\n${'$(('.repeat(13_334)}\nE\n`)).toEqual([[`a shell script in it: ${many}`, 1, true]]);
  });

  it('counts over all scripts of a file', async () => {
    const line = `\techo ${'$$(a)'.repeat(5_000)}\n`;
    expect(await told('Makefile', `all:\n${line.repeat(3)}`)).toEqual([]);
    expect(await told('Makefile', `all:\n${`\techo ${'$${a}'.repeat(5_000)}\n`.repeat(9)}`)).toEqual([
      ['only the first 40000 substitutions of this file are read', 10, true],
    ]);
  });
});

it('the lines that start a Compose project their own way are followed as far as the hundredth', async () => {
  const lines = (count: number): string => times(count, (at) => `docker compose -f ${at}.yaml up\n`);
  const texts = Object.fromEntries(
    [...Array(101).keys()].map((at) => [`${at}.yaml`, 'services:\n  a:\n    image: a\n'] as const),
  );
  expect((await judged({ ...texts, 'run.sh': lines(100) }, [])).gaps).toEqual([]);
  const { gaps } = await judged({ ...texts, 'run.sh': lines(101) }, []);
  expect(gaps.map(({ detail, location, blocking }) => [detail, location?.startLine, blocking])).toEqual([
    ['only the first 100 lines of this file that start a Compose project their own way are followed', 101, true],
  ]);
});

describe('aliases of a workflow', () => {
  it('stand for the last anchor in front of them, and for nothing within it', async () => {
    const text = `${steps('      - &s\n        run: docker run a\n      - *s\n      - &s {run: docker run b}\n      - *s\n')}  b: &b\n    steps: *b\n`;
    const { world } = await judged({ [ci]: text }, []);
    expect(world.calls.map(({ command }) => textOf(command.at))).toEqual([
      'docker run a',
      'docker run a',
      'docker run b',
      'docker run b',
    ]);
  });

  it('are not followed where they unfold without end, which blocks', async () => {
    const lists = [...Array(30).keys()].map((at) => `a${at + 1}: &a${at + 1} [*a${at}, *a${at}]\n`).join('');
    const { gaps, world } = await judged(
      { [ci]: `a0: &a0 {run: docker run a}\n${lists}${steps('      - run: docker run b\n')}  b:\n    steps: *a30\n` },
      [],
    );
    expect(gaps.map(({ detail, blocking }) => [detail, blocking])).toEqual([
      ['the aliases of this file unfold to more than 200000 values, and are not followed', true],
    ]);
    expect(world.commands).toHaveLength(1);
  });
});

it('of a Dockerfile the first megabyte is read', async () => {
  const line = `RUN echo ${'x'.repeat(1_000)}\n`;
  const { gaps, world } = await judged({ Dockerfile: `FROM a\n${line.repeat(1_040)}USER root\n` }, []);
  expect(gaps.map(({ detail, location, blocking }) => [detail, location?.startLine, blocking])).toEqual([
    ['Only the first 1048576 characters of the file are read', 1_041, true],
  ]);
  expect(world.dockerfiles[0]?.dockerfile.instructions).toHaveLength(1_040);
});
