import { expect, test } from 'vitest';
import { rules } from '../../src/rules/index.ts';
import { hasThing, Needs, thingsIn } from '../../src/rules/needs.ts';
import { defaultPaths, type ContainerThing, type Rule } from '../../src/rules/rule.ts';
import { judged } from './judged.ts';

const picky = rules.filter(({ needs }) => needs !== undefined);

test('a rule that is asked only where what it needs occurs finds what it would find everywhere', async () => {
  const texts = rules.flatMap(({ subject, examples }) =>
    examples.map((example) => ({
      ...example.files,
      [example.path ?? defaultPaths[subject]]: ('bad' in example ? example.bad : example.good).replaceAll(/[«»]/g, ''),
    })),
  );
  for (const files of texts) {
    const everywhere = await judged(files, picky.map(withoutNeeds));
    expect((await judged(files, picky)).findings).toEqual(everywhere.findings);
  }
  expect(picky.filter(({ subject }) => subject === 'container').length).toBeGreaterThan(60);
  expect(picky.filter(({ subject }) => subject !== 'container').length).toBeGreaterThan(50);
});

test('instructions, flags, programs and wrappers of a Dockerfile are what rules may need', async () => {
  const text = `FROM --platform=linux/amd64 debian:12
RUN --mount=type=cache,target=/c sudo apt-get update && python3.11 -m pip install a | tee /b
ONBUILD COPY --from=x a b
HEALTHCHECK CMD curl localhost
`;
  const { world } = await judged({ Dockerfile: text }, []);
  const things = 'FROM --platform RUN --mount COPY --from HEALTHCHECK apt-get sudo python3.11 tee curl python';
  expect(world.dockerfiles.map(({ dockerfile }) => [...thingsIn(dockerfile)].join(' '))).toEqual([things]);
});

test('settings that somebody made, known or not, and what is built for a container are what rules may need', async () => {
  const compose = `services:
  web:
    build: .
    user: $USER_OF_WEB
    ports: ["$PORTS_OF_WEB"]
    cap_add: []
    privileged: false
    security_opt: [seccomp=nothing.json]
`;
  const { world } = await judged({ 'compose.yaml': compose, Dockerfile: 'FROM debian:12\n' }, []);
  const posture = world.projects[0]?.containers[0];
  if (posture === undefined) throw new Error('no container');
  const asked: readonly ContainerThing[] = [
    'stage',
    'seccomp',
    'user',
    'ports',
    'capAdd',
    'privileged',
    'securityOptions',
    'tmpfs',
    'readOnly',
  ];
  expect(asked.filter((thing) => hasThing(posture, thing))).toEqual([
    'stage',
    'seccomp',
    'user',
    'ports',
    'privileged',
    'securityOptions',
  ]);
  const { stage: _, seccomp: __, ...alone } = posture;
  expect(asked.filter((thing) => hasThing(alone, thing))).toEqual(['user', 'ports', 'privileged', 'securityOptions']);
});

test('rules are asked in their order, each once, those without needs always', () => {
  const needs = new Needs<{ readonly needs?: readonly string[]; readonly id: string }>([
    { id: 'copies', needs: ['COPY', 'ADD'] },
    { id: 'all' },
    { id: 'users', needs: ['USER'] },
  ]);
  const asked = (...things: readonly string[]): readonly string[] => needs.metBy(things).map(({ id }) => id);
  expect(asked()).toEqual(['all']);
  expect(asked('ADD', 'RUN', 'COPY')).toEqual(['copies', 'all']);
  expect(asked('USER')).toEqual(['all', 'users']);
  expect(asked()).toEqual(['all']);
  expect(needs.metWhere((thing) => thing === 'ADD' || thing === 'USER').map(({ id }) => id)).toEqual(['copies', 'all', 'users']);
  expect(needs.metWhere(() => false).map(({ id }) => id)).toEqual(['all']);
});

function withoutNeeds(rule: Rule): Rule {
  const { needs: _, ...rest } = rule;
  return rest;
}
