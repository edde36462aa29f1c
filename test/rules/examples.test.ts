import { describe, expect, test } from 'vitest';
import { rules } from '../../src/rules/index.ts';
import { defaultPaths, type Example } from '../../src/rules/rule.ts';
import { judged } from './judged.ts';

const shown = rules.flatMap((rule) =>
  rule.examples.flatMap((example) => ('bad' in example ? [{ title: `${rule.id}: ${example.name}`, rule, example }] : [])),
);
const quiet = rules.flatMap((rule) =>
  rule.examples.flatMap((example) =>
    example.good === undefined ? [] : [{ title: `${rule.id}: ${example.name}`, rule, example, text: example.good }],
  ),
);

describe('a bad example is found where it is marked, and nowhere else', () => {
  test.for(shown.map((row) => [row.title, row] as const))('%s', async ([, { rule, example }]) => {
    const path = example.path ?? defaultPaths[rule.subject];
    const { text, marks } = unmark(example.bad);
    const { findings, gaps } = await judged({ ...example.files, [path]: text }, [rule]);
    expect(gaps.filter(({ reason }) => reason === 'rule')).toEqual([]);
    expect(findings.map(({ location }) => located(text, location))).toEqual(marks);
    expect(findings.every((finding) => finding.location.path === path)).toBe(true);
    expect(marks.length).toBeGreaterThan(0);
  });
});

describe('a good example is quiet', () => {
  test.for(quiet.map((row) => [row.title, row] as const))('%s', async ([, { rule, example, text }]) => {
    const { findings, gaps } = await judged({ ...example.files, [example.path ?? defaultPaths[rule.subject]]: text }, [rule]);
    expect(findings.map(({ message }) => message)).toEqual([]);
    const expected = new Set(['unresolved', 'unsupported']);
    expect(gaps.filter(({ reason, blocking }) => blocking || !expected.has(reason))).toEqual([]);
  });
});

test('every rule has an example that shows its remedy', () => {
  const without = rules.filter(
    ({ examples }) => !examples.some((example: Example) => 'bad' in example && example.good !== undefined),
  );
  expect(without.map(({ id }) => id)).toEqual([]);
});

test('ids and aliases are unique and speak of what the rule judges', () => {
  const ids = rules.flatMap(({ id, aliases }) => [id, ...(aliases ?? [])]);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.toSorted()).toEqual(ids.toSorted((a, b) => (a < b ? -1 : 1)));
});

/** The text without `«»`, and the marked texts with their place. */
function unmark(marked: string): { readonly text: string; readonly marks: readonly string[] } {
  const marks: string[] = [];
  let text = '';
  for (const [index, part] of marked.split(/[«»]/).entries()) {
    if (index % 2 === 1) marks.push(`${text.split('\n').length}: ${part}`);
    text += part;
  }
  return { text, marks };
}

function located(
  text: string,
  { startLine, startColumn, endLine, endColumn }: { startLine: number; startColumn: number; endLine: number; endColumn: number },
): string {
  const lines = text.split('\n');
  const covered = lines.slice(startLine - 1, endLine).map((line, at, all) => {
    const to = at === all.length - 1 ? endColumn - 1 : line.length;
    return line.slice(at === 0 ? startColumn - 1 : 0, to);
  });
  return `${startLine}: ${covered.join('\n')}`;
}
