import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { downloadsFor } from '../../src/adapters/downloads.ts';
import { trivyPorts } from '../../src/adapters/trivy-ports.ts';
import type { ImageTarget } from '../../src/model/image.ts';
import { localFiles } from '../../src/adapters/local-files.ts';
import type { TrivyBinary } from '../../src/trivy/admission.ts';
import { scanImages } from '../../src/trivy/image-scans.ts';
import type { ImageOutcome } from '../../src/trivy/image-scans.ts';
import type { TrivyPorts } from '../../src/trivy/ports.ts';
import { programAtHand } from '../../src/trivy/program.ts';
import type { Program } from '../../src/trivy/program.ts';
import { planTargets, scanTargets } from '../../src/trivy/target-scan.ts';
import type { ScannedTargets, Storyteller, TargetWishes } from '../../src/trivy/target-scan.ts';
import type { TarEntry } from '../parts/tar.ts';
import { tarOf } from '../parts/tar.ts';

/** A machine of the test's own: temporary folder, tool cache and search path lie in one folder that goes with it. */
export interface Machine {
  readonly folder: string;
  readonly ports: TrivyPorts;
  /** What was said to people, `level: message`. */
  readonly said: string[];
  /** Puts a program that answers as Trivy of this version into a folder, which it makes; answers the program's path. */
  program(folder: string, script: string): string;
  remove(): void;
}

export function machine(more: Readonly<Record<string, string>> = {}): Machine {
  const folder = mkdtempSync(join(tmpdir(), 'container-guard-test-'));
  const environment = { PATH: join(folder, 'bin'), GITHUB_TOKEN: 'a token of the job', ...more };
  const said: string[] = [];
  process.env['RUNNER_TEMP'] = join(folder, 'temp');
  process.env['RUNNER_TOOL_CACHE'] = join(folder, 'tools');
  mkdirSync(join(folder, 'temp'));
  const say = (level: string) => (message: string) => {
    said.push(`${level}: ${message}`);
  };
  const real = trivyPorts({ progress: say('progress'), info: say('info'), warning: say('warning') });
  let now = 0;
  const waiting = {
    now: () => now,
    sleep(milliseconds: number) {
      now += milliseconds;
      return Promise.resolve();
    },
  };
  const limits = { idleSeconds: 2, attemptSeconds: 10, slowest: 1000, patience: { attempts: 3, totalSeconds: 60 }, waiting };
  const ports: TrivyPorts = {
    ...real,
    downloads: downloadsFor(environment, { find: async () => undefined }, limits),
    machine: { platform: 'linux', arch: 'x64', environment },
  };
  return {
    folder,
    ports,
    said,
    program(where, script) {
      const path = join(folder, where, 'trivy');
      mkdirSync(join(folder, where), { recursive: true });
      writeFileSync(path, script);
      chmodSync(path, 0o755);
      return path;
    },
    remove() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A program that says it is Trivy of this version, and nothing else. */
export function trivySaying(version: string): string {
  return `#!/bin/sh\necho '{"Version":"${version}"}'\n`;
}

/** A release archive with these entries. */
export function archiveOf(entries: readonly TarEntry[]): Buffer {
  return gzipSync(tarOf(entries));
}

/** A release archive as Trivy publishes them, with a program that says this version. */
export function releaseOf(version: string): Buffer {
  return archiveOf([
    { path: 'LICENSE', content: 'a licence\n' },
    { path: 'contrib/html.tpl', content: 'a template\n' },
    { path: 'trivy', content: trivySaying(version), mode: 0o755 },
  ]);
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export interface Mirror {
  readonly baseUrl: string;
  /** Paths asked for, in order. */
  readonly asked: string[];
  close(): Promise<void>;
}

/** A server on the loopback interface that answers every request in the way given. */
export async function mirror(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<Mirror> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    baseUrl: `http://127.0.0.1:${port}/releases`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

/** A program that is there and needs no verifying. */
export function atHand(binary: TrivyBinary): Program {
  return programAtHand(binary, { files: localFiles });
}

/** Finds the images that targets name, and scans them. */
export async function scanNamed(
  binary: TrivyBinary,
  wishes: TargetWishes,
  targets: readonly ImageTarget[],
  ports: TrivyPorts,
  tell?: Storyteller,
): Promise<ScannedTargets> {
  return scanTargets(atHand(binary), wishes, await planTargets(targets, wishes, ports), ports, tell);
}

/** What comes of scanning some images. */
export async function outcomesOf(
  binary: TrivyBinary,
  jobs: Parameters<typeof scanImages>[1],
  options: Parameters<typeof scanImages>[2],
  ports: TrivyPorts,
): Promise<readonly ImageOutcome[]> {
  return (await scanImages(atHand(binary), jobs, options, ports)).outcomes;
}
