import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { candidates } from '../../src/trivy/judgement.ts';
import { obtainTrivy } from '../../src/trivy/install.ts';
import { refusedVersions } from '../../src/trivy/pin.ts';
import { wantedOf } from '../../src/trivy/request.ts';
import { machine, trivySaying } from './machine.ts';
import type { Machine } from './machine.ts';

let here: Machine;
afterEach(() => {
  here.remove();
});

const request = { mode: 'auto', imagesAsked: false };

describe('a program on the search path that lies in the workspace', () => {
  let ran: string;
  const on = (workspace: string, home?: string): Machine['ports'] => {
    const environment = {
      ...here.ports.machine.environment,
      GITHUB_WORKSPACE: workspace,
      ...(home === undefined ? {} : { HOME: home }),
    };
    return { ...here.ports, machine: { ...here.ports.machine, environment } };
  };

  beforeEach(() => {
    here = machine();
    ran = join(here.folder, 'ran');
    here.program('bin', trivySaying('0.74.0').replace('\n', `\n: > ${ran}\n`));
  });

  test('is not run, for the author of a change may have put it there', async () => {
    const ports = on(here.folder);
    await expect(obtainTrivy(request, ports)).rejects.toMatchObject({ code: 'TRIVY_MISSING' });
    expect(here.said.join('\n')).toContain('lies in the tree that is scanned');
    const [, found] = await candidates(wantedOf(request, ports.machine), ports);
    expect(found).toMatchObject({ source: 'path', state: 'refused' });
    expect(existsSync(ran)).toBe(false);
  });

  test('is used where the workspace is another folder, or holds the home of its user', async () => {
    mkdirSync(join(here.folder, 'bin-not'));
    const home = join(here.folder, 'home', 'user');
    for (const ports of [on(join(here.folder, 'bin-not')), on(join(here.folder, 'bi')), on(here.folder, home)])
      expect(await obtainTrivy(request, ports)).toMatchObject({ source: 'path', version: '0.74.0' });
  });

  test('is used where it is named', async () => {
    const mode = join(here.folder, 'bin', 'trivy');
    expect(await obtainTrivy({ ...request, mode }, on(here.folder))).toMatchObject({ source: 'given' });
  });
});

describe('a program into which a compromised version is written', () => {
  test.each([...refusedVersions.keys()])('%s is refused and not run, wherever the words lie', async (version) => {
    here = machine();
    const ran = join(here.folder, 'ran');
    const words = `-X github.com/aquasecurity/trivy/pkg/version/app.ver=${version}"`;
    for (const at of [200, (1 << 20) - 30, (1 << 20) - 70, (1 << 20) + 5, 3 << 20]) {
      const start = trivySaying('0.74.0').replace('\n', `\n: > ${ran}\n`);
      const path = here.program('bin', start);
      writeFileSync(path, `${start}\nexit\n${'#'.repeat(at - start.length)}${words}`);
      await expect(obtainTrivy({ ...request, mode: path }, here.ports)).rejects.toMatchObject({
        code: 'TRIVY_REFUSED',
        message: expect.stringContaining(`Trivy ${version} is refused`) as unknown,
      });
    }
    expect(existsSync(ran)).toBe(false);
  });
});

describe('a program into which its linker wrote a version', () => {
  const written = (...versions: readonly string[]): { readonly path: string; readonly ran: string } => {
    here = machine();
    const ran = join(here.folder, 'ran');
    const words = versions.map((version) => `# -X github.com/aquasecurity/trivy/pkg/version/app.ver=${version}"\n`);
    return { path: here.program('somewhere', `#!/bin/sh\n: > ${ran}\necho '{"Version":"0.74.0"}'\n${words.join('')}`), ran };
  };

  test('need not run to say so', async () => {
    const { path, ran } = written('0.74.0', '0.74.0');
    expect(await obtainTrivy({ ...request, mode: path }, here.ports)).toMatchObject({ version: '0.74.0', verifiedBy: 'version' });
    expect(existsSync(ran)).toBe(false);
  });

  test('is refused without running where that is another', async () => {
    const { path, ran } = written('0.75.0');
    await expect(obtainTrivy({ ...request, mode: path }, here.ports)).rejects.toThrow('is Trivy 0.75.0, and 0.74.0 is wanted');
    expect(existsSync(ran)).toBe(false);
  });

  test('is asked where several are written', async () => {
    const { path, ran } = written('0.74.0', '0.75.0');
    expect(await obtainTrivy({ ...request, mode: path }, here.ports)).toMatchObject({ version: '0.74.0' });
    expect(existsSync(ran)).toBe(true);
  });
});
