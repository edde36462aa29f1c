import type { SourceFile } from '../../model/place.ts';
import type { Script } from '../shell/script.ts';
import { doubleBraces, withHoles } from './expressions.ts';
import { textOfScalar } from './yaml-text.ts';
import { isText, yamlTrees, type YamlTree } from './yaml-tree.ts';

/** Whether a path is a Taskfile. */
export function isTaskfile(path: string): boolean {
  return /(?:^|\/)[Tt]askfile(?:[.-][\w-]+)*\.ya?ml$/.test(path);
}

/** The commands of the tasks of a Taskfile, each a script. */
export function taskfileScripts(file: SourceFile): readonly Script[] {
  return yamlTrees(file).flatMap((tree) =>
    tree
      .entries(tree.get(tree.root, 'tasks'))
      .flatMap(({ value: task }) => commandsOf(tree, task))
      .filter(isText)
      .map((node) => withHoles(textOfScalar(file, node), doubleBraces)),
  );
}

function commandsOf(tree: YamlTree, task: unknown): readonly unknown[] {
  const whole = [task, tree.get(task, 'cmd'), tree.get(task, 'cmds')];
  const items = [...tree.items(task), ...tree.items(tree.get(task, 'cmds'))];
  const nested = items.flatMap((item) => [tree.get(item, 'cmd'), tree.get(item, 'defer')]);
  return [...whole, ...items, ...nested];
}
