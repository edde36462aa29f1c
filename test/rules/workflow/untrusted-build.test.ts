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
    ['push: false', []],
    ['context: "{{defaultContext}}:web"', []],
  ] as const)('that builds with %s has findings on %o', async ([input, expected]) => {
    expect(await lines(steps(head, `      - uses: docker/build-push-action@v6\n        with: { ${input} }\n`))).toEqual(expected);
  });

  test('may check out its own branch', async () => {
    expect(await lines(steps(checkout('${{ github.base_ref }}'), '      - run: docker build .\n'))).toEqual([]);
  });
});
