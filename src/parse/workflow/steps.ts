import type { Place, SourceFile } from '../../model/place.ts';
import { placeIn } from '../shell/mapping.ts';
import type { Script } from '../shell/script.ts';
import { githubExpression, withHoles } from './expressions.ts';
import { textOfScalar } from './yaml-text.ts';
import { isText, mayBeTrue, yamlTrees, type YamlTree } from './yaml-tree.ts';

/** An action that a step or a job uses. */
export interface UsedAction {
  /** `owner/name` or `owner/name/folder`, in lower case. */
  readonly name: string;
  /** Behind the `@`; empty where nothing stands there. */
  readonly ref: string;
  /** As it is written. */
  readonly written: string;
  readonly at: Place;
}

export interface WorkflowStep {
  readonly uses?: UsedAction;
  /** The text of an input under `with:`, expressions in it unknown. */
  readonly input: (name: string) => Script | undefined;
  /** Whether a switch under `with:` is on, or may be. */
  readonly isOn: (name: string) => boolean;
  /** The text of `run:`, expressions in it unknown. */
  readonly run: () => Script | undefined;
  /** The text of `if:`. */
  readonly condition: string;
}

export interface WorkflowJob {
  readonly name: string;
  /** The text of `if:`. */
  readonly condition: string;
  /** A workflow that the job calls. */
  readonly uses?: UsedAction;
  readonly steps: readonly WorkflowStep[];
  /** The passwords of the registries that its containers come from. */
  readonly passwords: () => readonly Script[];
}

/** A GitHub workflow, or a composite action as one job without a name. */
export interface Workflow {
  readonly file: SourceFile;
  readonly triggers: ReadonlySet<string>;
  readonly jobs: readonly WorkflowJob[];
}

/** Reads the steps of a workflow or an action, as far as they can be read; never throws. */
export function workflowOf(file: SourceFile): Workflow {
  const trees = yamlTrees(file);
  const jobs = trees.flatMap((tree) => {
    const own = tree.items(tree.get(tree.root, 'runs', 'steps'));
    return [
      ...tree.entries(tree.get(tree.root, 'jobs')).map(({ key, value }) => jobOf(file, tree, key, value)),
      ...(own.length === 0 ? [] : [jobOf(file, tree, '', tree.get(tree.root, 'runs'))]),
    ];
  });
  return { file, triggers: new Set(trees.flatMap(triggersOf)), jobs };
}

function triggersOf(tree: YamlTree): readonly string[] {
  const on = tree.get(tree.root, 'on');
  if (isText(on)) return [on.value];
  return [...tree.items(on).flatMap((item) => (isText(item) ? item.value : [])), ...tree.entries(on).map(({ key }) => key)];
}

function jobOf(file: SourceFile, tree: YamlTree, name: string, job: unknown): WorkflowJob {
  return {
    name,
    condition: conditionOf(tree, job),
    ...usesOf(file, tree, job),
    steps: tree.items(tree.get(job, 'steps')).map((step) => ({
      ...usesOf(file, tree, step),
      input: (input) => scriptOf(file, tree.get(step, 'with', input)),
      isOn: (input) => mayBeTrue(tree.get(step, 'with', input)),
      run: () => scriptOf(file, tree.get(step, 'run')),
      condition: conditionOf(tree, step),
    })),
    passwords: () =>
      [tree.get(job, 'container'), ...tree.entries(tree.get(job, 'services')).map(({ value }) => value)].flatMap(
        (container) => scriptOf(file, tree.get(container, 'credentials', 'password')) ?? [],
      ),
  };
}

function usesOf(file: SourceFile, tree: YamlTree, node: unknown): { readonly uses?: UsedAction } {
  const uses = tree.get(node, 'uses');
  if (!isText(uses) || uses.value.startsWith('docker://') || uses.value.startsWith('./')) return {};
  const script = textOfScalar(file, uses);
  const [name = '', ref = ''] = uses.value.trim().split('@', 2);
  return { uses: { name: name.toLowerCase(), ref, written: uses.value.trim(), at: placeIn(script, 0, script.text.length) } };
}

function conditionOf(tree: YamlTree, node: unknown): string {
  const condition = tree.get(node, 'if');
  return isText(condition) ? condition.value : '';
}

function scriptOf(file: SourceFile, node: unknown): Script | undefined {
  return isText(node) ? withHoles(textOfScalar(file, node), githubExpression) : undefined;
}
