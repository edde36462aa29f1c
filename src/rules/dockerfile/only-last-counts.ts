import { defineRule, type RuleDefinition } from '../rule.ts';
import { skipsCheck } from './build-check.ts';
import { isOfImage } from './instructions.ts';

type Texts = Pick<RuleDefinition<'dockerfile'>, 'id' | 'title' | 'remedy' | 'references' | 'equivalents' | 'examples'>;

/** A rule for instructions of which a stage uses the last one alone. */
export function onlyLastCounts(keyword: 'CMD' | 'ENTRYPOINT' | 'HEALTHCHECK', texts: Texts): RuleDefinition<'dockerfile'> {
  return defineRule({
    ...texts,
    severity: 'low',
    confidence: 'certain',
    profile: 'strict',
    subject: 'dockerfile',
    needs: [keyword],
    why: `Of several \`${keyword}\` in one stage the last one counts; the others do nothing. Mostly one of them was meant to go, or to be something else.`,
    *check({ dockerfile, shipped }) {
      for (const { instructions } of dockerfile.stages) {
        const all = instructions.filter((instruction) => instruction.keyword === keyword);
        const last = all.at(-1);
        if (last === undefined || !isOfImage(dockerfile, last, shipped)) continue;
        for (const instruction of all.slice(0, -1)) {
          if (skipsCheck(dockerfile, instruction, 'MultipleInstructionsDisallowed')) continue;
          yield {
            at: instruction.at,
            key: keyword,
            message: `This ${keyword} does nothing: a later one of its stage replaces it.`,
            related: [{ at: last.at, note: 'the one that counts' }],
          };
        }
      }
    },
  });
}
