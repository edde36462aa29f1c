import type { ContainerSettings } from '../../model/container.ts';
import { defineRule, type RuleDefinition } from '../rule.ts';
import { called } from '../wording.ts';

interface Limit {
  readonly of: (container: ContainerSettings) => ContainerSettings['memory'];
  /** As a sentence says it: `memory`. */
  readonly noun: string;
}

type Texts = Pick<RuleDefinition<'container'>, 'id' | 'title' | 'why' | 'remedy' | 'references' | 'equivalents' | 'examples'>;

/** A rule that wants a limit which binds: neither absent nor `0` nor `-1`. */
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
        yield { at: container.at, message: `${called(container)} has no ${limit.noun} limit.` };
      } else if (setting.state === 'known' && /^(?:-1|0+(?:\.0+)?)\s*[a-z]*$/i.test(setting.value.trim())) {
        yield {
          at: setting.at,
          message: `${called(container)} sets its ${limit.noun} limit to ${setting.value}, which is none.`,
        };
      }
    },
  });
}
