import type { ContainerSettings } from '../../model/container.ts';
import { defineRule, type RuleDefinition } from '../rule.ts';
import { called } from '../wording.ts';

interface Namespace {
  readonly of: (container: ContainerSettings) => ContainerSettings['networkMode'];
  /** What sharing it lets the container do, as a sentence goes on. */
  readonly consequence: string;
}

type Texts = Pick<
  RuleDefinition<'container'>,
  'id' | 'title' | 'severity' | 'why' | 'remedy' | 'references' | 'equivalents' | 'examples'
>;

/** A rule against sharing a namespace with the host. */
export function namespaceRule(texts: Texts, namespace: Namespace): RuleDefinition<'container'> {
  return defineRule({
    ...texts,
    confidence: 'certain',
    profile: 'default',
    subject: 'container',
    *check({ container }) {
      const mode = namespace.of(container);
      if (mode.state === 'known' && mode.value === 'host') {
        yield { at: mode.at, message: `${called(container)} ${namespace.consequence}.` };
      }
    },
  });
}
