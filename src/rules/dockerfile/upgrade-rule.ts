import { defineRule, type RuleDefinition } from '../rule.ts';
import { packageCalls, programsOf, type Manager } from './package-call.ts';

type Texts = Pick<RuleDefinition<'dockerfile'>, 'id' | 'title' | 'references' | 'equivalents' | 'examples'>;

/** A rule against upgrading everything in the build. Package managers differ in how they call it; packages by name are no upgrade of all. */
export function upgradeRule(
  texts: Texts,
  verbs: Readonly<Partial<Record<Manager, readonly string[]>>>,
): RuleDefinition<'dockerfile'> {
  const managers: Manager[] = [];
  for (const manager of ['apt-get', 'apt', 'apk', 'yum', 'dnf', 'microdnf', 'tdnf', 'zypper'] as const)
    if (verbs[manager] !== undefined) managers.push(manager);
  return defineRule({
    ...texts,
    severity: 'low',
    confidence: 'certain',
    profile: 'strict',
    subject: 'dockerfile',
    needs: programsOf(managers),
    why: 'Two builds of one commit give two images, and nobody chose the versions. The upgrade is cached as a layer besides, so that it does not even bring patches until something above it changes; and it stores every upgraded file twice.',
    remedy:
      'Pin a base image that is rebuilt often, have Renovate or Dependabot move it, and upgrade single packages by name where a patch cannot wait.',
    *check({ dockerfile }) {
      for (const call of packageCalls(dockerfile, ...managers)) {
        if (call.rest.length > 0 || verbs[call.manager]?.includes(call.verb) !== true) continue;
        yield {
          at: call.command.at,
          key: call.manager,
          message: `\`${call.manager} ${call.verb}\` brings whatever is newest into the image.`,
        };
      }
    },
  });
}
