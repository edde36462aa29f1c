import { describe, expect, test } from 'vitest';
import { bakeTargets, isBakeFile, type BakeTarget } from '../../../src/parse/bake/targets.ts';
import { locate } from '../../../src/parse/lines.ts';

const targetsOf = (...texts: readonly string[]): readonly BakeTarget[] =>
  bakeTargets(texts.map((text, index) => ({ path: index === 0 ? 'docker-bake.hcl' : 'docker-bake.override.hcl', text })));

/** The known values of a target, and `?` for the others. */
function shown({ name, context, dockerfile, target, args, tags }: BakeTarget) {
  const text = (setting: BakeTarget['context']) =>
    setting.state === 'known' ? setting.value : setting.state === 'unset' ? undefined : '?';
  return { name, context: text(context), dockerfile: text(dockerfile), target: text(target), args, tags };
}

describe('a bake file in HCL', () => {
  test('gives its targets with what is built, and the line of each', () => {
    const [web] = targetsOf(`# how the shop is built
group "default" {
  targets = ["web"]
}

target "web" {
  context = "./web" // the folder
  dockerfile = "deploy/Dockerfile"
  target     = "final"
  args = {
    VERSION = "3"
    "DEBUG" = 1, OFF = false
  }
  tags = ["shop/web:1", "shop/web:latest",]
}
`);
    expect(web && shown(web)).toEqual({
      name: 'web',
      context: './web',
      dockerfile: 'deploy/Dockerfile',
      target: 'final',
      args: { VERSION: '3', DEBUG: '1', OFF: 'false' },
      tags: ['shop/web:1', 'shop/web:latest'],
    });
    expect(web && locate(web.at)).toMatchObject({ startLine: 6, startColumn: 1, endColumn: 13 });
  });

  test('puts the defaults of variables in, those in other variables too', () => {
    const [web] = targetsOf(`
variable "REGISTRY" { default = "ghcr.io/shop" }
variable "TAG" {
  default = "v1"
  validation {
    condition = TAG != ""
    error_message = "a tag { is needed"
  }
}
variable "NAME" { default = "\${REGISTRY}/web" }
target "web" {
  tags = ["\${NAME}:\${TAG}", NAME]
  args = { TAG = TAG, LITERAL = "$\${TAG}" }
}`);
    expect(web && shown(web)).toMatchObject({
      tags: ['ghcr.io/shop/web:v1', 'ghcr.io/shop/web'],
      args: { TAG: 'v1', LITERAL: '${TAG}' },
    });
  });

  test('inherits in order, lays arguments on each other and leaves the common parts out', () => {
    const targets = targetsOf(`
target "_common" { args = { A = "1", B = "1" }, target = "base" }
target "_more" {
  args = { B = "2" }
}
target "web" {
  inherits = ["_common", "_more"]
  args = { C = "3" }
}
target "api" { inherits = ["web"] }
group "default" { targets = ["web", "api"] }
`);
    expect(targets.map(shown)).toEqual([
      expect.objectContaining({ name: 'web', args: { A: '1', B: '2', C: '3' } }),
      expect.objectContaining({ name: 'api', args: { A: '1', B: '2', C: '3' } }),
    ]);
  });

  test('takes what only bake can work out for unknown', () => {
    const [web] = targetsOf(`
variable "EMPTY" {}
target "web" {
  name = "web-\${item}"
  matrix = { item = ["a", "b"] }
  context = "services/\${item}"
  dockerfile = CI ? "Dockerfile.ci" : "Dockerfile"
  target = join("-", ["a", "b"])
  args = { A = EMPTY, B = "x" == "x" ? 1 : 2, C = null, D = "kept" }
  tags = [for one in ["a", "b"] : "shop/\${one}"]
}`);
    expect(web && shown(web)).toEqual({
      name: 'web',
      context: '?',
      dockerfile: '?',
      target: '?',
      args: { A: undefined, B: undefined, D: 'kept' },
      tags: [],
    });
  });

  test('lays the override file on the first one', () => {
    const [web] = targetsOf('target "web" {\n context = "a"\n target = "dev"\n}', 'target "web" { target = "prod" }');
    expect(web && shown(web)).toMatchObject({ context: 'a', target: 'prod' });
  });

  test('reads around here-documents, functions and comments', () => {
    const targets = targetsOf(`
function "add" {
  params = [a]
  result = "\${a}{"
}
/* target "no" {} */
target "inline" {
  dockerfile-inline = <<EOT
FROM alpine
}
EOT
}
target "web" {
  secret = [{ type = "env", id = "x" }]
  labels = { "a.b" = <<-EOT
    text }
    EOT
  }
  context = "web"
}`);
    expect(targets.map(({ name, inline }) => [name, inline !== undefined])).toEqual([
      ['inline', true],
      ['web', false],
    ]);
    expect(targets.map(shown).at(-1)).toMatchObject({ name: 'web', context: 'web' });
  });

  test('comes to an end on circles, doublings and what is no HCL', () => {
    const doubled = Array.from(
      { length: 60 },
      (_, index) =>
        `variable "V${index}" { default = "\${V${index + 1}}\${V${index + 1}}" }\ntarget "t${index}" { inherits = ["t${index + 1}", "t${index + 1}", "t0"] }`,
    ).join('\n');
    expect(targetsOf(`${doubled}\nvariable "V60" { default = "" }\ntarget "last" { target = V0 }`).at(-1)).toMatchObject({
      target: { state: 'known', value: '' },
    });
    for (const text of [
      '['.repeat(200_000),
      'target "x" {'.repeat(50_000),
      '"${'.repeat(100_000),
      'a = <<E\n'.repeat(20_000),
      '{}}}]',
    ])
      expect(() => targetsOf(`target "a" { b = ${text}`, text)).not.toThrow();
  });
});

test('a bake file in JSON gives the same as one in HCL', () => {
  const text = `{
  "variable": { "TAG": { "default": "v1" } },
  "target": {
    "web": { "context": "web", "args": { "A": "1", "B": null }, "tags": ["shop/web:\${TAG}"] }
  }
}`;
  const [web] = bakeTargets([{ path: 'docker-bake.json', text }]);
  expect(web && shown(web)).toMatchObject({ name: 'web', context: 'web', args: { A: '1' }, tags: ['shop/web:v1'] });
  expect(web && locate(web.at).startLine).toBe(4);
});

test('bake finds its own names in any folder', () => {
  expect(['docker-bake.hcl', 'a/docker-bake.override.json', 'bake.hcl', 'docker-bake.yaml'].filter(isBakeFile)).toEqual([
    'docker-bake.hcl',
    'a/docker-bake.override.json',
  ]);
});
