import { withUnknown } from '../shell/mapping.ts';
import type { Script } from '../shell/script.ts';

/** The brackets around what a template engine fills in. */
export type Brackets = readonly [open: string, close: string];

/** `${{ … }}` of GitHub, Gitea and Forgejo. */
export const githubExpression: Brackets = ['${{', '}}'];

/** `$[[ … ]]` of GitLab. */
export const gitlabInput: Brackets = ['$[[', ']]'];

/** `{{ … }}` of Task and just. */
export const doubleBraces: Brackets = ['{{', '}}'];

/** The script with what a template engine fills in marked as unknown: each opening bracket up to the next closing one. */
export function withHoles(script: Script, [open, close]: Brackets): Script {
  const { text } = script;
  const holes: { from: number; to: number }[] = [];
  for (let from = text.indexOf(open); from >= 0;) {
    const end = text.indexOf(close, from + open.length);
    if (end < 0) break;
    holes.push({ from, to: end + close.length });
    from = text.indexOf(open, end + close.length);
  }
  return withUnknown(script, holes);
}
