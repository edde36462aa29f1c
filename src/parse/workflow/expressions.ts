import { withUnknown } from '../shell/mapping.ts';
import type { Script } from '../shell/script.ts';

/** The script with what a template engine fills in marked as unknown. `pattern` needs the `g` flag. */
export function withHoles(script: Script, pattern: RegExp): Script {
  const holes = [...script.text.matchAll(pattern)].map((match) => ({ from: match.index, to: match.index + match[0].length }));
  return withUnknown(script, holes);
}

/** `${{ … }}` of GitHub, Gitea and Forgejo. */
export const githubExpression = /\$\{\{[\s\S]*?\}\}/g;

/** `$[[ … ]]` of GitLab. */
export const gitlabInput = /\$\[\[[\s\S]*?\]\]/g;

/** `{{ … }}` of Task and just. */
export const doubleBraces = /\{\{[\s\S]*?\}\}/g;
