import type { TestProject } from 'vitest/node';
import type { Parts } from './prepare.ts';
import { prepareParts } from './prepare.ts';
import { pushLayout, startRegistry } from './registry.ts';

/** What tests with real parts get from `inject('parts')`. */
export interface RunningParts extends Parts {
  /** `127.0.0.1:PORT` of a registry that holds `app:1`, `clean:1`, `platforms:1` and `java:1`. */
  readonly registry: string;
  /** Digest of each, as the registry has it. */
  readonly digests: Readonly<Record<keyof Parts['layouts'], string>>;
}

declare module 'vitest' {
  export interface ProvidedContext {
    parts: RunningParts;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const parts = prepareParts();
  const registry = await startRegistry();
  const push = (name: keyof Parts['layouts']): Promise<string> => pushLayout(registry.host, name, '1', parts.layouts[name]);
  const digests = {
    app: await push('app'),
    clean: await push('clean'),
    platforms: await push('platforms'),
    java: await push('java'),
  };
  project.provide('parts', { ...parts, registry: registry.host, digests });
  return () => registry.stop();
}
