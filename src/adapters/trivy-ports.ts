import type { Console } from '../ports.ts';
import type { Images, TrivyPorts } from '../trivy/ports.ts';
import { downloadsFor } from './downloads.ts';
import { engineImage } from './engine.ts';
import { layoutStore } from './image-layouts.ts';
import { startRelay } from './image-relay.ts';
import { localFiles } from './local-files.ts';
import { processes } from './processes.ts';
import { patienceWithin, registries, type Registries } from './registry.ts';
import { dockerLogins } from './registry-logins.ts';
import { signatures } from './signatures.ts';
import { toolCache } from './tool-cache.ts';

/**
 * All that installing and running Trivy needs, on this machine, and the registries that its images are read from: no question to
 * one takes longer than `timeoutSeconds`, with all its tries.
 */
export function trivyPorts(console: Console, timeoutSeconds?: number): TrivyPorts & { readonly registry: Registries } {
  const machine = { platform: process.platform, arch: process.arch, environment: { ...process.env } };
  const logins = dockerLogins({ processes, files: localFiles, machine });
  const downloads = downloadsFor(machine.environment, logins);
  const registry = registries({ processes, files: localFiles, machine }, patienceWithin(timeoutSeconds), logins);
  const images: Images = {
    registry: (reference) => registry.image(reference),
    layout: layoutStore,
    engine: (reference) => engineImage(reference, machine.environment),
    relay: startRelay,
  };
  const clock = { milliseconds: () => Date.now() };
  return { processes, downloads, toolCache, signatures, files: localFiles, images, machine, clock, console, registry };
}
