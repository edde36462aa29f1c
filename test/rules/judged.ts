import { memoryFiles } from '../../src/adapters/memory.ts';
import { collect } from '../../src/collect/collect.ts';
import type { Finding, Gap } from '../../src/model/finding.ts';
import { join, parse } from '../../src/posture/join.ts';
import type { World } from '../../src/posture/world.ts';
import { ruleNames } from '../../src/rules/choice.ts';
import { check } from '../../src/rules/check.ts';
import { rules } from '../../src/rules/index.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { readConfigFile } from '../../src/settings/config-file.ts';
import { resolveValues } from '../../src/settings/values.ts';

/** What the rules say about a small tree of files. */
export async function judged(
  texts: Readonly<Record<string, string>>,
  some: readonly Rule[] = rules,
): Promise<{ readonly findings: readonly Finding[]; readonly gaps: readonly Gap[]; readonly world: World }> {
  const files = memoryFiles(texts);
  const sources = await collect(['.'], files);
  const parsed = await parse(sources, files);
  const config = texts['container-guard.yaml'];
  const given = config === undefined ? {} : readConfigFile('container-guard.yaml', config, ruleNames()).values;
  const world = join(parsed, new Map(), resolveValues([given]));
  const { findings, gaps } = check(world, some);
  return { findings, gaps: [...sources.gaps, ...parsed.gaps, ...gaps], world };
}
