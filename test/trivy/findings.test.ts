import { describe, expect, test } from 'vitest';
import type { Location } from '../../src/model/place.ts';
import { decodeReport } from '../../src/trivy/decode.ts';
import type { TrivyReport } from '../../src/trivy/decode.ts';
import { configFindings, imageFindings } from '../../src/trivy/findings.ts';
import type { ImageContext } from '../../src/trivy/findings.ts';
import { ruleFactsOf } from '../../src/trivy/rule-facts.ts';

const anchor: Location = { path: 'Dockerfile', startLine: 3, startColumn: 1, endLine: 3, endColumn: 13 };

function context(written = 'node:20', more: Partial<ImageContext> = {}): ImageContext {
  const name = written.replace(/[:@].*$/, '');
  return { image: { written, name, repository: `docker.io/library/${name}` }, anchor, ...more };
}

function report(results: readonly object[], metadata: object = {}): TrivyReport {
  return decodeReport(JSON.stringify({ SchemaVersion: 2, Metadata: metadata, Results: results }));
}

const lodash = {
  VulnerabilityID: 'CVE-2021-23337',
  PkgName: 'lodash',
  PkgPath: 'app/node_modules/lodash/package.json',
  InstalledVersion: '4.17.15',
  FixedVersion: '4.17.21',
  Status: 'fixed',
  Severity: 'HIGH',
  Title: 'lodash: command injection via template',
};
const npm = (...found: object[]): object => ({ Target: 'Node.js', Class: 'lang-pkgs', Type: 'node-pkg', Vulnerabilities: found });
const debian = (...found: object[]): object => ({
  Target: 'node:20 (debian 12.4)',
  Class: 'os-pkgs',
  Type: 'debian',
  Vulnerabilities: found,
});

describe('a vulnerability', () => {
  test('becomes a finding on the line that names the image', () => {
    const { findings } = imageFindings(report([npm(lodash)]), context('node:20', { service: 'web' }));
    expect(findings).toMatchObject([
      {
        rule: 'image/CVE-2021-23337',
        severity: 'high',
        confidence: 'certain',
        message:
          'lodash 4.17.15 (app/node_modules/lodash/package.json) in node:20 has CVE-2021-23337 (fixed in 4.17.21): lodash: command injection via template',
        remedy: 'Upgrade lodash to 4.17.21 or later where it is brought in, and rebuild the image.',
        location: anchor,
        subject: {
          service: 'web',
          image: 'node',
          package: 'lodash',
          version: '4.17.15',
          fixedVersion: '4.17.21',
          advisory: 'CVE-2021-23337',
        },
        related: [],
        standing: 'new',
        sources: ['trivy'],
      },
    ]);
    expect(findings[0]?.fingerprint).toMatch(/^[0-9a-f]{16}$/);
  });

  test.each([
    ['will_not_fix', 'the distribution will not fix it', 'Move to a base image without zlib1g'],
    ['fix_deferred', 'the fix is deferred', 'Leave zlib1g out'],
    ['end_of_life', 'the release is no longer supported', 'still supported'],
    ['affected', 'no fix yet', 'Leave zlib1g out'],
  ])('without a fix says so: %s', (Status, words, remedy) => {
    const found = { VulnerabilityID: 'CVE-1', PkgName: 'zlib1g', InstalledVersion: '1', Severity: 'LOW', Status };
    const [finding] = imageFindings(report([debian(found)]), context()).findings;
    expect(finding?.message).toContain(words);
    expect(finding?.remedy).toContain(remedy);
    expect(finding?.subject).not.toHaveProperty('fixedVersion');
  });

  test.each([
    ['CRITICAL', 'critical'],
    ['HIGH', 'high'],
    ['MEDIUM', 'medium'],
    ['LOW', 'low'],
    ['UNKNOWN', 'low'],
    [undefined, 'low'],
  ])('of severity %s is %s', (Severity, severity) => {
    expect(imageFindings(report([npm({ ...lodash, Severity })]), context()).findings[0]?.severity).toBe(severity);
  });

  test('with control characters and line breaks in its title stays one printable line', () => {
    const Title = 'a\nb\u001b[31m\u202ec\t`d`';
    const [finding] = imageFindings(report([npm({ ...lodash, Title })]), context()).findings;
    expect(finding?.message).toMatch(/: a bc `d`$/);
  });

  test('said twice is one finding', () => {
    expect(imageFindings(report([npm(lodash, lodash), npm(lodash)]), context()).findings).toHaveLength(1);
  });
});

describe('what a layer brought', () => {
  const config = {
    ImageConfig: {
      history: [
        { created_by: 'base' },
        { created_by: 'ENV A=b', empty_layer: true },
        { created_by: 'RUN apt-get install zlib1g' },
      ],
      rootfs: { diff_ids: ['sha256:1', 'sha256:2'] },
    },
  };
  const line: Location = { path: 'Dockerfile', startLine: 7, startColumn: 1, endLine: 7, endColumn: 9 };
  const zlib = (DiffID: string): object => ({
    VulnerabilityID: 'CVE-1',
    PkgName: 'zlib1g',
    InstalledVersion: '1',
    FixedVersion: '2',
    Layer: { DiffID, Digest: 'sha256:a' },
  });
  const found = (DiffID: string, more: Partial<ImageContext> = {}) =>
    imageFindings(report([debian(zlib(DiffID))], config), context('app:1', more)).findings[0];

  test('is told on the line that made it, with what helps there', () => {
    const layers: ImageContext['layers'] = ({ diffIds, history }) =>
      new Map(history.length === 3 && diffIds[1] !== undefined ? [[diffIds[1], line]] : []);
    expect(found('sha256:2', { layers })).toMatchObject({
      location: line,
      remedy: 'Build the image again without its cache, so that this step installs zlib1g 2 or later.',
    });
    expect(found('sha256:1', { layers })).toMatchObject({
      location: anchor,
      remedy: 'Move to a base image with zlib1g 2 or later, or upgrade the package in the build.',
    });
    expect(found('', { layers })?.location).toEqual(anchor);
    expect(found('sha256:2', { layers })?.fingerprint).toBe(found('sha256:2')?.fingerprint);
  });

  test('carries how the image is run', () => {
    const exposure = { level: 'open', container: 'web', why: 'It is' } as const;
    expect(found('', { exposure })).toMatchObject({ exposure, severity: 'low' });
    expect(found('')).not.toHaveProperty('exposure');
  });
});

describe('the fingerprint', () => {
  const printOf = (found: object, from = context()): string | undefined =>
    imageFindings(report([npm(found)]), from).findings[0]?.fingerprint;

  test('stays when tag, digest, line, version or fix change', () => {
    const first = printOf(lodash);
    expect(printOf(lodash, context('node:22'))).toBe(first);
    expect(printOf(lodash, context(`node@sha256:${'a'.repeat(64)}`))).toBe(first);
    expect(printOf(lodash, context('node:20', { anchor: { ...anchor, startLine: 9, endLine: 9 } }))).toBe(first);
    expect(printOf({ ...lodash, InstalledVersion: '4.17.16', FixedVersion: '5.0.0', Severity: 'LOW' })).toBe(first);
  });

  test('stays when a version in the path of the package changes', () => {
    const jar = (version: string): object => ({
      ...lodash,
      InstalledVersion: version,
      PkgPath: `app/lib/log4j-core-${version}.jar`,
    });
    expect(printOf(jar('2.14.0'))).toBe(printOf(jar('2.14.1')));
  });

  test('differs for another advisory, package, place in the image, image or file', () => {
    const prints = [
      printOf(lodash),
      printOf({ ...lodash, VulnerabilityID: 'CVE-2' }),
      printOf({ ...lodash, PkgName: 'lodash-es' }),
      printOf({ ...lodash, PkgPath: 'other/node_modules/lodash/package.json' }),
      printOf(lodash, context('python:3')),
      printOf(lodash, context('node:20', { anchor: { ...anchor, path: 'compose.yaml' } })),
    ];
    expect(new Set(prints).size).toBe(prints.length);
  });

  test('differs between two versions of a package in one place', () => {
    const two = ['4.17.15', '4.17.16'].map((version) => ({
      ...lodash,
      InstalledVersion: version,
      PkgPath: `.pnpm/lodash@${version}/package.json`,
    }));
    const prints = imageFindings(report([npm(...two)]), context()).findings.map(({ fingerprint }) => fingerprint);
    expect(new Set(prints).size).toBe(2);
    expect(imageFindings(report([npm(...two.toReversed())]), context()).findings.map(({ fingerprint }) => fingerprint)).toEqual(
      prints,
    );
  });
});

describe('a secret in an image', () => {
  const secret = {
    RuleID: 'aws-access-key-id',
    Category: 'AWS',
    Title: 'AWS Access Key ID',
    Severity: 'CRITICAL',
    StartLine: 2,
    Match: 'hunter2',
  };
  const found = report([{ Target: '/app/.env', Class: 'secret', Secrets: [secret, { ...secret, StartLine: 7 }] }]);

  test('is told of by its place and kind, never by what it is', () => {
    const { findings } = imageFindings(found, context());
    expect(findings[0]).toMatchObject({
      rule: 'image/secret-aws-access-key-id',
      severity: 'critical',
      message: 'node:20 holds what looks like a secret (AWS Access Key ID) in /app/.env, line 2',
    });
    expect(JSON.stringify(findings)).not.toContain('hunter2');
  });

  test('is told apart from a second one in the same file', () => {
    expect(new Set(imageFindings(found, context()).findings.map(({ fingerprint }) => fingerprint)).size).toBe(2);
  });
});

describe('what is said of the image', () => {
  const digest = `sha256:${'b'.repeat(64)}`;
  const metadata = {
    OS: { Family: 'debian', Name: '12.4' },
    RepoDigests: [`other@sha256:${'c'.repeat(64)}`, `node@${digest}`],
    ImageConfig: {
      architecture: 'arm64',
      os: 'linux',
      config: {
        User: 'node',
        Env: ['A=1'],
        Cmd: ['node'],
        Entrypoint: null,
        ExposedPorts: { '80/tcp': {}, '443/tcp': {} },
        Volumes: { '/var/lib/data': {} },
        Healthcheck: { Test: ['CMD', 'true'] },
      },
      history: [{ created_by: 'ADD x /' }, { created_by: 'ENV A=1', empty_layer: true }],
      rootfs: { type: 'layers', diff_ids: ['sha256:d'] },
    },
  };

  test('is its digest, platform, system and how much was found', () => {
    expect(imageFindings(report([npm(lodash)], metadata), context()).image).toEqual({
      reference: 'node:20',
      digest,
      platform: 'linux/arm64',
      os: 'debian 12.4',
      location: anchor,
      findings: 1,
    });
  });

  test('is how it is started', () => {
    expect(imageFindings(report([], metadata), context()).config).toEqual({
      user: 'node',
      env: ['A=1'],
      exposedPorts: ['443/tcp', '80/tcp'],
      volumes: ['/var/lib/data'],
      entrypoint: [],
      command: ['node'],
      hasHealthCheck: true,
      labels: {},
      history: [
        { createdBy: 'ADD x /', empty: false },
        { createdBy: 'ENV A=1', empty: true },
      ],
      diffIds: ['sha256:d'],
      architecture: 'arm64',
      os: 'linux',
    });
  });

  test('is no more than is known', () => {
    const { image, config } = imageFindings(report([]), context());
    expect(image).toEqual({ reference: 'node:20', location: anchor, findings: 0 });
    expect(config).toBe(undefined);
  });
});

describe('a misconfiguration', () => {
  const file = { path: 'app/Dockerfile', text: 'FROM a:1 AS build\nRUN x\nFROM b:1\n  RUN apt-get update\n' };
  const found = (more: object): object => ({
    ID: 'DS-0017',
    Title: 't',
    Message: 'm',
    Resolution: 'r',
    Severity: 'HIGH',
    Status: 'FAIL',
    ...more,
  });
  const scanned = (...all: object[]): TrivyReport => report([{ Target: file.path, Class: 'config', Misconfigurations: all }]);

  test('of a Dockerfile lies on its line, from the first letter to the last', () => {
    const [finding] = configFindings(scanned(found({ CauseMetadata: { StartLine: 4, EndLine: 4 } })), [file], {
      profile: 'default',
    });
    expect(finding).toMatchObject({
      rule: 'dockerfile/DS-0017',
      severity: 'medium',
      message: 'm',
      remedy: 'r',
      location: { path: file.path, startLine: 4, startColumn: 3, endLine: 4, endColumn: 21 },
      sources: ['trivy'],
    });
  });

  test('without a line lies on the last FROM', () => {
    expect(configFindings(scanned(found({ ID: 'DS-0002' })), [file], { profile: 'default' })[0]?.location.startLine).toBe(3);
  });

  test.each(['DS002', 'AVD-DS-0002', 'DS-0002', 'ds-0002'])('has one id, however Trivy spells it: %s', (ID) => {
    expect(configFindings(scanned(found({ ID })), [file], { profile: 'default' })[0]?.rule).toBe('dockerfile/DS-0002');
  });

  test('that did not fail is none', () => {
    expect(
      configFindings(scanned(found({ Status: 'PASS' }), found({ Status: 'EXCEPTION' })), [file], { profile: 'default' }),
    ).toEqual([]);
  });

  test('names the stage the caller knows of', () => {
    const options = { profile: 'default', stageAt: (path: string, line: number) => `${path}:${line}` } as const;
    const [finding] = configFindings(scanned(found({ CauseMetadata: { StartLine: 2 } })), [file], options);
    expect(finding?.subject.stage).toBe('app/Dockerfile:2');
  });

  test.each([
    ['DS-0029', 'default', []],
    ['DS-0029', 'strict', []],
    ['DS029', 'all', ['info']],
    ['DS-0026', 'default', []],
    ['AVD-DS-0026', 'strict', ['low']],
    ['DS-0031', 'default', ['high']],
    ['DS-9999', 'default', ['high']],
  ] as const)('weighs what it weighs here, whatever Trivy says: %s in %s', (ID, profile, severities) => {
    const findings = configFindings(scanned(found({ ID })), [file], { profile });
    expect(findings.map(({ severity }) => severity)).toEqual(severities);
  });

  test('of an image is left to the profile as well', () => {
    const image = report([
      { Target: 'app', Class: 'config', Misconfigurations: [found({ ID: 'DS-0026' }), found({ ID: 'DS-0002' })] },
    ]);
    const rules = (profile: 'default' | 'strict') =>
      imageFindings(image, context('app:1', { profile })).findings.map(({ rule }) => rule);
    expect(rules('default')).toEqual(['image/DS-0002']);
    expect(rules('strict')).toEqual(['image/DS-0002', 'image/DS-0026']);
  });
});

describe('the facts of a rule', () => {
  test('come from what Trivy says, escaped, and with our weight', () => {
    const misconfiguration = {
      ID: 'DS002',
      Title: 'User <b>root</b>',
      Description: 'Why | it\nmatters',
      Resolution: "Add 'USER'",
      Severity: 'CRITICAL',
      Status: 'FAIL',
      PrimaryURL: 'https://advice.example.invalid/ds-0002',
      References: ['https://advice.example.invalid/ds-0002', 'javascript:alert(1)'],
    };
    const secret = { RuleID: 'github-pat', Title: 'GitHub token', Severity: 'HIGH' };
    const facts = ruleFactsOf(
      report([
        { Target: 'x', Misconfigurations: [misconfiguration] },
        { Target: 'y', Secrets: [secret] },
      ]),
      'dockerfile',
    );
    expect(facts.map(({ id, severity, profile, references }) => ({ id, severity, profile, references }))).toEqual([
      { id: 'dockerfile/DS-0002', severity: 'high', profile: 'default', references: ['https://advice.example.invalid/ds-0002'] },
      { id: 'image/secret-github-pat', severity: 'high', profile: 'default', references: [] },
    ]);
    expect(facts[0]?.title).toBe('User <b>root</b>');
    expect(facts[0]?.page).not.toContain('<b>');
    expect(facts[0]?.why).toBe('Why | it matters');
  });
});
