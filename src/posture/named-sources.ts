import type { Dockerfile } from '../parse/dockerfile/ast.ts';
import { sourcesFrom, type CopySource } from '../parse/dockerfile/copy-source.ts';
import { withLastAnswer } from '../parse/last-answer.ts';
import { contextKey } from './named-context.ts';

/** What a Dockerfile copies with `--from`, by what stands there as `contextKey` has it. */
export const namedSources = withLastAnswer((dockerfile: Dockerfile): ReadonlyMap<string, readonly CopySource[]> => {
  const found = new Map<string, CopySource[]>();
  for (const { from, source } of sourcesFrom(dockerfile)) {
    const key = contextKey(from);
    const known = found.get(key);
    if (known === undefined) found.set(key, [source]);
    else known.push(source);
  }
  return found;
});
