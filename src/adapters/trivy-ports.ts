import type { Console } from '../ports.ts';
import type { TrivyPorts } from '../trivy/ports.ts';
import { downloadsFor } from './downloads.ts';
import { localFiles } from './local-files.ts';
import { processes } from './processes.ts';
import { dockerLogins } from './registry-logins.ts';
import { signatures } from './signatures.ts';
import { toolCache } from './tool-cache.ts';

/** All that installing and running Trivy needs, on this machine. */
export function trivyPorts(console: Console): TrivyPorts {
  const machine = { platform: process.platform, arch: process.arch, environment: { ...process.env } };
  const logins = dockerLogins({ processes, files: localFiles, machine });
  const downloads = downloadsFor(machine.environment, logins);
  const clock = { milliseconds: () => Date.now() };
  return { processes, downloads, toolCache, signatures, files: localFiles, machine, clock, console };
}
