import { spawnSync } from 'node:child_process';
import * as v from 'valibot';

/** Asks a program that answers each line of JSON on its standard input with one on its standard output. */
export function ask<Schema extends v.GenericSchema>(
  program: string,
  questions: readonly unknown[],
  schema: Schema,
): readonly v.InferOutput<Schema>[] {
  const { stdout, status, error } = spawnSync(program, {
    input: questions.map((question) => `${JSON.stringify(question)}\n`).join(''),
    env: { HOME: '/' },
    maxBuffer: 2 ** 30,
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`${program} ended with ${status}${error === undefined ? '' : `: ${error.message}`}`);
  const answers = stdout.trimEnd().split('\n');
  if (answers.length !== questions.length) throw new Error(`${questions.length} questions, ${answers.length} answers`);
  return answers.map((answer) => v.parse(schema, JSON.parse(answer)));
}

/** How often each kind of difference occurs. */
export function counts(kinds: readonly string[]): Readonly<Record<string, number>> {
  const found = new Map<string, number>();
  for (const kind of kinds) found.set(kind, (found.get(kind) ?? 0) + 1);
  return Object.fromEntries([...found].toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
