import type { Mount } from '../../model/container.ts';
import { defineRule, type RuleDefinition } from '../rule.ts';
import { called } from '../wording.ts';
import { gradeOf, hostPath, type MountGrade } from '../../posture/mount-grade.ts';

type Texts = Pick<
  RuleDefinition<'container'>,
  'id' | 'title' | 'severity' | 'profile' | 'why' | 'remedy' | 'references' | 'equivalents' | 'examples'
>;

interface Hands {
  readonly grade: MountGrade;
  /** What the container may do then, behind the path, as a sentence goes on. */
  readonly consequence: (path: string, mount: Mount) => string;
}

/** A rule against bind mounts of one grade; the grades share no path, so that a mount is told once. */
export function mountRule(texts: Texts, hands: Hands): RuleDefinition<'container'> {
  return defineRule({
    ...texts,
    confidence: 'certain',
    subject: 'container',
    needs: ['mounts'],
    *check({ container }) {
      for (const { value, at } of container.mounts.items) {
        const path = hostPath(value);
        if (path === undefined || gradeOf(value) !== hands.grade) continue;
        const how = value.readOnly ? ' read-only' : '';
        yield {
          at,
          key: path,
          message: `${called(container)} mounts \`${path}\` of the host${how}: ${hands.consequence(path, value)}.`,
        };
      }
    },
  });
}
