import { defineRule, type RuleDefinition } from '../rule.ts';
import { called } from '../wording.ts';

type Texts = Pick<
  RuleDefinition<'container'>,
  'id' | 'title' | 'severity' | 'profile' | 'why' | 'remedy' | 'references' | 'equivalents' | 'examples'
>;

/** A rule against ways in which mounts travel between the host and a container. */
export function propagationRule(texts: Texts, modes: readonly string[], consequence: string): RuleDefinition<'container'> {
  return defineRule({
    ...texts,
    confidence: 'certain',
    subject: 'container',
    needs: ['mounts'],
    *check({ container }) {
      for (const { value, at } of container.mounts.items) {
        const mode = value.propagation?.trim().toLowerCase();
        if (mode === undefined || !modes.includes(mode)) continue;
        yield {
          at,
          key: value.target,
          message: `${called(container)} mounts \`${value.target}\` with propagation \`${mode}\`: ${consequence}.`,
        };
      }
    },
  });
}
