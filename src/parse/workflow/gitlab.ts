import type { SourceFile } from '../../model/place.ts';
import { copyRange, ScriptBuilder } from '../shell/mapping.ts';
import type { Script } from '../shell/script.ts';
import { gitlabInput, withHoles } from './expressions.ts';
import { textOfScalar } from './yaml-text.ts';
import { isText, yamlTrees, type YamlTree } from './yaml-tree.ts';

/** Whether a path is a pipeline of GitLab. */
export function isGitlabPipeline(path: string): boolean {
  return /(?:^|\/)[^/]*\.gitlab-ci\.ya?ml$|(?:^|\/)\.gitlab\/[^/].*\.ya?ml$/.test(path);
}

/**
 * What the shells of a GitLab pipeline run: `before_script` and `script` of a job one behind the other, `after_script` in a
 * shell of its own. Lines that several jobs share are read once.
 */
export function gitlabScripts(file: SourceFile): readonly Script[] {
  const told = new Set<unknown>();
  const scripts: Script[] = [];
  for (const tree of yamlTrees(file)) {
    const shell = (...parts: readonly unknown[]): void => {
      const nodes = new Set<unknown>();
      for (const part of parts) collect(tree, part, nodes, 0);
      const lines = [...nodes].filter((node) => !told.has(node)).filter(isText);
      for (const line of lines) told.add(line);
      if (lines.length > 0)
        scripts.push(
          joined(
            file,
            lines.map((line) => withHoles(textOfScalar(file, line), gitlabInput)),
          ),
        );
    };
    shell(tree.get(tree.root, 'before_script'));
    shell(tree.get(tree.root, 'after_script'));
    for (const { value: job } of tree.entries(tree.root)) {
      shell(tree.get(job, 'before_script'), tree.get(job, 'script'));
      shell(tree.get(job, 'after_script'));
      shell(tree.get(job, 'hooks', 'pre_get_sources_script'));
    }
  }
  return scripts;
}

function joined(file: SourceFile, lines: readonly Script[]): Script {
  const builder = new ScriptBuilder(file);
  for (const line of lines) {
    const before = builder.length;
    copyRange(builder, line, 0, line.text.length);
    const last = line.segments.at(-1);
    const end = last === undefined ? 0 : last.to + (last.width ?? line.text.length - last.from);
    if (builder.length > before) builder.decoded('\n', { start: end, end });
  }
  return builder.build();
}

/** A string, or a list of strings and lists: `!reference` tags and other values are passed over. */
function collect(tree: YamlTree, node: unknown, nodes: Set<unknown>, depth: number): void {
  if (isText(node)) nodes.add(node);
  else if (depth < 10 && !isReference(node)) for (const item of tree.items(node)) collect(tree, item, nodes, depth + 1);
}

function isReference(node: unknown): boolean {
  return typeof node === 'object' && node !== null && 'tag' in node && node.tag === '!reference';
}
