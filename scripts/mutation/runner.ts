import { globSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, tests } from './tests.ts';

/** What Stryker's instrumented code reads and writes. */
interface Switchboard {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: unknown;
}

interface MutantRun {
  readonly activeMutant: { readonly id: string };
  readonly testFilter?: readonly string[];
  readonly hitLimit?: number;
}

const switchboard: Switchboard = {};

/**
 * A test runner of Stryker that keeps the rules and their tests loaded and switches one mutant on after another, where
 * Vitest would load all of it anew: a mutant takes milliseconds.
 */
const runner = {
  capabilities: () => ({ reloadEnvironment: false }),

  async init(): Promise<void> {
    Object.assign(globalThis, { __stryker__: switchboard });
    const stand = new URL('tests.ts', import.meta.url).href;
    registerHooks({
      resolve: (name, context, next) =>
        name === 'vitest' && context.parentURL !== stand ? { url: stand, shortCircuit: true } : next(name, context),
    });
    for (const file of globSync('test/rules/**/*.test.ts').toSorted())
      await describe(file, () => import(pathToFileURL(resolve(file)).href));
  },

  async dryRun(): Promise<unknown> {
    const results: unknown[] = [];
    for (const id of tests.keys()) {
      const since = performance.now();
      switchboard.currentTestId = id;
      const failure = await failureOf(id);
      switchboard.currentTestId = undefined;
      const result = { id, name: id, timeSpentMs: performance.now() - since };
      results.push(failure === undefined ? { ...result, status: 0 } : { ...result, status: 1, failureMessage: failure });
    }
    return { status: 'complete', tests: results, mutantCoverage: switchboard.mutantCoverage };
  },

  async mutantRun({ activeMutant, testFilter, hitLimit }: MutantRun): Promise<unknown> {
    const asked = testFilter ?? [...tests.keys()];
    for (const [index, id] of asked.entries()) {
      Object.assign(switchboard, { activeMutant: activeMutant.id, hitCount: 0, hitLimit });
      const failure = await failureOf(id);
      const hits = switchboard.hitCount ?? 0;
      Object.assign(switchboard, { activeMutant: undefined, hitCount: undefined, hitLimit: undefined });
      if (hitLimit !== undefined && hits > hitLimit) return { status: 'timeout', reason: `More than ${hitLimit} hits` };
      if (failure === undefined) continue;
      const lasting = await failureOf(id);
      if (lasting !== undefined) return { status: 'error', errorMessage: `The mutant outlives its test: ${lasting}` };
      return { status: 'killed', killedBy: [id], failureMessage: failure, nrOfTests: index + 1 };
    }
    return { status: 'survived', nrOfTests: asked.length };
  },
};

async function failureOf(id: string): Promise<string | undefined> {
  try {
    await tests.get(id)?.();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

export const strykerPlugins = [{ kind: 'TestRunner', name: 'rules', factory: () => runner }];
