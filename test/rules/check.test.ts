import { expect, test } from 'vitest';
import { commentWaivers } from '../../src/parse/comments/waiver.ts';
import type { Place } from '../../src/model/place.ts';
import { locate } from '../../src/parse/lines.ts';
import { defineRule, type Draft, type RuleDefinition } from '../../src/rules/rule.ts';
import { judged } from './judged.ts';

test('a rule tells the first thousand findings of a file, and the run does not conclude', async () => {
  const maintainers = (count: number): string => `FROM a\n${'MAINTAINER a\n'.repeat(count)}`;
  const told = async (count: number): Promise<readonly [findings: number, gaps: readonly string[]]> => {
    const { findings, gaps } = await judged({ Dockerfile: maintainers(count), 'b/Dockerfile': maintainers(2) });
    const own = findings.filter(({ rule, location }) => rule === 'dockerfile/no-maintainer' && location.path === 'Dockerfile');
    return [
      own.length,
      gaps.filter(({ blocking }) => blocking).map(({ artifact, reason, detail }) => `${artifact}: ${reason}: ${detail}`),
    ];
  };
  expect(await told(1_000)).toEqual([1_000, []]);
  expect(await told(1_005)).toEqual([
    1_000,
    ['Dockerfile: rule: only the first 1000 findings of dockerfile/no-maintainer in this file are told'],
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

const base = {
  title: 'Something is wrong',
  severity: 'low',
  confidence: 'likely',
  profile: 'default',
  why: 'It is wrong.',
  remedy: 'Put it right.',
  references: [],
  equivalents: {},
  examples: [{ name: 'it', bad: '«FROM»', good: '' }],
} as const;

/** A rule about a Dockerfile that yields what it is told to; `at` gives the place from one offset to another. */
function yields(drafts: (at: (start: number, end: number) => Place) => readonly Draft[]): RuleDefinition<'dockerfile'> {
  return defineRule({
    ...base,
    id: 'dockerfile/made-up',
    subject: 'dockerfile',
    *check({ dockerfile: { file } }) {
      yield* drafts((start, end) => ({ file, span: { start, end } }));
    },
  });
}

test('a rule that throws is a gap that names it, and the others go on', async () => {
  const failing = defineRule({
    ...base,
    id: 'project/failing',
    subject: 'project',
    check() {
      throw new Error('no such thing');
    },
  });
  const texts = { Dockerfile: 'FROM a\n', 'compose.yaml': 'services:\n  a:\n    image: b\n' };
  const { findings, gaps } = await judged(texts, [failing, yields((at) => [{ at: at(0, 4), message: 'It is wrong.' }])]);
  expect(findings.map(({ rule }) => rule)).toEqual(['dockerfile/made-up']);
  expect(gaps.filter(({ reason }) => reason === 'rule')).toEqual([
    {
      artifact: 'compose.yaml',
      reason: 'rule',
      detail: 'rule project/failing failed on this file: no such thing',
      blocking: true,
    },
  ]);
});

test('one thing said twice of one place is told once, and all else for itself', async () => {
  const message = 'It is wrong.';
  const rule = yields((at) => [
    { at: at(0, 4), message },
    { at: at(0, 4), message },
    { at: at(0, 4), message: 'It is odd.' },
    { at: at(0, 6), message },
    { at: at(1, 4), message },
    { at: at(7, 11), message },
    { at: at(0, 11), message },
  ]);
  const { findings } = await judged({ Dockerfile: 'FROM a\nUSER b\n' }, [rule]);
  expect(
    findings.map(({ location: { startLine, startColumn, endLine, endColumn }, message }) => [
      message,
      `${startLine}:${startColumn}-${endLine}:${endColumn}`,
    ]),
  ).toEqual([
    ['It is wrong.', '1:1-1:5'],
    ['It is odd.', '1:1-1:5'],
    ['It is wrong.', '1:1-1:7'],
    ['It is wrong.', '1:2-1:5'],
    ['It is wrong.', '2:1-2:5'],
    ['It is wrong.', '1:1-2:5'],
  ]);
  expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(6);
});

test('the engine stamps what the rule says of itself, and a draft may be less sure', async () => {
  const rule = yields((at) => [
    { at: at(0, 4), message: 'One.' },
    { at: at(7, 11), message: 'Two.', confidence: 'possible', subject: { stage: 'x' } },
  ]);
  const { findings } = await judged({ Dockerfile: 'FROM a\nUSER b\n' }, [rule]);
  const stamped = { rule: 'dockerfile/made-up', severity: 'low', remedy: 'Put it right.', related: [] };
  const standing = { standing: 'new', sources: ['container-guard'] };
  expect(findings).toMatchObject([
    { ...stamped, ...standing, message: 'One.', confidence: 'likely', subject: {} },
    { ...stamped, ...standing, message: 'Two.', confidence: 'possible', subject: { stage: 'x' } },
  ]);
  expect(findings.some((finding) => 'trail' in finding || 'fix' in finding)).toBe(false);
});

test('the steps to where it is decided are told, and those on other lines are places to look at', async () => {
  const trail = (at: (start: number, end: number) => Place): Draft['trail'] => [
    { note: 'here' },
    { note: 'below', at: at(7, 11) },
    { note: 'known', source: 'a table' },
  ];
  const rule = yields((at) => [{ at: at(0, 4), message: 'One.', trail: trail(at) ?? [] }]);
  const { findings } = await judged({ Dockerfile: 'FROM a\nUSER b\n' }, [rule]);
  const [here, below, known] = [
    { note: 'here', location: { path: 'Dockerfile', startLine: 1 } },
    { note: 'below', location: { path: 'Dockerfile', startLine: 2 } },
    { note: 'known (a table)', location: { path: 'Dockerfile', startLine: 2 } },
  ];
  expect(findings).toMatchObject([{ trail: [here, below, known], related: [below, known] }]);
});

test('a step in another file is told although its line has the same number', async () => {
  const rule = defineRule({
    ...base,
    id: 'project/made-up',
    subject: 'project',
    *check({ project: { files }, envFiles }) {
      const [file, env] = [files[0], envFiles[0]];
      if (file === undefined || env === undefined) return;
      const span = { start: 0, end: 1 };
      yield { at: { file, span }, message: 'One.', trail: [{ note: 'there', at: { file: env, span } }] };
    },
  });
  const texts = { 'compose.yaml': 'services: { a: { image: b, env_file: a.env } }\n', 'a.env': 'A=1\n' };
  const { findings } = await judged(texts, [rule]);
  expect(findings).toMatchObject([{ related: [{ note: 'there', location: { path: 'a.env', startLine: 1 } }] }]);
});

test('a script that cannot be read leaves a gap, whatever the rules are', async () => {
  const { gaps } = await judged({ Dockerfile: 'FROM a\nRUN if true; then\n' }, []);
  expect(gaps).toMatchObject([{ artifact: 'Dockerfile', reason: 'unparsable', location: { startLine: 2 } }]);
});

test('what is made to be read over and over is read at once', async () => {
  const long = (piece: string): string => piece.repeat(100_000 / piece.length);
  const environment = [`a${long('A')}: x`, `B: "${long('-eyJ')}"`, `C: "${long('a-')}://@"`, `D: "a${long('/')}x"`];
  const compose = `services:\n  a:\n    image: a\n    environment:\n${environment.map((line) => `      ${line}\n`).join('')}`;
  const many = (count: number, line: (index: number) => string): string => [...Array(count).keys()].map(line).join('');
  const dockerfile = [
    `FROM a\nCOPY a${long('/')}x /b\nRUN rm ${long('{')}\nRUN true \\\n${long('\n')}`,
    `RUN curl http://h${many(20_000, () => ' \\\n | bash')}`,
    `RUN true${many(6_000, (index) => ` \\\n && echo $TOKEN > ${index}/.npmrc`)}`,
    many(6_000, (index) => `ENV KUBECONFIG=c${index}\nCOPY a b${index}\nWORKDIR a\n`),
    `${many(20_000, () => '# c\n')}EXPOSE 1${many(20_000, (index) => ` \\\n${index}:1`)}`,
    many(20_000, (index) => `FROM a:$X${index}\nARG X${index}\n`),
    many(10_000, () => 'SHELL ["/bin/sh", "-c"]\nRUN curl a | sh\n'),
  ];
  const { findings, gaps } = await judged({
    'compose.yaml': compose,
    'run.sh': many(10_000, (index) => `cd a${index}\ndocker build .\n`),
    ...Object.fromEntries(
      dockerfile.map((text, index) => [`${index}/Dockerfile`, index < 1 || index === 5 ? text : `FROM a\n${text}\n`]),
    ),
  });
  expect(findings.length).toBeGreaterThan(3_000);
  expect(gaps.filter(({ detail }) => /failed|stack/.test(detail))).toEqual([]);
});

test('a secret in several places of a file is told once, with each other place once, whatever the ways of starting', async () => {
  const service = (name: string, value: string): string =>
    `  ${name}:\n    image: example/${name}:1\n    environment:\n      ${name.toUpperCase()}_PASSWORD: ${value}\n`;
  const { findings } = await judged({
    'compose.yaml': `services:\n${service('one', 'hunter2')}${service('two', 'hunter2')}${service('three', 'hunter3')}`,
    'compose.override.yaml': `services:\n${service('four', 'hunter2')}`,
  });
  const told = findings.filter(({ rule }) => rule === 'container/no-secret-in-environment');
  expect(
    told.map(({ location, related }) => [
      `${location.path}:${location.startLine}`,
      related.map((other) => `${other.location.startLine} ${other.note}`),
    ]),
  ).toEqual([
    ['compose.yaml:5', ['9 the same value in `TWO_PASSWORD` of `two`']],
    ['compose.yaml:13', []],
    ['compose.override.yaml:5', []],
  ]);
  expect(JSON.stringify(findings)).not.toContain('hunter');
});

test('of very many places of one secret the first are named', async () => {
  const entries = Array.from({ length: 30 }, (_, at) => `      A${at}_PASSWORD: hunter2\n`);
  const { findings } = await judged({
    'compose.yaml': `services:\n  web:\n    image: example/web:1\n    environment:\n${entries.join('')}`,
  });
  const told = findings.filter(({ rule }) => rule === 'container/no-secret-in-environment');
  expect(told.map(({ related }) => related.length)).toEqual([20]);
});
