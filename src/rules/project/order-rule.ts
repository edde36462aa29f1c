import type { Place } from '../../model/place.ts';
import type { ComposeProject } from '../../parse/compose/project.ts';
import { defineRule, type RuleDefinition } from '../rule.ts';

/** Things that stand one below the other, in the order of the file. */
export interface Sequence {
  readonly service?: string;
  readonly items: readonly Ranked[];
}

interface Ranked {
  readonly name: string;
  readonly at: Place;
  /** Compared first; equal ranks are compared by what `name` is, without regard to case. */
  readonly rank: number;
}

type Texts = Pick<RuleDefinition<'project'>, 'id' | 'title' | 'why' | 'remedy' | 'references' | 'equivalents' | 'examples'>;

/** A rule that wants the things of a file in a certain order, and tells of the first that stands too late. */
export function orderRule(texts: Texts, sequencesOf: (project: ComposeProject) => Iterable<Sequence>): RuleDefinition<'project'> {
  return defineRule({
    ...texts,
    severity: 'info',
    confidence: 'certain',
    profile: 'all',
    subject: 'project',
    *check({ project }) {
      for (const { service, items } of sequencesOf(project)) {
        const own = items.filter(({ at }) => at.file === items[0]?.at.file);
        const at = own.findIndex((item, index) => index > 0 && before(item, own[index - 1]));
        const [late, earlier] = [own[at], own[at - 1]];
        if (late === undefined || earlier === undefined) continue;
        yield {
          at: late.at,
          key: late.name,
          ...(service === undefined ? {} : { subject: { service } }),
          message: `${service === undefined ? '' : `Service \`${service}\`: `}\`${late.name}\` stands behind \`${earlier.name}\`, before which it belongs.`,
        };
      }
    },
  });
}

function before(one: Ranked, other: Ranked | undefined): boolean {
  if (other === undefined) return false;
  return one.rank === other.rank ? one.name.toLowerCase() < other.name.toLowerCase() : one.rank < other.rank;
}
