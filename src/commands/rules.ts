import { parseArgs } from 'node:util';
import { GuardError, messageOf } from '../errors.ts';
import { rules as all } from '../rules/index.ts';
import { didYouMean } from '../settings/nearest.ts';
import type { Terminal } from './terminal.ts';

const formats = ['table', 'json'];

/** `container-guard rules`: every rule, for people or (`--format json`) for programs. */
export function rules(args: readonly string[], terminal: Terminal): number {
  const format = formatOf(args);
  if (!formats.includes(format)) {
    throw new GuardError('USAGE', `--format: \`${format}\` is not one of ${formats.join(', ')}.${didYouMean(format, formats)}`);
  }
  if (format === 'json') {
    const facts = all.map(({ id, title, severity, profile, fixable, equivalents }) => ({
      id,
      title,
      severity,
      profile,
      fixable: fixable ?? false,
      equivalents,
    }));
    terminal.print(`${JSON.stringify(facts, null, 2)}\n`);
    return 0;
  }
  const width = Math.max(...all.map(({ id }) => id.length));
  const lines = all.map(
    ({ id, severity, profile, title }) => `${id.padEnd(width)}  ${severity.padEnd(8)}  ${profile.padEnd(7)}  ${title}`,
  );
  terminal.print(
    `${['RULE'.padEnd(width) + '  SEVERITY  PROFILE  WHAT IS WRONG', ...lines].join('\n')}\n\n${all.length} rules. container-guard explain RULE tells more of one.\n`,
  );
  return 0;
}

function formatOf(args: readonly string[]): string {
  try {
    const { values } = parseArgs({ args: [...args], options: { format: { type: 'string', default: 'table' } } });
    return values.format;
  } catch (error) {
    throw new GuardError('USAGE', `rules: ${messageOf(error).replace(/\.?$/, '.')} See \`container-guard rules --help\`.`, {
      cause: error,
    });
  }
}
