import type { Dockerfile } from '../../parse/dockerfile/ast.ts';
import { defineRule, type RuleDefinition } from '../rule.ts';
import { isOfImage } from './instructions.ts';
import { callsOf, programsOf, type Manager, type PackageCall } from './package-call.ts';
import { keepsOut, removes, runsOf, type Run } from './runs.ts';

interface Cache {
  readonly managers: readonly Manager[];
  /** Whether a call fills the cache. */
  readonly fills: (call: PackageCall) => boolean;
  /** Whether a call empties it. */
  readonly empties: (call: PackageCall) => boolean;
  /** Where the cache is: mounted, or deleted behind the call, it does no harm. */
  readonly folders: readonly string[];
  /** What stays in the layer, as a sentence ends. */
  readonly remains: string;
  /** Set where deleting the folders is no way out, since there is a switch that makes it needless. */
  readonly deletingIsNoWayOut?: true;
  readonly isExempt?: (run: Run, dockerfile: Dockerfile) => boolean;
}

type Texts = Pick<RuleDefinition<'dockerfile'>, 'id' | 'title' | 'remedy' | 'references' | 'equivalents' | 'examples'>;

/** A rule against leaving a package manager's cache in the layer of the RUN that filled it. */
export function cacheRule(texts: Texts, cache: Cache): RuleDefinition<'dockerfile'> {
  return defineRule({
    ...texts,
    severity: 'info',
    confidence: 'certain',
    profile: 'all',
    subject: 'dockerfile',
    needs: programsOf(cache.managers),
    why: 'The image is larger to store and slower to pull, for files that no program in it reads. Each `RUN` is stored as a layer with everything it leaves behind, and deleting a file in a later `RUN` frees nothing.',
    *check({ dockerfile, shipped }) {
      for (const run of runsOf(dockerfile)) {
        const left = firstLeft(run, cache);
        if (left === undefined || !isOfImage(dockerfile, run.instruction, shipped) || keepsOut(run, ...cache.folders)) continue;
        if (cache.isExempt?.(run, dockerfile) === true) continue;
        const { file, span } = left.command.at;
        const { start } = run.instruction.at.span;
        yield {
          at: { file, span: { start, end: Math.max(span.end, start) } },
          key: left.manager,
          message: `\`${left.manager} ${left.verb}\` leaves ${cache.remains} in the layer.`,
        };
      }
    },
  });
}

/** The first call that fills a cache which no command behind it empties. */
function firstLeft(run: Run, cache: Cache): PackageCall | undefined {
  const calls = callsOf(run, ...cache.managers);
  if (!calls.some(cache.fills)) return undefined;
  const places = new Map(run.commands.map((command, at) => [command, at]));
  const deleted =
    cache.deletingIsNoWayOut === true ? -1 : run.commands.findLastIndex((command) => removes(command, ...cache.folders));
  const emptied = new Map<Manager, number>();
  for (const call of calls) if (cache.empties(call)) emptied.set(call.manager, places.get(call.command) ?? -1);
  return calls.find((call) => {
    const at = places.get(call.command) ?? -1;
    return cache.fills(call) && at > deleted && at > (emptied.get(call.manager) ?? -1);
  });
}
