import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { filesIn } from '../../src/adapters/files.ts';
import { fixedClock, memoryConsole, memoryRegistry } from '../../src/adapters/memory.ts';
import { trivyPorts } from '../../src/adapters/trivy-ports.ts';
import type { Report } from '../../src/model/report.ts';
import { guard } from '../../src/pipeline.ts';
import { readCommandLine } from '../../src/settings/command-line.ts';
import { resolveValues } from '../../src/settings/values.ts';

const examples = fileURLToPath(new URL('../../examples/', import.meta.url));

async function scan(example: string, ...args: readonly string[]): Promise<Report> {
  const settings = {
    ...resolveValues([readCommandLine(['--trivy', 'off', ...args])]),
    policy: { waivers: [], severity: new Map() },
  };
  const { report } = await guard(
    settings,
    { paths: ['.'], trivyCache: '/nowhere', workers: 1 },
    {
      files: filesIn(examples + example),
      clock: fixedClock('2026-11-24'),
      registry: memoryRegistry({}),
      trivy: trivyPorts(memoryConsole()),
    },
  );
  return report;
}

/** The mistakes of the shop that fail a run: the file, the line as it stands there, and the rule that must see it. */
const grave = [
  ['api/Dockerfile', 'ENV DATABASE_URL=postgres://shop:brew-strong-4ever@db:5432/shop', 'dockerfile/no-secret-in-env'],
  ['api/Dockerfile', 'RUN pip install -r requirements.txt --trusted-host pypi.example.com', 'dockerfile/tls-verified'],
  ['api/Dockerfile', 'USER root', 'dockerfile/user-not-root'],
  ['web/Dockerfile', 'ENV NODE_TLS_REJECT_UNAUTHORIZED=0', 'dockerfile/tls-verified'],
  ['web/Dockerfile', 'ENV SESSION_SECRET=keep-the-kettle-on', 'dockerfile/no-secret-in-env'],
  ['compose.yaml', '      - /var/run/docker.sock:/var/run/docker.sock', 'container/no-engine-socket'],
  ['compose.yaml', '      - /var/run/docker.sock:/var/run/docker.sock:ro', 'container/no-engine-socket'],
  ['compose.yaml', '      - SESSION_SECRET=keep-the-kettle-on', 'container/no-secret-in-environment'],
  ['compose.yaml', '      DATABASE_URL: postgres://shop:brew-strong-4ever@db:5432/shop', 'container/no-secret-in-url'],
  ['compose.yaml', '        NPM_TOKEN: teapot-registry-2024', 'container/no-secret-in-build-argument'],
  ['compose.yaml', '      - /dev:/dev', 'container/no-sensitive-mount'],
  ['compose.yaml', '      - /:/host', 'container/no-host-root-mount'],
  ['compose.yaml', '    privileged: true', 'container/no-privileged'],
  ['compose.yaml', '      WAREHOUSE_TOKEN: oolong-and-jasmine', 'container/no-secret-in-environment'],
  ['compose.yaml', '      POSTGRES_PASSWORD: brew-strong-4ever', 'container/no-secret-in-environment'],
  ['compose.yaml', '      - SYS_ADMIN', 'container/no-host-capability'],
  ['compose.yaml', '      - apparmor:unconfined', 'container/no-unconfined-apparmor'],
  ['compose.yaml', '    network_mode: host', 'container/no-host-network'],
  ['compose.yaml', '    pid: host', 'container/no-host-pid'],
  ['compose.override.yaml', '      - seccomp:unconfined', 'container/no-unconfined-seccomp'],
  [
    'scripts/deploy.sh',
    'docker run --rm --network host -e PGPASSWORD=brew-strong-4ever \\',
    'container/no-secret-in-environment',
  ],
  ['scripts/deploy.sh', '  -v /var/run/docker.sock:/var/run/docker.sock \\', 'container/no-engine-socket'],
  ['scripts/deploy.sh', 'docker run -d --name rescue --privileged --pid=host --user 0 \\', 'container/no-privileged'],
  ['scripts/deploy.sh', 'docker run -d --name rescue --privileged --pid=host --user 0 \\', 'container/no-host-pid'],
] as const;

const textOf = (example: string, path: string): Promise<string> => readFile(`${examples}${example}/${path}`, 'utf8');

describe('the shop', () => {
  test('fails at the default gate, with every file looked at', async () => {
    const report = await scan('shop');
    expect(report.verdict).toBe('fail');
    expect(report.gaps.filter(({ blocking }) => blocking)).toEqual([]);
    expect(report.coverage).toMatchObject({ dockerfiles: 3, composeProjects: 1, commands: 3 });
  });

  test.for(grave)('%s: %s', async ([path, line, rule]) => {
    const at = (await textOf('shop', path)).split('\n').indexOf(line) + 1;
    expect(at).toBeGreaterThan(0);
    const { findings } = await scan('shop');
    const here = findings.filter((found) => found.location.path === path && found.location.startLine === at);
    expect(here.map((found) => found.rule)).toContain(rule);
    expect(here.find((found) => found.rule === rule)?.severity).toMatch(/^(?:critical|high)$/);
  });

  test('names every place of a password that stands in several', async () => {
    const { findings } = await scan('shop');
    const lines = (await textOf('shop', 'compose.yaml')).split('\n');
    const told = findings.find(
      ({ rule, location }) =>
        rule === 'container/no-secret-in-environment' &&
        lines[location.startLine - 1] === '      POSTGRES_PASSWORD: brew-strong-4ever',
    );
    expect(told?.related.map(({ location }) => lines[location.startLine - 1])).toEqual(['      PGPASSWORD: brew-strong-4ever']);
  });

  test('has exactly the findings that were looked through by hand', async () => {
    const { findings } = await scan('shop');
    const lines = findings.map(({ location, severity, rule }) => `${location.path}:${location.startLine} ${severity} ${rule}\n`);
    await expect(lines.join('')).toMatchFileSnapshot('shop.findings.txt');
  });

  test('shows none of its passwords in a report', async () => {
    const report = JSON.stringify(await scan('shop', '--profile', 'all'));
    for (const secret of ['brew-strong', 'kettle-on', 'oolong', 'teapot', 'earl-grey', 'lapsang', 'first-flush'])
      expect(report).not.toContain(secret);
  });
});

describe('the hardened shop', () => {
  test('has no finding, and nothing that could not be looked at', async () => {
    const report = await scan('shop-hardened');
    expect(report.findings.map(({ location, rule }) => `${location.path}:${location.startLine} ${rule}`)).toEqual([]);
    expect(report.gaps).toEqual([]);
    expect(report.verdict).toBe('pass');
    expect(report.coverage).toMatchObject({ dockerfiles: 3, composeProjects: 1, commands: 1 });
  });

  test('has nothing worse than low in the strict profile', async () => {
    const { findings } = await scan('shop-hardened', '--profile', 'strict');
    expect(findings.filter(({ severity }) => severity !== 'low' && severity !== 'info').map(({ rule }) => rule)).toEqual([]);
  });

  test('sells the same tea', async () => {
    for (const path of ['db/schema.sql', 'web/views/shelf.eta'])
      expect(await textOf('shop-hardened', path)).toBe(await textOf('shop', path));
  });
});
