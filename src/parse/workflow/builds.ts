import type { Place, SourceFile } from '../../model/place.ts';
import type { Setting } from '../../model/setting.ts';
import type { BuildArgs } from '../dockerfile/scope.ts';
import { csvFields } from '../container-text.ts';
import { placeIn } from '../shell/mapping.ts';
import { textOfScalar } from './yaml-text.ts';
import { isText, yamlTrees, type YamlTree } from './yaml-tree.ts';

/** What a step with `docker/build-push-action` builds. Paths count from the top of the repository, the Dockerfile's too. */
export interface WorkflowBuild {
  /** Unset: the commit itself, as the engine fetches it. */
  readonly context: Setting<string>;
  /** Unset: the `Dockerfile` of the context. */
  readonly dockerfile: Setting<string>;
  readonly target: Setting<string>;
  readonly args: BuildArgs;
  /** Names for other contexts; a value with an expression in it is absent. */
  readonly contexts: readonly { readonly name: string; readonly value?: string; readonly at: Place }[];
  /** Those without an expression. */
  readonly tags: readonly string[];
  /** What it lets steps have that ask for it: `security.insecure`. */
  readonly grants: readonly { readonly name: string; readonly at: Place }[];
  /** The ids of the secrets it gives; absent where an expression may stand for more of them. */
  readonly secrets?: readonly string[];
  /** The name of the action. */
  readonly at: Place;
}

/** What a step with `docker/bake-action` reads. */
export interface WorkflowBake {
  /** The folder it runs in. */
  readonly folder: string;
  /** The bake files it names; empty where bake looks for its own. */
  readonly files: readonly string[];
}

export interface WorkflowBuilds {
  readonly builds: readonly WorkflowBuild[];
  readonly bakes: readonly WorkflowBake[];
}

const none: WorkflowBuilds = { builds: [], bakes: [] };

/** The images that the steps of a GitHub workflow or composite action build. Never throws. */
export function buildsOfWorkflow(file: SourceFile): WorkflowBuilds {
  if (!/docker\/(?:build-push|bake)-action/.test(file.text)) return none;
  const builds: WorkflowBuild[] = [];
  const bakes: WorkflowBake[] = [];
  for (const tree of yamlTrees(file)) {
    const jobs = tree.entries(tree.get(tree.root, 'jobs')).map(({ value }) => tree.get(value, 'steps'));
    for (const step of [...jobs, tree.get(tree.root, 'runs', 'steps')].flatMap((steps) => tree.items(steps))) {
      const uses = tree.get(step, 'uses');
      const action = isText(uses) ? /^docker\/(build-push|bake)-action@/.exec(uses.value)?.[1] : undefined;
      if (!isText(uses) || action === undefined) continue;
      const inputs = inputsOf(file, tree, tree.get(step, 'with'));
      if (action === 'bake') bakes.push(...bakeOf(inputs));
      else {
        const text = textOfScalar(file, uses);
        builds.push(buildOf(inputs, placeIn(text, 0, text.text.length)));
      }
    }
  }
  return { builds, bakes };
}

/** The text of an input, with the expressions in it; undefined where it is not given. */
interface Input {
  readonly text: string;
  readonly at: Place;
}
type Inputs = (name: string) => Input | undefined;

function buildOf(input: Inputs, at: Place): WorkflowBuild {
  const args: Record<string, string | undefined> = {};
  const allow = input('allow');
  for (const line of linesOf(input('build-args'))) {
    const equals = line.indexOf('=');
    if (equals > 0) args[line.slice(0, equals).trim()] = isExpression(line) ? undefined : line.slice(equals + 1);
  }
  return {
    context: settingOf(input('context')),
    dockerfile: settingOf(input('file')),
    target: settingOf(input('target')),
    args,
    contexts: pairsOf(input('build-contexts')),
    tags: itemsOf(input('tags')).filter((tag) => !isExpression(tag)),
    grants: allow === undefined ? [] : itemsOf(allow).map((name) => ({ name, at: allow.at })),
    ...secretsOf(input),
    at,
  };
}

/** `id=value` on each line of three inputs; the action gives one of its own for a context from git. */
function secretsOf(input: Inputs): Pick<WorkflowBuild, 'secrets'> {
  const ids = ['GIT_AUTH_TOKEN'];
  for (const line of ['secrets', 'secret-envs', 'secret-files'].flatMap((name) => linesOf(input(name)))) {
    const id = /^["']?([\w.-]+)=/.exec(line)?.[1];
    if (id !== undefined) ids.push(id);
    else if (isExpression(line)) return {};
  }
  return { secrets: ids };
}

/** A bake in a folder that an expression names tells nothing. */
function bakeOf(input: Inputs): readonly WorkflowBake[] {
  const folder = settingOf(input('workdir'));
  if (folder.state === 'unknown') return [];
  const files = itemsOf(input('files')).filter((path) => !isExpression(path) && !/^[a-z]+:/.test(path));
  return [{ folder: folder.state === 'known' ? folder.value : '.', files }];
}

function inputsOf(file: SourceFile, tree: YamlTree, inputs: unknown): Inputs {
  return (name) => {
    const node = tree.get(inputs, name);
    if (!isText(node) || node.value.trim() === '') return undefined;
    const text = textOfScalar(file, node);
    return { text: node.value.trim(), at: placeIn(text, 0, text.text.length) };
  };
}

function settingOf(input: Input | undefined): Setting<string> {
  if (input === undefined) return { state: 'unset' };
  const { text, at } = input;
  return isExpression(text) ? { state: 'unknown', why: 'an expression stands in it', at } : { state: 'known', value: text, at };
}

/** `name=value` on each line. */
function pairsOf(input: Input | undefined): WorkflowBuild['contexts'] {
  return linesOf(input).flatMap((line) => {
    const [, name, value] = /^([^=]+)=(.*)$/.exec(line) ?? [];
    if (input === undefined || name === undefined || value === undefined || isExpression(name)) return [];
    return [{ name, ...(isExpression(value) ? {} : { value }), at: input.at }];
  });
}

/** The items of a list with one on a line, or several between commas. */
function itemsOf(input: Input | undefined): readonly string[] {
  return linesOf(input)
    .flatMap(csvFields)
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function linesOf(input: Input | undefined): readonly string[] {
  return (input?.text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

function isExpression(text: string): boolean {
  return text.includes('${{');
}
