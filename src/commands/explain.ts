import { GuardError } from '../errors.ts';
import { ruleNamed, ruleNames } from '../rules/choice.ts';
import { rulePage } from '../rules/page.ts';
import { didYouMean } from '../settings/nearest.ts';
import type { Terminal } from './terminal.ts';

/** `container-guard explain RULE`: what a rule finds, why it matters and what to do, in Markdown. */
export function explain(args: readonly string[], terminal: Terminal): number {
  const [name, ...others] = args;
  if (name === undefined || others.length > 0 || name.startsWith('-')) {
    throw new GuardError('USAGE', 'explain wants the id of one rule, such as `container-guard explain container/no-privileged`.');
  }
  const rule = ruleNamed(name);
  if (rule === undefined)
    throw new GuardError('USAGE', `there is no rule \`${name}\`.${didYouMean(name, ruleNames())} See \`container-guard rules\`.`);
  terminal.print(`${rulePage(rule)}\n`);
  return 0;
}
