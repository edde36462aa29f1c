import { describe, expect, test } from 'vitest';
import { memoryFiles } from '../../src/adapters/memory.ts';
import { collect } from '../../src/collect/collect.ts';
import type { Gap } from '../../src/model/finding.ts';
import { textOf } from '../../src/parse/lines.ts';
import { join, parse } from '../../src/posture/join.ts';
import { stageLabel } from '../../src/posture/stages.ts';
import type { World } from '../../src/posture/world.ts';
import type { ReadResult } from '../../src/ports.ts';

type Texts = Readonly<Record<string, string>>;

async function look(
  texts: Texts,
  refused: Readonly<Record<string, ReadResult>> = {},
): Promise<{ world: World; gaps: readonly Gap[] }> {
  const files = memoryFiles(texts);
  const sources = await collect(['.'], files, 'strict');
  const parsed = await parse(sources, {
    ...files,
    read: (path) => (refused[path] === undefined ? files.read(path) : Promise.resolve(refused[path])),
  });
  return { world: join(parsed, new Map()), gaps: [...sources.gaps, ...parsed.gaps] };
}

/** The stages that are judged: `PATH stage`. */
async function shipped(texts: Texts): Promise<readonly string[]> {
  const { world } = await look(texts);
  return world.dockerfiles.flatMap(({ dockerfile, shipped: stages }) =>
    stages.map(({ stage }) => `${dockerfile.file.path} ${stageLabel(stage)}`),
  );
}

const stages = 'FROM a:1 AS base\nFROM base AS dev\nFROM base AS prod\nFROM base AS test\n';
const workflow = (steps: string): string => `jobs:\n  ship:\n    runs-on: ubuntu-latest\n    steps:\n${steps}`;

describe('the stage that is built', () => {
  test('is the target of a build-push step, in the file that it names', async () => {
    const step =
      '      - uses: docker/build-push-action@v6\n        with: { context: web, file: web/images/Main, target: prod }\n';
    expect(await shipped({ '.github/workflows/a.yml': workflow(step), 'web/images/Main': stages })).toEqual([
      'web/images/Main prod',
    ]);
  });

  test('is the last one where the target of a step is an expression', async () => {
    const step = '      - uses: docker/build-push-action@v6\n        with: { target: "${{ matrix.target }}" }\n';
    expect(await shipped({ '.github/workflows/a.yml': workflow(step), Dockerfile: stages })).toEqual(['Dockerfile test']);
  });

  test('is the target of a bake file, beside it or from the top', async () => {
    const bake = 'target "web" {\n  context = "web"\n  target = "prod"\n}\n';
    expect(await shipped({ 'docker-bake.hcl': bake, 'web/Dockerfile': stages })).toEqual(['web/Dockerfile prod']);
    expect(await shipped({ 'ci/docker-bake.hcl': bake, 'web/Dockerfile': stages })).toEqual(['web/Dockerfile prod']);
    expect(await shipped({ 'ci/docker-bake.hcl': bake, 'ci/web/Dockerfile': stages })).toEqual(['ci/web/Dockerfile prod']);
  });

  test('is the target of a bake file of any name that a step names', async () => {
    const step = '      - uses: docker/bake-action@v6\n        with: { workdir: ci, files: ./images.hcl }\n';
    const bake = 'target "web" { target = "dev" }';
    expect(await shipped({ '.github/workflows/a.yml': workflow(step), 'ci/images.hcl': bake, 'ci/Dockerfile': stages })).toEqual([
      'ci/Dockerfile dev',
    ]);
  });

  test('depends on the arguments of the build, and one that nobody knows leaves the base unknown', async () => {
    const text = 'ARG TAG=latest\nFROM node:${TAG}\n';
    const step = (args: string): string =>
      workflow(`      - uses: docker/build-push-action@v6\n        with:\n          build-args: ${args}\n`);
    const base = async (args: string) => {
      const { world } = await look({ '.github/workflows/a.yml': step(args), Dockerfile: text });
      return world.dockerfiles[0]?.shipped[0]?.base;
    };
    expect(await base('TAG=22')).toMatchObject({ state: 'known', value: 'node:22' });
    expect(await base('TAG=${{ inputs.tag }}')).toMatchObject({ state: 'unknown' });
  });
});

describe('the folder of a docker build line', () => {
  const path = '.github/workflows/a.yml';
  const files = { 'web/Dockerfile': stages, 'web/app/Dockerfile': stages, Dockerfile: stages };
  const run = (step: string): Texts => ({ ...files, [path]: workflow(step) });
  /** Every Dockerfile but the one that is built has its last stage judged. */
  const built = async (texts: Texts) => (await shipped(texts)).filter((each) => each.endsWith(' dev'));

  test('is the working directory of its step', async () => {
    const step = '      - run: docker build --target dev .\n        working-directory: web\n';
    expect(await built(run(step))).toEqual(['web/Dockerfile dev']);
  });

  test('is where cd before it in its script leads', async () => {
    expect(await built(run('      - run: cd web && cd ./app && docker build --target dev .\n'))).toEqual([
      'web/app/Dockerfile dev',
    ]);
    expect(await built(run('      - run: |\n          pushd web\n          docker build --target dev .\n'))).toEqual([
      'web/Dockerfile dev',
    ]);
    expect(
      await built(run('      - run: |\n          cd web/app\n          cd ..\n          docker build --target dev .\n')),
    ).toEqual(['web/Dockerfile dev']);
  });

  test('is not where another subshell, script or command went', async () => {
    expect(await built(run('      - run: (cd web && make) && docker build --target dev .\n'))).toEqual(['Dockerfile dev']);
    expect(await built(run("      - run: sh -c 'cd web' && docker build --target dev .\n"))).toEqual(['Dockerfile dev']);
    expect(await built(run('      - run: cd web\n      - run: docker build --target dev .\n'))).toEqual(['Dockerfile dev']);
    expect(await built(run('      - run: |\n          cd web\n          cd -\n          docker build --target dev .\n'))).toEqual(
      ['Dockerfile dev'],
    );
  });

  test('is the top for a script, else its own folder', async () => {
    const text = '#!/bin/sh\ndocker build --target dev .\n';
    expect(await built({ ...files, 'web/app/build.sh': text })).toEqual(['Dockerfile dev']);
    expect(await built({ 'web/app/Dockerfile': stages, 'web/app/build.sh': text })).toEqual(['web/app/Dockerfile dev']);
  });

  test('is the script’s own where it goes there', async () => {
    const own = '#!/bin/sh\ncd "$(dirname "$0")/.." && docker build --target dev .\n';
    expect(await built({ ...files, 'web/app/build.sh': own })).toEqual(['web/Dockerfile dev']);
    const top = '#!/bin/sh\ncd "$(git rev-parse --show-toplevel)/web"\ndocker build --target dev .\n';
    expect(await built({ ...files, 'web/app/build.sh': top })).toEqual(['web/Dockerfile dev']);
  });

  test('is that of the makefile, and no guess behind a variable', async () => {
    expect(await built({ ...files, 'web/Makefile': 'image:\n\tdocker build --target dev .\n' })).toEqual(['web/Dockerfile dev']);
    expect(await built(run('      - run: cd "$FOLDER" && docker build --target dev -f $FILE .\n'))).toEqual([]);
  });
});

describe('an image that is built under a tag', () => {
  test('is known as built by a service and by docker run, whoever builds it', async () => {
    const { world } = await look({
      '.github/workflows/a.yml': workflow(
        '      - uses: docker/build-push-action@v6\n        with: { tags: "shop/web:2", target: prod }\n      - run: docker run shop/web:2\n',
      ),
      'docker-bake.hcl': 'target "api" {\n  context = "gone"\n  tags = ["shop/api"]\n}\n',
      'compose.yaml':
        'services:\n  web:\n    image: shop/web:2\n  api:\n    image: shop/api:latest\n  db:\n    image: postgres:17\n',
      Dockerfile: stages,
    });
    const [project] = world.projects;
    expect(project?.containers.map(({ stage }) => stage?.stage.name)).toEqual(['prod', undefined, undefined]);
    expect(world.commands.map(({ stage }) => stage?.stage.name)).toEqual(['prod']);
    expect(world.images.filter(({ kind }) => kind !== 'from').map(({ of }) => of)).toEqual(['db']);
  });
});

describe('a Dockerfile that a service names', () => {
  const compose = 'services:\n  web:\n    build:\n      context: web\n      dockerfile: Main\n';
  const refused = (reason: 'missing' | 'not-a-file' | 'outside', detail: string) =>
    look({ 'compose.yaml': compose }, { 'web/Main': { ok: false, reason, detail } });

  test('and that is not there, or lies outside, is told with its line and leaves the verdict alone', async () => {
    expect((await refused('missing', 'does not exist')).gaps).toMatchObject([
      {
        artifact: 'compose.yaml',
        reason: 'unresolved',
        detail: 'the Dockerfile of service web, web/Main, does not exist',
        location: { startLine: 5, startColumn: 19 },
        blocking: false,
      },
    ]);
    expect((await refused('outside', 'is a link that leaves the scanned folder')).gaps).toMatchObject([{ blocking: false }]);
    const above = await look({ 'compose.yaml': 'services:\n  web:\n    build: ../../etc\n' });
    expect(above.gaps).toMatchObject([{ reason: 'unresolved', location: { startLine: 3 }, blocking: false }]);
  });

  test('and that is a folder or a device could not be looked at', async () => {
    expect((await refused('not-a-file', 'is not a regular file')).gaps).toMatchObject([
      { reason: 'unreadable', location: { startLine: 5 }, blocking: true },
    ]);
  });

  test('and that lacks the stage it asks for is told', async () => {
    const { gaps } = await look({
      'compose.yaml': 'services:\n  web:\n    build: { context: ., target: gone }\n',
      Dockerfile: 'FROM a:1 AS app\n',
    });
    expect(gaps).toMatchObject([
      {
        detail: 'service web is built from the stage gone, which Dockerfile does not have',
        location: { startLine: 3 },
        blocking: false,
      },
    ]);
  });

  test('is judged by the stage it asks for, however the stages stand to each other', async () => {
    const { world, gaps } = await look({
      'compose.yaml': 'services:\n  web:\n    build: { context: ., target: a }\n',
      Dockerfile: 'FROM b AS a\nFROM a AS b\nFROM c AS c\n',
    });
    expect(gaps).toEqual([]);
    expect(world.dockerfiles[0]?.shipped.map(({ stage, base }) => [stage.name, base.state])).toEqual([['a', 'known']]);
  });
});

describe('a Dockerfile in a Compose file', () => {
  const inline = (body: string): string => `services:\n  web:\n    build:\n      dockerfile_inline: ${body}`;

  test('is a Dockerfile whose places are those of the Compose file', async () => {
    const text = inline('|\n        FROM node:22 AS app\n        RUN echo $${HOME} \\\n          && true\n        USER node\n');
    const { world, gaps } = await look({ 'compose.yaml': text });
    expect(gaps).toEqual([]);
    const [found] = world.dockerfiles;
    const user = found?.dockerfile.instructions.at(-1);
    expect(found?.dockerfile.file.path).toBe('compose.yaml');
    expect(user && textOf(user.at)).toBe('USER node');
    expect(user && text.slice(user.at.span.start, user.at.span.end)).toBe('USER node');
    expect(world.projects[0]?.containers[0]?.user.setting).toMatchObject({ state: 'known', value: 'node' });
  });

  test('keeps its lines where it holds here-documents', async () => {
    const text = inline('|\n        FROM node:22\n        COPY <<EOF /a\n        USER root\n        EOF\n        USER node\n');
    const { world } = await look({ 'compose.yaml': text });
    const { instructions, file } = world.dockerfiles[0]?.dockerfile ?? { instructions: [], file: { path: '', text: '' } };
    expect(instructions.map(({ keyword }) => keyword)).toEqual(['FROM', 'COPY', 'USER']);
    expect(file.text.slice(0, instructions[2]?.at.span.start).split('\n')).toHaveLength(9);
  });

  test('has the variables of the Compose file put in, where Compose knows them', async () => {
    const text = inline('|\n        FROM node:${TAG:-22}\n        ENV A=$${B}\n        USER $WHO\n');
    const { world, gaps } = await look({ 'compose.yaml': text, '.env': 'TAG=24\nWHO=node\n' });
    expect(gaps).toEqual([]);
    expect(world.dockerfiles[0]?.dockerfile.instructions.map(({ at }) => textOf(at))).toEqual([
      'FROM node:24',
      'ENV A=${B}',
      'USER node',
    ]);
    const unknown = await look({ 'compose.yaml': text });
    expect(unknown.world.dockerfiles[0]?.dockerfile.instructions).toHaveLength(3);
  });

  test('may stand on one line', async () => {
    const { world, gaps } = await look({ 'compose.yaml': inline("'FROM node:22'\n") });
    expect(gaps).toEqual([]);
    expect(world.dockerfiles[0]?.dockerfile.stages.map(({ from }) => textOf(from.at))).toEqual(['FROM node:22']);
  });

  test('is told where it is not written as a block', async () => {
    const { gaps } = await look({ 'compose.yaml': inline('"FROM node:22\\nUSER node"\n') });
    expect(gaps).toMatchObject([{ reason: 'unsupported', location: { startLine: 4 }, blocking: false }]);
  });
});

test('a command in a README is judged like any other, and builds from its folder', async () => {
  const { world } = await look({
    'web/README.md': '# Web\n\n```console\n$ docker build -t web --target dev .\n$ docker run --privileged web\n```\n',
    'web/Dockerfile': stages,
  });
  expect(world.commands.map(({ settings, stage }) => [settings.privileged.state, stage?.stage.name])).toEqual([['known', 'dev']]);
});

test('five thousand services and builds are joined', async () => {
  const texts: Record<string, string> = {};
  for (let index = 0; index < 5_000; index += 1) {
    texts[`s${index}/compose.yaml`] = 'services:\n  web:\n    build: .\n';
    texts[`s${index}/Dockerfile`] = 'FROM a:1\n';
  }
  const { world } = await look(texts);
  expect(world.projects.filter(({ containers }) => containers[0]?.stage !== undefined)).toHaveLength(5_000);
});

test('an env file that cannot be looked at is a gap, and one that is not there is none', async () => {
  const text =
    'services:\n  a:\n    image: b\n    env_file:\n      - gone.env\n      - /etc/a.env\n      - { path: pipe, required: false }\n      - ${FILE}\n';
  const pipe: ReadResult = { ok: false, reason: 'not-a-file', detail: 'is not a regular file' };
  const { gaps } = await look({ 'compose.yaml': text }, { pipe });
  expect(gaps.map(({ location, detail, blocking }) => [location?.startLine, detail, blocking])).toEqual([
    [6, 'the env file /etc/a.env of service a is outside of what is scanned', false],
    [7, 'the env file pipe of service a is not a regular file', false],
  ]);
});
