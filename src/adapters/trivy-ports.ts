import type { Console } from '../ports.ts';
import type { TrivyPorts } from '../trivy/ports.ts';
import { downloads } from './downloads.ts';
import { localFiles } from './local-files.ts';
import { processes } from './processes.ts';
import { toolCache } from './tool-cache.ts';

/** All that installing and running Trivy needs, on this machine. */
export function trivyPorts(console: Console): TrivyPorts {
  return {
    processes,
    downloads,
    toolCache,
    files: localFiles,
    machine: { platform: process.platform, arch: process.arch, environment: { ...process.env } },
    clock: { milliseconds: () => Date.now() },
    console,
  };
}
