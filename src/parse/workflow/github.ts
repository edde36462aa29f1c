import type { SourceFile } from '../../model/place.ts';
import { shells } from '../shell/inner.ts';
import type { Script } from '../shell/script.ts';
import { githubExpression, withHoles } from './expressions.ts';
import { textOfScalar } from './yaml-text.ts';
import { isText, yamlTrees, type YamlTree } from './yaml-tree.ts';

/** Whether a path is a workflow of GitHub, Gitea or Forgejo. */
export function isWorkflow(path: string): boolean {
  return /(?:^|\/)\.(?:github|gitea|forgejo)\/workflows\/[^/]+\.ya?ml$/.test(path);
}

/** Whether a path is the manifest of an action. */
export function isAction(path: string): boolean {
  return /(?:^|\/)action\.ya?ml$/.test(path);
}

/** The `run:` texts of a workflow or a composite action that a shell of the `sh` family gets. */
export function githubScripts(file: SourceFile): readonly Script[] {
  return yamlTrees(file).flatMap((tree) => {
    const workflowShell = tree.get(tree.root, 'defaults', 'run', 'shell');
    const jobs = tree.entries(tree.get(tree.root, 'jobs')).flatMap(({ value: job }) => {
      const fallback = tree.get(job, 'defaults', 'run', 'shell') ?? workflowShell ?? defaultShell(tree, job);
      return stepScripts(file, tree, tree.get(job, 'steps'), fallback);
    });
    return [...jobs, ...stepScripts(file, tree, tree.get(tree.root, 'runs', 'steps'), undefined)];
  });
}

function stepScripts(file: SourceFile, tree: YamlTree, steps: unknown, fallback: unknown): readonly Script[] {
  return tree.items(steps).flatMap((step) => {
    const run = tree.get(step, 'run');
    if (!isText(run) || !isShell(tree.get(step, 'shell') ?? fallback)) return [];
    return [withHoles(textOfScalar(file, run), githubExpression)];
  });
}

/** Jobs on Windows start PowerShell. */
function defaultShell(tree: YamlTree, job: unknown): unknown {
  const runner = tree.get(job, 'runs-on');
  const labels = isText(runner) ? [runner] : [...tree.items(runner), ...tree.items(tree.get(runner, 'labels'))];
  return labels.find((label) => isText(label) && /^windows/i.test(label.value)) === undefined ? undefined : 'pwsh';
}

/** `bash`, `bash -e {0}`, `/bin/sh`; a shell that is not named or only known at run time counts as one. */
function isShell(shell: unknown): boolean {
  const text = isText(shell) ? shell.value : shell;
  if (typeof text !== 'string' || text.includes('${{')) return true;
  const program = text.trim().split(/\s+/)[0] ?? '';
  return shells.has(program.slice(program.lastIndexOf('/') + 1));
}
