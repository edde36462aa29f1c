import type { ContainerSettings } from '../../model/container.ts';
import type { Place } from '../../model/place.ts';
import { binds } from '../../posture/limits.ts';
import { defineRule, type RuleDefinition } from '../rule.ts';
import { called } from '../wording.ts';

interface Limit {
  readonly of: (container: ContainerSettings) => ContainerSettings['memory'];
  /** As a sentence says it: `memory`. */
  readonly noun: string;
  /** Whether one that binds nothing is told where it is written, since somebody chose it; else on the container. */
  readonly chosen?: boolean;
  /** Something that looks like the limit and binds nothing, in the words of the finding. */
  readonly lookalike?: (container: ContainerSettings) => { readonly at: Place; readonly words: string } | undefined;
}

type Texts = Pick<RuleDefinition<'container'>, 'id' | 'title' | 'why' | 'remedy' | 'references' | 'equivalents' | 'examples'>;

/**
 * A rule that wants a limit which binds: neither absent nor `0` nor `-1`. One that is absent is told where it would stand,
 * one that binds nothing on the container that goes without it.
 */
export function limitRule(texts: Texts, limit: Limit): RuleDefinition<'container'> {
  return defineRule({
    ...texts,
    severity: 'low',
    confidence: 'certain',
    profile: 'default',
    subject: 'container',
    *check({ container }) {
      const setting = limit.of(container);
      if (setting.state === 'unset') {
        if (container.passing) return;
        const other = limit.lookalike?.(container);
        const but = other === undefined ? '' : `: ${other.words}`;
        yield {
          at: container.limitsAt,
          message: `${called(container)} has no ${limit.noun} limit${but}.`,
          related: other === undefined ? [] : [{ at: other.at, note: other.words }],
        };
      } else if (setting.state === 'known' && !binds(setting.value)) {
        yield {
          at: limit.chosen === true ? setting.at : container.at,
          message: `${called(container)} sets its ${limit.noun} limit to \`${setting.value}\`, which is none.`,
          related: [{ at: setting.at, note: 'the limit that is none' }],
        };
      }
    },
  });
}
