import { defineRule, type RuleDefinition } from '../rule.ts';
import { called } from '../wording.ts';

interface Namespace {
  readonly of: 'networkMode' | 'pidMode' | 'ipcMode' | 'utsMode' | 'usernsMode' | 'cgroupMode';
  /** Whether it matters only in a container that stays when its command or job has ended. */
  readonly lasting?: true;
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
    needs: [namespace.of],
    *check({ container }) {
      if (namespace.lasting === true && container.passing !== undefined) return;
      const mode = container[namespace.of];
      if (mode.state === 'known' && mode.value === 'host') {
        yield { at: mode.at, message: `${called(container)} ${namespace.consequence}.` };
      }
    },
  });
}
