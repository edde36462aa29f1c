import type { ContainerSettings } from '../../model/container.ts';
import { capabilityName } from '../../posture/capabilities.ts';
import { defineRule, type RuleDefinition } from '../rule.ts';
import { called } from '../wording.ts';

/** What a family of added capabilities allows, per capability, in the words of a finding. */
type Consequences = Readonly<Record<string, string>>;

type Texts = Pick<RuleDefinition<'container'>, 'id' | 'title' | 'severity' | 'why' | 'references' | 'equivalents' | 'examples'>;

/** A rule against adding any of some capabilities to the containers it concerns; it says what each one allows. */
export function capabilityRule(
  texts: Texts,
  consequences: Consequences,
  concerns: (container: ContainerSettings) => boolean = () => true,
): RuleDefinition<'container'> {
  return defineRule({
    ...texts,
    confidence: 'certain',
    profile: 'default',
    subject: 'container',
    needs: ['capAdd'],
    judges: 'capabilities',
    remedy:
      'Remove the capability from `cap_add`; where the program needs it, keep it and drop all others with `cap_drop: [ALL]`.',
    *check({ container }) {
      if (!concerns(container)) return;
      for (const { value, at } of container.capAdd.items) {
        if (value === 'CAP_ALL') continue;
        const name = capabilityName(value);
        const consequence = Object.hasOwn(consequences, name) ? consequences[name] : undefined;
        if (consequence === undefined) continue;
        yield {
          at,
          key: name,
          message: `${called(container)} adds the capability \`${name}\`, with which it can ${consequence}.`,
        };
      }
    },
  });
}
