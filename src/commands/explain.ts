import { GuardError } from '../errors.ts';
import { ruleNamed, ruleNames } from '../rules/choice.ts';
import { rules } from '../rules/index.ts';
import { rulePage } from '../rules/page.ts';
import type { Rule } from '../rules/rule.ts';
import { didYouMean } from '../settings/nearest.ts';
import { misconfigurationId } from '../trivy/misconfiguration-id.ts';
import type { Terminal } from './terminal.ts';

/**
 * `container-guard explain RULE`: what a rule finds, why it matters and what to do, in Markdown. The last part of an id is
 * enough where it is the only one, and so is the number that another tool gives the rule.
 */
export function explain(args: readonly string[], terminal: Terminal): number {
  const [name, ...others] = args;
  if (name === undefined || others.length > 0 || name.startsWith('-')) {
    throw new GuardError('USAGE', 'explain wants the id of one rule, such as `container-guard explain container/no-privileged`.');
  }
  const known = ruleNamed(name);
  const [rule, ...more] = known === undefined ? rules.filter((each) => isKnownAs(each, name)) : [known];
  if (rule === undefined)
    throw new GuardError('USAGE', `there is no rule \`${name}\`.${didYouMean(name, ruleNames())} See \`container-guard rules\`.`);
  if (more.length > 0) {
    const ids = [rule, ...more].map(({ id }) => `\`${id}\``);
    throw new GuardError('USAGE', `\`${name}\` may be ${ids.slice(0, -1).join(', ')} or ${ids.at(-1) ?? ''}.`);
  }
  terminal.print(`${rulePage(rule)}\n`);
  return 0;
}

function isKnownAs({ id, equivalents }: Rule, name: string): boolean {
  if (id.endsWith(`/${name}`)) return true;
  const wanted = foreign(name);
  return Object.values(equivalents).some((ids: readonly string[] | undefined) => ids?.some((each) => foreign(each) === wanted));
}

/** The number of another tool's rule, whatever its case and, for Trivy, its spelling: `dockerfile/DS002`, `avd-ds-0002`. */
function foreign(written: string): string {
  return misconfigurationId(written.replace(/^dockerfile\//, '').toUpperCase());
}
