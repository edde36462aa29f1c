import { describe, expect, test } from 'vitest';
import { memoryFiles } from '../../src/adapters/memory.ts';
import { collect } from '../../src/collect/collect.ts';
import type { ComposeWay } from '../../src/model/artifact.ts';

type Texts = Readonly<Record<string, string>>;

const services = 'services:\n  web:\n    image: a\n';

async function look(texts: Texts) {
  const { composeProjects, gaps } = await collect(['.'], memoryFiles(texts));
  return {
    ways: composeProjects.map(shown),
    gaps: gaps.map(({ artifact, detail, location }) => `${artifact}:${location?.startLine} ${detail}`),
  };
}

function shown({ files, directory, envFiles = [] }: ComposeWay): string {
  return [
    files.join(' + '),
    ...(directory === undefined ? [] : [`in ${directory}`]),
    ...envFiles.map((file) => `with ${file}`),
  ].join(' ');
}

const files = { 'compose.yaml': services, 'prod.yaml': services, 'log.yaml': services };

describe('a line that starts a project with files of its choice', () => {
  test.each([
    ['build.sh', 'docker compose -f compose.yaml -f prod.yaml up -d\n'],
    ['build.sh', 'docker-compose --file=compose.yaml -fprod.yaml run --rm web sh\n'],
    ['build.sh', 'sudo podman-compose -f compose.yaml -f ./prod.yaml build\n'],
    ['build.sh', 'COMPOSE_FILE=compose.yaml:prod.yaml docker compose up\n'],
    ['build.sh', 'export COMPOSE_FILE="compose.yaml:prod.yaml"\ndocker compose build\ndocker compose up -d\n'],
    ['build.sh', 'COMPOSE_FILE=compose.yaml:prod.yaml\nexport COMPOSE_FILE\ndocker compose up\n'],
    ['build.sh', 'docker stack deploy --prune -c compose.yaml --compose-file=prod.yaml shop\n'],
    ['build.sh', 'docker --context prod stack deploy shop -c compose.yaml -c prod.yaml\n'],
    [
      '.gitlab-ci.yml',
      'variables: { COMPOSE_FILE: other.yaml }\nup:\n  variables:\n    COMPOSE_FILE: compose.yaml:prod.yaml\n  script:\n    - docker compose up\n',
    ],
    [
      '.github/workflows/a.yml',
      'env:\n  COMPOSE_FILE: compose.yaml:prod.yaml\njobs:\n  a:\n    steps:\n      - run: docker compose up\n',
    ],
    [
      '.github/workflows/a.yml',
      'env:\n  COMPOSE_FILE: other.yaml\njobs:\n  a:\n    steps:\n      - run: docker compose up\n        env: { COMPOSE_FILE: "compose.yaml:prod.yaml" }\n',
    ],
    ['Makefile', 'up:\n\t@docker compose -f compose.yaml -f prod.yaml up -d\n'],
    ['package.json', '{"scripts": {"up": "docker compose -f compose.yaml -f prod.yaml up"}}'],
    ['justfile', 'up:\n    docker compose -f compose.yaml -f prod.yaml up\n'],
    ['Taskfile.yml', 'tasks:\n  up: docker compose -f compose.yaml -f prod.yaml up\n'],
    ['.gitlab-ci.yml', 'up:\n  script:\n    - docker compose -f compose.yaml -f prod.yaml up\n'],
    ['.github/workflows/a.yml', 'jobs:\n  a:\n    steps:\n      - run: docker compose -f compose.yaml -f prod.yaml up\n'],
  ])('in %s: %s', async (path, text) => {
    expect((await look({ ...files, [path]: text })).ways).toEqual(['compose.yaml', 'log.yaml', 'compose.yaml + prod.yaml']);
  });

  test('is a way beside those of Compose itself, in place of what would be guessed', async () => {
    const texts = {
      'compose.yaml': services,
      'compose.override.yaml': services,
      'compose.prod.yaml': 'services:\n  web: { user: "1" }\n',
    };
    expect((await look(texts)).ways).toEqual([
      'compose.yaml',
      'compose.yaml + compose.override.yaml',
      'compose.yaml + compose.prod.yaml',
    ]);
    const all = 'docker compose -f compose.yaml -f compose.override.yaml -f compose.prod.yaml up\n';
    expect((await look({ ...texts, 'up.sh': all })).ways).toEqual([
      'compose.yaml',
      'compose.yaml + compose.override.yaml',
      'compose.yaml + compose.override.yaml + compose.prod.yaml',
    ]);
  });

  test('counts files and env files from where it runs, and names a project directory of its own', async () => {
    const texts = { 'deploy/base.yaml': services, 'deploy/prod.env': 'A=1\n', 'app/x': '' };
    const line = 'cd deploy && docker compose -f base.yaml --env-file prod.env --project-directory ../app up\n';
    expect((await look({ ...texts, 'up.sh': line })).ways).toEqual(['deploy/base.yaml in app with deploy/prod.env']);
    const workflow =
      'jobs:\n  a:\n    steps:\n      - working-directory: deploy\n        run: docker compose -f base.yaml --env-file prod.env up\n';
    expect((await look({ ...texts, '.github/workflows/a.yml': workflow })).ways).toEqual([
      'deploy/base.yaml with deploy/prod.env',
    ]);
    const gitlab =
      'up:\n  before_script: [cd deploy]\n  script:\n    - echo\n    - docker compose -f base.yaml --env-file prod.env up\n';
    expect((await look({ ...texts, '.gitlab-ci.yml': gitlab })).ways).toEqual(['deploy/base.yaml with deploy/prod.env']);
  });

  test('without files takes those that Compose finds', async () => {
    const texts = { 'compose.yaml': services, 'compose.override.yaml': services, 'a/b.env': '' };
    expect((await look({ ...texts, 'up.sh': 'cd a\ndocker compose --env-file b.env --profile x up\n' })).ways).toEqual([
      'compose.yaml',
      'compose.yaml + compose.override.yaml',
      'compose.yaml + compose.override.yaml with a/b.env',
    ]);
  });

  test('reads files of any name that lie anywhere', async () => {
    expect((await look({ 'vendor/stack.txt': services, 'up.sh': 'docker compose -f vendor/stack.txt up\n' })).ways).toEqual([
      'vendor/stack.txt',
    ]);
  });

  test('is a gap at its line where a file is not there, and nothing where a word is not known', async () => {
    const { ways, gaps } = await look({ ...files, 'up.sh': '# start\ndocker compose -f compose.yaml -f gone.yaml up\n' });
    expect(ways).toEqual(['compose.yaml', 'log.yaml', 'prod.yaml']);
    expect(gaps).toEqual(['up.sh:2 the project of this line is not looked at: gone.yaml does not exist']);
    for (const line of ['-f $FILE up', '-f prod.yaml $ARGS up', '-f - up', '-f https://example.com/a.yaml up', '-f prod.yaml ps'])
      expect(await look({ ...files, 'up.sh': `docker compose ${line}\n` })).toEqual({ ways, gaps: [] });
  });
});

describe('COMPOSE_FILE', () => {
  test('that a script sets on one way or another is followed on both', async () => {
    const script =
      'if [ "$1" = prod ]; then\n  export COMPOSE_FILE=prod.yaml\nelse\n  export COMPOSE_FILE=log.yaml\nfi\ndocker compose up\n';
    expect((await look({ ...files, 'other/compose.yaml': services, 'up.sh': script })).ways).toEqual([
      'compose.yaml',
      'other/compose.yaml',
      'prod.yaml',
      'log.yaml',
    ]);
  });

  test.each([
    [
      'behind an expression',
      '.github/workflows/a.yml',
      'env: { COMPOSE_FILE: "${{ inputs.file }}" }\njobs: { a: { steps: [{ run: docker compose up }] } }\n',
    ],
    ['behind a variable', 'up.sh', 'export COMPOSE_FILE=$FILES\ndocker compose up\n'],
    ['that is set later', 'up.sh', 'docker compose up\nexport COMPOSE_FILE=log.yaml\n'],
    [
      'of another step',
      '.github/workflows/a.yml',
      'jobs: { a: { steps: [{ run: make, env: { COMPOSE_FILE: log.yaml } }, { run: docker compose up }] } }\n',
    ],
    ['for a stack, which takes none', 'up.sh', 'export COMPOSE_FILE=log.yaml\ndocker stack deploy shop\n'],
  ])('%s chooses nothing', async (_, path, text) => {
    expect((await look({ ...files, [path]: text })).ways).toEqual(['compose.yaml', 'log.yaml', 'prod.yaml']);
  });
});
