import { describe, expect, test } from 'vitest';
import { readConfigFile } from '../../src/settings/config-file.ts';
import { resolveValues } from '../../src/settings/values.ts';

const known = ['container/no-privileged', 'dockerfile/user-set'];
const read = (text: string) => readConfigFile('container-guard.yaml', text, known);

describe('the config file', () => {
  test('may be empty', () => {
    expect(read('# nothing yet\n')).toEqual({ values: {}, policy: { waivers: [], severity: new Map() } });
  });

  test('sets what a door leaves open', () => {
    const { values } = read('fail-on: medium\nimages: [a:1, b:2]\nonly-fixed: true\n');
    const door = { 'fail-on': { value: 'low', source: '--fail-on' } };
    expect(resolveValues([door, values])).toMatchObject({ 'fail-on': 'low', images: ['a:1', 'b:2'], 'only-fixed': true });
  });

  test('holds waivers with the line they stand on', () => {
    const { policy } = read(
      'waivers:\n  - rule: container/no-privileged\n    path: ci/**\n    reason: builds images\n    until: 2027-01-31\n',
    );
    expect(policy.waivers).toEqual([
      {
        rule: 'container/no-privileged',
        path: 'ci/**',
        reason: 'builds images',
        until: '2027-01-31',
        source: 'container-guard.yaml:2',
      },
    ]);
  });

  test('holds severities of the team’s own', () => {
    expect(read('severity:\n  dockerfile/user-set: high\n').policy.severity).toEqual(new Map([['dockerfile/user-set', 'high']]));
  });

  test.for([
    ['fail-on: [', /^container-guard\.yaml:\d: /],
    ['- a\n', 'container-guard.yaml:1: a map of settings is expected.'],
    ['profile: strict\nfailon: high\n', /^container-guard\.yaml:2: `failon` is not a setting\. Did you mean `fail-on`\?/],
    ['format: json\n', 'container-guard.yaml:1: `format` cannot be set here, only by a flag or an input.'],
    ['trivy: ./evil\n', 'container-guard.yaml:1: `trivy` cannot be set here, only by a flag or an input.'],
    ['html: /tmp/x\n', 'container-guard.yaml:1: `html` cannot be set here, only by a flag or an input.'],
    ['fail-on: high\nfail-on: low\n', /^container-guard\.yaml:2: this is not YAML: Map keys must be unique\.$/],
    ['fail-on: low\n---\nfail-on: high\n', 'container-guard.yaml:2: a single document is expected.'],
    ['severity: { image/tga-pinned: high }\n', 'container-guard.yaml:1: there is no rule `image/tga-pinned`.'],
    ['profile:\n', 'container-guard.yaml:1: profile: a text is expected.'],
    ['waivers:\n  - { rule: container/no-privileged, reason: }\n', 'container-guard.yaml:2: reason: a text is expected.'],
    ['fail-on: [high]\n', 'container-guard.yaml:1: fail-on: one value is expected, not a list.'],
    ['waivers: {}\n', 'container-guard.yaml:1: waivers: a list is expected.'],
    [
      'waivers:\n  - rule: container/no-privileged\n',
      'container-guard.yaml:2: the waiver of container/no-privileged gives no `reason`.',
    ],
    ['waivers:\n  - reason: x\n', 'container-guard.yaml:2: a waiver names its `rule`.'],
    [
      'waivers:\n  - { rule: container/no-privilegd, reason: x }\n',
      /^container-guard\.yaml:2: there is no rule `container\/no-privilegd`\. Did you mean `container\/no-privileged`\?/,
    ],
    [
      'waivers:\n  - { rule: container/no-privileged, reason: x, until: 2027-02-30 }\n',
      'container-guard.yaml:2: until: `2027-02-30` is not a day such as 2027-01-31.',
    ],
    [
      'waivers:\n  - { rule: container/no-privileged, reason: x, untill: 2027-02-01 }\n',
      /^container-guard\.yaml:2: a waiver has no `untill`\. Did you mean `until`\?/,
    ],
    ['severity: { dockerfile/user-set: hihg }\n', /^container-guard\.yaml:1: `hihg` is not one of .* Did you mean `high`\?/],
  ] as const)('%j is refused with its place', ([text, message]) => {
    expect(() => read(text)).toThrow(message);
  });

  test.for(['image/CVE-2024-3094', 'image/openSUSE-SU-2023:1', 'image/secret-github-pat', 'dockerfile/DS-0002'])(
    'takes a waiver for %s, which Trivy may find',
    (rule) => {
      expect(read(`waivers:\n  - { rule: '${rule}', reason: x }\n`).policy.waivers).toMatchObject([{ rule }]);
    },
  );

  test('gives the place of a wrong value when it is resolved', () => {
    expect(() => resolveValues([read('profile: strict\nfail-on: hihg\n').values])).toThrow(
      'container-guard.yaml:2: fail-on: `hihg` is not one of',
    );
  });
});
