import type { SourceFile } from '../../model/place.ts';
import type { Script } from '../shell/script.ts';
import { gitlabInput, withHoles } from './expressions.ts';
import { textOfScalar } from './yaml-text.ts';
import { isText, yamlTrees, type YamlTree } from './yaml-tree.ts';

/** Whether a path is a pipeline of GitLab. */
export function isGitlabPipeline(path: string): boolean {
  return /(?:^|\/)[^/]*\.gitlab-ci\.ya?ml$|(?:^|\/)\.gitlab\/[^/].*\.ya?ml$/.test(path);
}

/** The lines of `script`, `before_script` and `after_script` of a GitLab pipeline, each a script. */
export function gitlabScripts(file: SourceFile): readonly Script[] {
  const nodes = new Set<unknown>();
  for (const tree of yamlTrees(file)) {
    for (const key of ['before_script', 'after_script']) collect(tree, tree.get(tree.root, key), nodes, 0);
    for (const { value: job } of tree.entries(tree.root)) {
      for (const key of ['before_script', 'script', 'after_script']) collect(tree, tree.get(job, key), nodes, 0);
      collect(tree, tree.get(job, 'hooks', 'pre_get_sources_script'), nodes, 0);
    }
  }
  return [...nodes].filter(isText).map((node) => withHoles(textOfScalar(file, node), gitlabInput));
}

/** A string, or a list of strings and lists: `!reference` tags and other values are passed over. */
function collect(tree: YamlTree, node: unknown, nodes: Set<unknown>, depth: number): void {
  if (isText(node)) nodes.add(node);
  else if (depth < 10 && !isReference(node)) for (const item of tree.items(node)) collect(tree, item, nodes, depth + 1);
}

function isReference(node: unknown): boolean {
  return typeof node === 'object' && node !== null && 'tag' in node && node.tag === '!reference';
}
