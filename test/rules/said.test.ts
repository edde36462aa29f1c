import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { rules } from '../../src/rules/index.ts';
import { defaultPaths, type BadExample, type Rule } from '../../src/rules/rule.ts';
import { judged } from './judged.ts';

const folder = join(import.meta.dirname, 'said');

/**
 * One file a rule holds what it says about its bad examples: sentence, confidence, subject, and the fingerprint that
 * baselines keep. `vitest run test/rules -u` rewrites them where a change is meant.
 */
describe('what a rule says about its examples is what it said before', () => {
  test.for(rules.map((rule) => [rule.id, rule] as const))('%s', async ([id, rule]) => {
    const parts: string[] = [];
    for (const example of rule.examples) if ('bad' in example) parts.push(await said(rule, example));
    await expect(parts.join('\n')).toMatchFileSnapshot(join(folder, `${id}.txt`));
  });
});

test('no file tells of a rule that is gone', () => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.txt'));
  const ids: ReadonlySet<string> = new Set(rules.map(({ id }) => id));
  expect(files.map((path) => path.replaceAll('\\', '/').replace(/\.txt$/, '')).filter((id) => !ids.has(id))).toEqual([]);
});

async function said(rule: Rule, example: BadExample): Promise<string> {
  const texts = { ...example.files, [example.path ?? defaultPaths[rule.subject]]: example.bad.replaceAll(/[«»]/g, '') };
  const { findings } = await judged(texts, [rule]);
  return [`## ${example.name}`, ...findings.flatMap(linesOf), ''].join('\n');
}

function linesOf({ message, confidence, subject, fingerprint, location, related, fix }: Finding): readonly string[] {
  const about = Object.entries(subject).map(([key, value]) => `${key} ${String(value)}`);
  return [
    `${location.startLine}:${location.startColumn} ${[confidence, ...about, fingerprint].join(', ')}`,
    `  ${message}`,
    ...related.map(
      (other) => `  see ${other.location.path}:${other.location.startLine}:${other.location.startColumn}: ${other.note}`,
    ),
    ...(fix === undefined
      ? []
      : [
          `  ${fix.safety} fix: ${fix.title}`,
          ...fix.edits.map(({ start, end, text }) => `    ${start}-${end} ${JSON.stringify(text)}`),
        ]),
  ];
}
