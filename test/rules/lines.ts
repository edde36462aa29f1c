import { expect, test } from 'vitest';
import { ruleNamed } from '../../src/rules/choice.ts';
import { judged } from './judged.ts';

/** A line, or a line and what the message must say. */
type Line = string | readonly [line: string, said: string];

/**
 * Tests of a rule by lines of a Dockerfile: those that it finds once each, and those that it passes. A line is the script of a
 * RUN unless it begins with another instruction; one with a FROM is a whole file.
 * @param files what stands beside the Dockerfile
 */
export function judgesLines(
  id: string,
  { found = [], passed = [] }: { readonly found?: readonly Line[]; readonly passed?: readonly string[] },
  files: Readonly<Record<string, string>> = {},
): void {
  const ask = async (line: string): Promise<readonly string[]> => {
    const rule = ruleNamed(id);
    if (rule === undefined) throw new Error(`There is no rule ${id}`);
    const { findings, gaps } = await judged({ Dockerfile: fileOf(line), ...files }, [rule]);
    expect(gaps.filter(({ reason }) => reason === 'rule')).toEqual([]);
    return findings.map(({ message }) => message);
  };
  test.for(found.map((line) => (typeof line === 'string' ? ([line, ''] as const) : line)))(
    `${id} finds: %s`,
    async ([line, said]) => {
      const messages = await ask(line);
      expect(messages).toHaveLength(1);
      expect(messages[0]).toContain(said);
    },
  );
  test.for(passed)(`${id} passes: %s`, async (line) => {
    expect(await ask(line)).toEqual([]);
  });
}

function fileOf(line: string): string {
  if (/^FROM /m.test(line)) return `${line}\n`;
  return `FROM example/base:1\n${/^[A-Z]+ /.test(line) ? line : `RUN ${line}`}\n`;
}
