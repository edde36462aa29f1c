import { describe, expect, test } from 'vitest';
import { judged } from '../judged.ts';

const checkout = (ref: string): string => `      - uses: actions/checkout@v5\n        with: { ref: "${ref}" }\n`;
const steps = (...texts: readonly string[]): string =>
  `on: [pull_request_target]\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n${texts.join('')}`;
const lines = async (text: string): Promise<readonly number[]> => {
  const { findings } = await judged({ '.github/workflows/pr.yml': text });
  return findings.filter(({ rule }) => rule === 'workflow/no-untrusted-build').map(({ location }) => location.startLine);
};
const head = checkout('${{ github.event.pull_request.head.ref }}');

describe('a workflow on pull_request_target', () => {
  test.for([
    ['docker buildx build -t a .', [8]],
    ['sudo docker compose up -d', [8]],
    ['docker-compose -f ci.yaml run test', [8]],
    ['podman build .', [8]],
    ['docker buildx bake', [8]],
    ['podman-compose up', [8]],
    ['docker compose build', [8]],
    ['docker compose run test', [8]],
    ['buildah bud -t a .', [8]],
    ['buildah build .', [8]],
    ['docker buildx ls', []],
    ['docker builder prune', []],
    ['npm run build', []],
    ['nerdctl build .', []],
    ['docker compose down', []],
    ['docker pull example/web', []],
    ['make image', []],
  ] as const)('that checks out the pull request and runs %s has findings on %o', async ([command, expected]) => {
    expect(await lines(steps(head, `      - run: ${command}\n`))).toEqual(expected);
  });

  test('may build before it checks out what is not its own', async () => {
    expect(await lines(steps('      - run: docker build .\n', head))).toEqual([]);
  });

  test.for([
    ['context: .', [8]],
    ['context: "${{ github.workspace }}/web"', [8]],
    ['context: "./web"', [8]],
    ['context: "https://example.com/web.git"', []],
    ['context: "http://example.com/web.git"', []],
    ['context: "git@example.com:web.git"', []],
    ['context: "web/http:1"', [8]],
    ['context: "${{  github.workspace }}"', [8]],
    ['context: "${{ github.server_url }}/x.git"', []],
    ['push: false', []],
    ['context: "{{defaultContext}}:web"', []],
  ] as const)('that builds with %s has findings on %o', async ([input, expected]) => {
    expect(await lines(steps(head, `      - uses: docker/build-push-action@v6\n        with: { ${input} }\n`))).toEqual(expected);
  });

  test('may check out its own branch', async () => {
    expect(await lines(steps(checkout('${{ github.base_ref }}'), '      - run: docker build .\n'))).toEqual([]);
  });

  test('that bakes has findings where it does', async () => {
    expect(await lines(steps(head, '      - uses: docker/bake-action@v6\n'))).toEqual([8]);
    expect(await lines(steps(head, '      - uses: example/bake-action@v6\n        with: { context: "." }\n'))).toEqual([]);
  });

  test.for([
    'gh pr checkout ${{ github.event.number }}',
    'gh  pr  checkout 1',
    'git fetch origin pull/1/head',
    'git  pull origin refs/pull/1/head',
  ])('may get the pull request by %s', async (command) => {
    expect(await lines(steps(`      - run: ${command}\n`, '      - run: docker build .\n'))).toEqual([7]);
  });

  test.for(['git fetch origin main', 'gh pr list', 'gh pr checks 1', 'echo pull/1'])('gets nothing by %s', async (command) => {
    expect(await lines(steps(`      - run: ${command}\n`, '      - run: docker build .\n'))).toEqual([]);
  });

  test('is another thing on another trigger, and where a condition keeps to branches of the repository', async () => {
    const own = 'github.event.pull_request.head.repo.full_name == github.repository';
    expect(await lines(steps(head, '      - run: docker build .\n').replace('pull_request_target', 'pull_request'))).toEqual([]);
    expect(
      await lines(steps(head, '      - run: docker build .\n').replace('    runs-on', `    if: ${own}\n    runs-on`)),
    ).toEqual([]);
  });
});
