import { describe, expect, test } from 'vitest';
import { buildsOfWorkflow } from '../../../src/parse/workflow/builds.ts';
import { fencedScripts } from '../../../src/parse/workflow/fences.ts';
import { workingDirectories } from '../../../src/parse/workflow/folders.ts';
import { locate } from '../../../src/parse/lines.ts';
import { dockerCommands } from '../../../src/parse/command/docker.ts';
import { parseScript } from '../../../src/parse/shell/parse.ts';

const path = '.github/workflows/ship.yml';

describe('steps that build images', () => {
  test('say context, file, target, arguments and tags', () => {
    const { builds } = buildsOfWorkflow({
      path,
      text: `jobs:
  ship:
    runs-on: ubuntu-latest
    steps:
      - uses: docker/build-push-action@v6
        with:
          context: ./web
          file: web/deploy/Dockerfile
          target: final
          build-args: |
            VERSION=3
            COMMIT=\${{ github.sha }}
          tags: |
            shop/web:latest,shop/web:3
            \${{ steps.meta.outputs.tags }}
`,
    });
    expect(builds).toMatchObject([
      {
        context: { state: 'known', value: './web' },
        dockerfile: { state: 'known', value: 'web/deploy/Dockerfile' },
        target: { state: 'known', value: 'final' },
        args: { VERSION: '3', COMMIT: undefined },
        tags: ['shop/web:latest', 'shop/web:3'],
      },
    ]);
    expect(builds[0] && Object.keys(builds[0].args)).toEqual(['VERSION', 'COMMIT']);
    expect(builds[0] && locate(builds[0].at)).toMatchObject({ startLine: 5, startColumn: 15 });
  });

  test('have the commit for a context where they name none, and no guess where an expression stands', () => {
    const { builds } = buildsOfWorkflow({
      path: 'action.yml',
      text: `runs:
  steps:
    - uses: docker/build-push-action@v6
    - uses: docker/build-push-action@v6
      with: { context: "\${{ matrix.folder }}", target: "\${{ matrix.stage }}" }
`,
    });
    expect(builds).toMatchObject([
      { context: { state: 'unset' }, dockerfile: { state: 'unset' }, target: { state: 'unset' } },
      { context: { state: 'unknown' }, target: { state: 'unknown' } },
    ]);
  });

  test('name the bake files', () => {
    const { bakes } = buildsOfWorkflow({
      path,
      text: `jobs:
  ship:
    steps:
      - uses: docker/bake-action@v6
        with:
          workdir: deploy
          files: |
            ./images.hcl
            cwd://\${{ steps.meta.outputs.bake-file }}
      - uses: docker/bake-action@v6
`,
    });
    expect(bakes).toEqual([
      { folder: 'deploy', files: ['./images.hcl'] },
      { folder: '.', files: [] },
    ]);
  });

  test('are none in a file that names neither action, nor in one that is no YAML', () => {
    expect(buildsOfWorkflow({ path, text: 'jobs: {}' })).toEqual({ builds: [], bakes: [] });
    expect(buildsOfWorkflow({ path, text: '# docker/build-push-action\n{[: &' }).builds).toEqual([]);
  });
});

test('a run starts in its own working directory, else in that of its job, else in that of the workflow', () => {
  const text = `defaults:
  run:
    working-directory: top
jobs:
  a:
    steps:
      - run: one
      - run: two
        working-directory: step
      - run: three
        working-directory: \${{ matrix.folder }}
  b:
    defaults: { run: { working-directory: job } }
    steps:
      - run: |
          four
`;
  const folder = workingDirectories({ path, text });
  expect(['one', 'two', 'three', 'four'].map((word) => folder(text.indexOf(word)))).toEqual(['top', 'step', undefined, 'job']);
  expect(workingDirectories({ path, text: 'jobs: {}' })(3)).toBe('.');
});

describe('commands shown in Markdown', () => {
  const imagesIn = (text: string) =>
    fencedScripts({ path: 'README.md', text })
      .flatMap((script) => dockerCommands(parseScript(script)))
      .map(({ operand, at }) => `${operand?.value} ${locate(at).startLine}:${locate(at).startColumn}`);

  test('are those of shell fences, at their own lines', () => {
    expect(
      imagesIn(
        '# Shop\n\n```sh\ndocker run one\n```\n\n```yaml\ndocker run no\n```\n\n  ~~~bash\n  docker run \\\n    two\n  ~~~\n\n    docker run indented\n\n```\ndocker run plain\n```\n',
      ),
    ).toEqual(['one 4:1', 'two 12:3']);
  });

  test('stand behind the prompt where there is one, and what follows is output', () => {
    expect(imagesIn('```console\n$ docker run -it \\\n    --rm one\ndocker run is-output\n$ docker run two\r\n```\n')).toEqual([
      'one 2:3',
      'two 5:3',
    ]);
  });

  test('go to the end of the text where a fence is left open', () => {
    expect(imagesIn('````bash\n```\ndocker run one')).toEqual(['one 3:1']);
  });
});
