import { describe, expect, it } from 'vitest';
import { memoryFiles } from '../../src/adapters/memory.ts';
import { collect } from '../../src/collect/collect.ts';
import { parse } from '../../src/posture/parsed.ts';

/** The gaps of one file beside a Dockerfile, `!` behind those that block. */
async function gapsOf(path: string, text: string): Promise<readonly string[]> {
  const files = memoryFiles({ [path]: text });
  const sources = await collect(['.'], files, 'strict');
  const { gaps } = await parse(sources, files);
  return [...sources.gaps, ...gaps].map(
    ({ artifact, detail, location, blocking }) => `${artifact}:${location?.startLine} ${detail}${blocking ? '!' : ''}`,
  );
}

const ci = '.github/workflows/ci.yml';
const step = (run: string): string => `on: push\njobs:\n  a:\n    runs-on: a\n    steps:\n      - run: ${run}\n`;
const deep = `${'a $('.repeat(30)}b${')'.repeat(30)}`;

describe('shell that cannot be read', () => {
  it.each([
    ['run.sh', `#!/bin/sh\n${deep}\n`, 2],
    ['Makefile', `all:\n\t${deep.replaceAll('$', '$$$$')}\n`, 2],
    [ci, step(deep), 6],
    ['package.json', JSON.stringify({ scripts: { a: deep } }, null, 1), 3],
    ['justfile', `a:\n  ${deep}\n`, 2],
    ['Taskfile.yml', `tasks:\n  a: ${deep}\n`, 2],
    ['.gitlab-ci.yml', `a:\n  script:\n    - ${deep}\n`, 3],
  ])('blocks where text is passed over in %s', async (path, text, line) => {
    expect(await gapsOf(path, text)).toEqual([`${path}:${line} a shell script in it: substitutions are nested too deeply!`]);
  });

  it('is told once for a file where a shell refuses it as well, and not for what a text shows to people', async () => {
    const fault = "a shell script in it: unexpected token ')'";
    expect(await gapsOf('run.sh', 'a\nb )\n')).toEqual([`run.sh:2 ${fault}`]);
    expect(await gapsOf('run.sh', 'b ) ; c )\n')).toEqual([`run.sh:1 ${fault}`]);
    expect(await gapsOf('run.sh', 'b )\nc\nd )\ne && && f\n')).toEqual([`run.sh:1 ${fault}, and faults in 2 lines more`]);
    expect(await gapsOf('README.md', `\`\`\`sh\n${deep}\n\`\`\`\n`)).toEqual([
      'README.md:2 a shell script in it: substitutions are nested too deeply',
    ]);
    expect(await gapsOf('README.md', '```sh\ndocker run <image>\nb )\n```\n')).toEqual([]);
  });
});

describe('YAML around scripts', () => {
  it('is told where it cannot be read', async () => {
    expect(await gapsOf(ci, `${step('a')}  b: [\n`)).toEqual([
      `${ci}:8 not readable as YAML: the indentation does not fit the lines around it`,
    ]);
    expect(await gapsOf('package.json', '{ "scripts": { "a": "b" }\n')).toEqual([
      'package.json:2 not readable as YAML: a character is missing, such as a closing quote, bracket or comma',
    ]);
    expect(await gapsOf(ci, step('a'))).toEqual([]);
  });

  it('blocks where a limit of ours leaves some of it out', async () => {
    expect(await gapsOf(ci, `x: ${'['.repeat(5_000)}${']'.repeat(5_000)}\n`)).toContain(
      `${ci}:1 not readable as YAML: it is nested too deeply!`,
    );
    expect(await gapsOf('Taskfile.yml', `tasks: ${'{a: '.repeat(200)}${'}'.repeat(200)}\n`)).toEqual([]);
    const steps = [...Array(20_000).keys()].map((at) => `      - run: echo ${at}\n`).join('');
    const [cut] = await gapsOf(ci, `${step('a')}${steps}`);
    expect(cut).toMatch(/:\d+ not readable as YAML: only the first 100000 tokens of this file are read!$/);
    expect(await gapsOf('package.json', `{ "a": "${'x'.repeat(1024 * 1024)}" }`)).toEqual([
      'package.json:1 not readable as YAML: the file is longer than 1048576 characters!',
    ]);
  });
});

describe('bake files', () => {
  it('are told where they cannot be read', async () => {
    expect(await gapsOf('docker-bake.json', '{ "target": { "a": { "context": "." } }\n')).toEqual([
      'docker-bake.json:2 not readable as YAML: a character is missing, such as a closing quote, bracket or comma',
    ]);
    const hcl = 'target "a" {\n  args = { A = "}" }\n}\ntarget "b" {\n  context = "."\n';
    expect(await gapsOf('docker-bake.hcl', hcl)).toEqual(['docker-bake.hcl:4 not readable as HCL: nothing closes this block']);
    expect(await gapsOf('docker-bake.hcl', `${hcl}  dockerfile-inline = <<E\n}\n`)).toHaveLength(2);
    expect(await gapsOf('docker-bake.hcl', `${hcl}}`)).toEqual([]);
  });
});
