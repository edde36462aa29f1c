import { defineRule, type RuleDefinition } from '../rule.ts';
import { called } from '../wording.ts';

type Texts = Pick<
  RuleDefinition<'container'>,
  'id' | 'title' | 'severity' | 'why' | 'remedy' | 'references' | 'equivalents' | 'examples'
>;

interface Confinement {
  /** The security options that switch it off. */
  readonly off: RegExp;
  /** The options of which the engine takes the last alone; where there are none, one that switches off is enough. */
  readonly last?: RegExp;
  readonly name: string;
  /** What the container may do without it, as a sentence goes on. */
  readonly consequence: string;
}

/** A rule against switching one confinement of a container off. */
export function unconfinedRule(texts: Texts, { off, last, name, consequence }: Confinement): RuleDefinition<'container'> {
  return defineRule({
    ...texts,
    confidence: 'certain',
    profile: 'default',
    subject: 'container',
    needs: ['securityOptions'],
    *check({ container }) {
      const options = container.securityOptions.items;
      const decides = last && options.findLast(({ value }) => last.test(value.trim()));
      if (decides !== undefined && !off.test(decides.value.trim())) return;
      for (const { value, at } of options) {
        if (off.test(value.trim()))
          yield { at, key: name, message: `${called(container)} switches ${name} off and ${consequence}.` };
      }
    },
  });
}
