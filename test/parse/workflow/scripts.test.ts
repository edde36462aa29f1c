import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseScript } from '../../../src/parse/shell/parse.ts';
import { isScriptHost, scriptsOf } from '../../../src/parse/workflow/scripts.ts';
import { commandsOf, writtenIn } from './source.ts';

const workflow = '.github/workflows/ci.yml';

describe('GitHub workflows and actions', () => {
  test('each run of each job, in any style of string', () => {
    const text = `jobs:
  one:
    steps:
      - run: |
          docker run \\
            -u root \\
            alpine
          echo "a b"
      - run: >-
          docker build
          -t x .
      - uses: actions/checkout@v4
      - run: "docker push \\"a b\\""
      - run: 'echo ''x'''
  two:
    steps:
      - run: make test # no
`;
    expect(commandsOf(workflow, text)).toEqual([
      'docker run -u root alpine',
      'echo a b',
      'docker build -t x .',
      'docker push a b',
      'echo x',
      'make test',
    ]);
    expect(writtenIn(workflow, text)).toEqual([
      'docker run -u root alpine',
      'echo "a b"',
      'docker build -t x .',
      'docker push \\"a b\\"',
      "echo ''x''",
      'make test',
    ]);
  });

  test('an expression makes its word unknown, quoted or not, and nothing else', () => {
    const text = `jobs:
  a:
    steps:
      - run: docker run \${{ inputs.args }} -u '\${{ github.actor }}' --name=x-\${{ matrix.n || '"' }} alpine
`;
    expect(commandsOf(workflow, text)).toEqual(['docker run ? -u ? ? alpine']);
    expect(writtenIn(workflow, text)[0]).toBe(
      "docker run ${{ inputs.args }} -u '${{ github.actor }}' --name=x-${{ matrix.n || '\"' }} alpine",
    );
  });

  test('an expression within an expansion of a shell in a shell is one hole', () => {
    const text = 'jobs: { a: { steps: [{ run: \'sh -c "docker run ${X:-a${{ b }}c}d e"\' }] } }';
    expect(commandsOf(workflow, text)).toEqual(['sh -c ?', 'docker run ? e']);
    const [command] = scriptsOf({ path: workflow, text }).flatMap((script) => parseScript(script).commands.slice(1));
    expect(command?.words[2]?.pieces).toEqual([{ hole: '${X:-a${{ b }}c}', splits: true }, { text: 'd' }]);
  });

  test('what PowerShell, Python and cmd get is left alone', () => {
    const text = `defaults: { run: { shell: pwsh } }
jobs:
  a:
    steps:
      - run: a
      - { run: b, shell: bash }
      - { run: c, shell: python }
      - { run: d, shell: 'bash -e {0}' }
  b:
    defaults: { run: { shell: sh } }
    steps:
      - run: e
      - { run: f, shell: cmd }
`;
    expect(commandsOf(workflow, text)).toEqual(['b', 'd', 'e']);
    expect(
      commandsOf(workflow, 'jobs: { a: { runs-on: windows-latest, steps: [{ run: a }, { run: b, shell: bash }] } }'),
    ).toEqual(['b']);
    expect(commandsOf(workflow, 'jobs: { a: { runs-on: [self-hosted, Windows], steps: [{ run: a }] } }')).toEqual([]);
  });

  test('anchors are followed', () => {
    expect(commandsOf(workflow, 'jobs:\n  a:\n    steps: &s\n      - run: a\n  b:\n    steps: *s\n')).toEqual(['a', 'a']);
  });

  test('composite actions', () => {
    const text = 'runs:\n  using: composite\n  steps:\n    - run: docker run ${{ inputs.image }}\n      shell: bash\n';
    expect(commandsOf('tools/action.yml', text)).toEqual(['docker run ?']);
  });
});

describe('other hosts', () => {
  test('shell scripts, by their ending or their first line', () => {
    expect(commandsOf('a.sh', 'docker run x\n')).toEqual(['docker run x']);
    expect(commandsOf('bin/up', '#!/usr/bin/env -S bash -e\ndocker run x\n')).toEqual(['docker run x']);
    expect(commandsOf('bin/up', '#!/usr/bin/python3\ndocker run x\n')).toEqual([]);
    expect(commandsOf('a.sh', '#!/usr/bin/python3\ndocker run x\n')).toEqual([]);
    expect(commandsOf('bin/up', 'docker run x\n')).toEqual([]);
  });

  test('recipes of makefiles', () => {
    const text = `IMAGE := a
up: build
\t@docker run -u root \\
\t\t-e A=$$HOME -e "B=$(VALUE)" $(IMAGE)
\t-@docker rm x
# docker run no
down: ; docker stop x
ifeq ($(A),b)
\t$(DOCKER) run \${IMAGE} $@
endif
`;
    expect(commandsOf('Makefile', text)).toEqual(['docker run -u root -e ? -e ? ?', 'docker rm x', 'docker stop x', '? run ? ?']);
    expect(writtenIn('Makefile', text)).toEqual([
      'docker run -u root -e A=$$HOME -e "B=$(VALUE)" $(IMAGE)',
      'docker rm x',
      'docker stop x',
      '$(DOCKER) run ${IMAGE} $@',
    ]);
    expect(commandsOf('Makefile', 'SHELL := pwsh\na:\n\tdocker run x\n')).toEqual([]);
    expect(commandsOf('x.mk', 'SHELL := /bin/bash\na:\n\tdocker run x\n')).toEqual(['docker run x']);
  });

  test('a line with a tab is a recipe only below a rule or in a define', () => {
    const text = `ifeq ($(OS),Linux)
\tifneq ($(A),b)
\t\tB := docker run b
\telse
\tC = c
\tendif
endif
define canned
\tdocker run canned
endef
\tD = d
all: $(C)
ifdef X
# why
\tdocker run x
endif

\tdocker run y
E = e
\tF = f
$(ALL): ; g
\th
`;
    expect(commandsOf('Makefile', text)).toEqual(['docker run canned', 'docker run x', 'docker run y', 'g', 'h']);
  });

  test('the tab of a continued recipe line is not the shell’s', () => {
    expect(scriptsOf({ path: 'Makefile', text: "a:\n\techo 'b \\\n\tc'\n" }).map(({ text }) => text)).toEqual(["echo 'b \\\nc'"]);
  });

  test('a container command in a variable of a makefile counts, other variables do not', () => {
    const text = 'A = docker x\nRUN := $(DOCKER) run --rm \\\n  -v $(PWD):/w alpine\nexport B ?= docker run b\na:\n\t$(RUN) c\n';
    expect(commandsOf('Makefile', text)).toEqual(['? run --rm -v ? alpine', 'docker run b', '? c']);
  });

  test('a recipe with .ONESHELL is one script', () => {
    const script = scriptsOf({ path: 'Makefile', text: '.ONESHELL:\na:\n\tif x; then\n\t  docker run y\n\tfi\nb:\n\tc\n' });
    expect(script.map((one) => one.text)).toEqual(
      ['if x; then\n  docker run y\nfi', 'c'].map((text) => text.replace('  docker', 'docker')),
    );
    expect(script.flatMap((one) => parseScript(one).problems)).toEqual([]);
  });

  test('scripts of package.json', () => {
    const text =
      '{\n\t"name": "x",\n\t"scripts": {\n\t\t"up": "docker run \\"a b\\" \\u0061lpine && echo hi"\n\t},\n\t"files": ["docker run no"]\n}\n';
    expect(commandsOf('package.json', text)).toEqual(['docker run a b alpine', 'echo hi']);
    expect(writtenIn('package.json', text)).toEqual(['docker run \\"a b\\" \\u0061lpine', 'echo hi']);
  });

  test('pipelines of GitLab', () => {
    const text = `.setup: &setup
  - docker login -u x
before_script:
  - *setup
build:
  script:
    - docker run $IMAGE x
    - |
      echo a
      echo $[[ inputs.b ]]
    - [c, [d]]
    - !reference [.setup, script]
  after_script: e
  variables: { script: no }
`;
    expect(commandsOf('.gitlab-ci.yml', text)).toEqual([
      'docker login -u x',
      'docker run ? x',
      'echo a',
      'echo ?',
      'c',
      'd',
      'e',
    ]);
    expect(writtenIn('ci/x.gitlab-ci.yml', text)).toContain('docker run $IMAGE x');
  });

  test('Taskfiles', () => {
    const text = `version: '3'
tasks:
  a: docker run {{.IMAGE}}
  b: [docker pull x]
  c:
    cmds:
      - docker run -u "{{.USER}}" x
      - cmd: docker push x
      - defer: docker rm x
      - task: a
  d: { cmd: e }
`;
    expect(commandsOf('Taskfile.yml', text)).toEqual([
      'docker run ?',
      'docker pull x',
      'docker run -u ? x',
      'docker push x',
      'docker rm x',
      'e',
    ]);
  });

  test('justfiles', () => {
    const text = `image := "x"
# docker run no
up tag='1': build
    @docker run {{image}} \\
      sh
    echo a

script:
    #!/usr/bin/env bash
    if x; then
      docker run y
    fi
python:
    #!/usr/bin/env python3
    import os
`;
    expect(commandsOf('justfile', text)).toEqual(['docker run ? sh', 'echo a', 'x', 'docker run y']);
    expect(writtenIn('justfile', text)).toEqual(['docker run {{image}} sh', 'echo a', 'x', 'docker run y']);
    expect(commandsOf('a.just', 'set shell := ["pwsh", "-c"]\na:\n  b\n')).toEqual([]);
  });
});

describe('which files are worth reading', () => {
  test.each([
    '.github/workflows/a.yaml',
    'action.yml',
    'x/action.yaml',
    'a.sh',
    'x/Makefile',
    'rules.mk',
    'package.json',
    '.gitlab-ci.yml',
    'ci/test.gitlab-ci.yml',
    'justfile',
    'Taskfile.yml',
    'taskfile.dist.yaml',
    'bin/run',
    'docker-entrypoint',
    '.husky/pre-commit',
  ])('%s', (path) => {
    expect(isScriptHost(path)).toBe(true);
  });

  test.each([
    'README.md',
    'compose.yaml',
    'Dockerfile',
    'src/index.ts',
    '.github/dependabot.yml',
    'package-lock.json',
    'LICENSE',
  ])('not %s', (path) => {
    expect(isScriptHost(path)).toBe(false);
  });

  test('no text of any host makes it throw', () => {
    const path = fc.constantFrom(
      workflow,
      'action.yml',
      '.gitlab-ci.yml',
      'Taskfile.yml',
      'package.json',
      'Makefile',
      'justfile',
      'a.sh',
    );
    const piece = fc.constantFrom(
      'jobs:\n',
      ' a:\n',
      '  steps:\n',
      '   - run: ',
      '|\n',
      'docker run x\n',
      '${{',
      '}}',
      '"',
      "'",
      '\t',
      '$(',
      '&a ',
      '*a',
      '\n',
      'script:',
      '{',
      '}',
      '\\\n',
      '\r\n',
    );
    fc.assert(
      fc.property(path, fc.array(piece, { maxLength: 30 }), (path, pieces) => {
        for (const script of scriptsOf({ path, text: pieces.join('') })) expect(parseScript(script).commands).toBeDefined();
      }),
      { numRuns: 400 },
    );
  });

  test('what is opened over and over and never closed is read at once', () => {
    const many = 100_000;
    expect(scriptsOf({ path: 'justfile', text: `a:\n  echo ${'{{'.repeat(many)}\n` })).toHaveLength(1);
    expect(scriptsOf({ path: 'Makefile', text: `a:\n\tb ${'\\\n'.repeat(many)}\n` })).toHaveLength(1);
    expect(scriptsOf({ path: 'Makefile', text: `A = ${'docker'.repeat(10_000)} \n` })).toEqual([]);
    const [script] = scriptsOf({ path: 'a.just', text: 'a:\n  b {{c}} {{d}}e {{\n' });
    expect(script?.unknown?.map(({ from, to }) => script.text.slice(from, to))).toEqual(['{{c}}', '{{d}}']);
  });
});
