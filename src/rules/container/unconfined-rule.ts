import { defineRule, type RuleDefinition } from '../rule.ts';
import { called } from '../wording.ts';

type Texts = Pick<
  RuleDefinition<'container'>,
  'id' | 'title' | 'severity' | 'why' | 'remedy' | 'references' | 'equivalents' | 'examples'
>;

interface Confinement {
  /** The security options that switch it off. */
  readonly off: RegExp;
  readonly name: string;
  /** What the container may do without it, as a sentence goes on. */
  readonly consequence: string;
}

/** A rule against switching one confinement of a container off. */
export function unconfinedRule(texts: Texts, { off, name, consequence }: Confinement): RuleDefinition<'container'> {
  return defineRule({
    ...texts,
    confidence: 'certain',
    profile: 'default',
    subject: 'container',
    *check({ container }) {
      for (const { value, at } of container.securityOptions.items) {
        if (off.test(value.trim()))
          yield { at, key: name, message: `${called(container)} switches ${name} off and ${consequence}.` };
      }
    },
  });
}
