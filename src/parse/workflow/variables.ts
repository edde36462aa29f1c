import { isNode } from 'yaml';
import type { SourceFile } from '../../model/place.ts';
import { isAction, isWorkflow } from './github.ts';
import { isGitlabPipeline } from './gitlab.ts';
import { isText, yamlTrees, type YamlTree } from './yaml-tree.ts';

/**
 * What a GitHub workflow (`env:`) or a GitLab pipeline (`variables:`) sets a variable to where a script stands, by its offset in
 * the file: `text` is absent behind an expression, and the whole answer where nothing sets it. The innermost counts.
 */
export function variableAt(file: SourceFile, name: string): (offset: number) => { readonly text?: string } | undefined {
  if (!file.text.includes(name)) return () => undefined;
  const found: Scope[] = [];
  for (const tree of yamlTrees(file)) {
    if (isGitlabPipeline(file.path)) gitlabScopes(tree, name, found);
    else if (isWorkflow(file.path) || isAction(file.path)) githubScopes(tree, name, found);
  }
  return (offset) => {
    const around = found.filter(({ start, end }) => start <= offset && offset < end);
    return around.toSorted((one, other) => one.end - one.start - (other.end - other.start))[0]?.value;
  };
}

interface Scope {
  readonly start: number;
  readonly end: number;
  readonly value: { readonly text?: string };
}

function githubScopes(tree: YamlTree, name: string, found: Scope[]): void {
  const jobs = tree.entries(tree.get(tree.root, 'jobs')).map(({ value }) => value);
  const steps = [...jobs, tree.get(tree.root, 'runs')].flatMap((job) => tree.items(tree.get(job, 'steps')));
  for (const holder of [tree.root, ...jobs, ...steps]) note(holder, tree.get(holder, 'env', name), found);
}

function gitlabScopes(tree: YamlTree, name: string, found: Scope[]): void {
  for (const holder of [tree.root, ...tree.entries(tree.root).map(({ value }) => value)]) {
    const value = tree.get(holder, 'variables', name);
    note(holder, isText(value) ? value : tree.get(value, 'value'), found);
  }
}

function note(holder: unknown, value: unknown, found: Scope[]): void {
  if (!isText(value) || !isNode(holder) || !holder.range) return;
  const [start, , end] = holder.range;
  found.push({ start, end, value: value.value.includes('$') ? {} : { text: value.value } });
}
